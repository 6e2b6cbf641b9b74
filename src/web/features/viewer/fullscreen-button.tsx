import { FullscreenExitOutlined, FullscreenOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';

export function useFullscreen(frame: RefObject<HTMLElement | null>) {
  const [full, setFull] = useState(false);
  useEffect(() => {
    const note = () =>
      setFull(document.fullscreenElement !== null && document.fullscreenElement === frame.current);
    document.addEventListener('fullscreenchange', note);
    return () => document.removeEventListener('fullscreenchange', note);
  }, [frame]);
  // Esc ends this alone: a drawer around it listens for the same key
  useEffect(() => {
    if (!full) return;
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      if (document.fullscreenElement === frame.current) void document.exitFullscreen();
    };
    window.addEventListener('keydown', leave, { capture: true });
    return () => window.removeEventListener('keydown', leave, { capture: true });
  }, [frame, full]);
  const toggle = () => {
    // Within something that has the whole screen already it takes its turn, and gives it back.
    const shown = document.fullscreenElement;
    if (shown !== null && shown === frame.current) void document.exitFullscreen();
    else void frame.current?.requestFullscreen?.().catch(() => undefined);
  };
  return { full, toggle };
}

export function FullscreenButton({ frame }: { frame: RefObject<HTMLElement | null> }) {
  const { t } = useTranslation();
  const { full, toggle } = useFullscreen(frame);
  if (!document.fullscreenEnabled) return null;
  return (
    <Button
      type="text"
      icon={full ? <FullscreenExitOutlined aria-hidden /> : <FullscreenOutlined aria-hidden />}
      aria-label={t(full ? 'viewer.exitFullscreen' : 'viewer.fullscreen')}
      title={t(full ? 'viewer.exitFullscreen' : 'viewer.fullscreen')}
      onClick={toggle}
    />
  );
}
