import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { contentRoutes } from '../../../contracts/content-routes.js';
import { useFullscreen } from './fullscreen-button.js';
import { ReaderMark } from './reader-mark.js';
import { useHls } from './use-hls.js';
import { useStart, useWantedSecond } from './use-start.js';
import { useMediaState } from './use-media-state.js';
import { useToldPlace } from './use-told-place.js';
import { VideoControls } from './video-controls.js';
import type { ViewerProps } from './viewer-props.js';
import './video.css';

/** A video with choice of quality and speed, a scrubber that shows what is there, and the usual keys. */
export function VideoPlayer({ resourceId, file, mark, start, notes }: Omit<ViewerProps, 'canDownload'>) {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const hls = useHls(video, contentRoutes.playlist(resourceId, file.id));
  const media = useMediaState(video, file.preview.duration ?? 0);
  useStart(video, start);
  useToldPlace(notes, Math.floor(media.time));
  useWantedSecond(video, notes?.goTo);
  const { full, toggle } = useFullscreen(frame);
  const [quiet, setQuiet] = useState(false);
  const aspect = file.preview.aspect ?? 16 / 9;

  // the controls leave the picture alone while it plays and nothing moves
  useEffect(() => {
    const box = frame.current;
    if (!box) return;
    let timer = 0;
    const wake = () => {
      setQuiet(false);
      window.clearTimeout(timer);
      timer = window.setTimeout(() => setQuiet(true), 2600);
    };
    const events = ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const;
    events.forEach((name) => box.addEventListener(name, wake));
    return () => {
      window.clearTimeout(timer);
      events.forEach((name) => box.removeEventListener(name, wake));
    };
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    const element = video.current;
    if (!element || event.ctrlKey || event.metaKey || event.altKey) return;
    const onControl = event.target !== event.currentTarget && event.target !== element;
    const seek = (by: number) => () => media.seek(element.currentTime + by);
    const acts: Record<string, () => void> = {
      k: media.toggle,
      ArrowRight: seek(5),
      ArrowLeft: seek(-5),
      l: seek(10),
      j: seek(-10),
      m: media.toggleMute,
      f: toggle,
      ...(onControl
        ? {}
        : {
            ' ': media.toggle,
            ArrowUp: () => media.setVolume(media.volume + 0.1),
            ArrowDown: () => media.setVolume(media.volume - 0.1),
          }),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  return (
    <div
      ref={frame}
      className={`viewer video-player${quiet && media.playing ? ' video-quiet' : ''}`}
      role="region"
      aria-label={t('viewer.videoOf', { name: file.fileName })}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      {/* recordings of teachers come without a caption file */}
      <video
        ref={video}
        playsInline
        preload="metadata"
        poster={file.preview.hasPoster ? contentRoutes.poster(resourceId, file.id) : undefined}
        style={{ aspectRatio: Math.max(aspect, 16 / 10) }}
        onClick={media.toggle}
        onDoubleClick={toggle}
      />
      {mark !== null && <ReaderMark reader={mark} />}
      {!media.started && !hls.failed && (
        <button type="button" className="video-start" onClick={media.toggle} aria-label={t('viewer.play')}>
          <svg viewBox="0 0 24 24" width="34" height="34" aria-hidden="true">
            <path d="M8 5v14l11-7z" fill="currentColor" />
          </svg>
        </button>
      )}
      {media.waiting && media.playing && (
        <span className="video-wait" role="status" aria-label={t('viewer.loading')} />
      )}
      {hls.failed && (
        <div className="video-failed" role="alert">
          <p>{t(hls.refused ? 'viewer.playRefused' : 'viewer.playFailed')}</p>
          <Button onClick={hls.retry}>{t('actions.retry')}</Button>
        </div>
      )}
      <VideoControls
        resourceId={resourceId}
        file={file}
        media={media}
        hls={hls}
        full={full}
        onFull={toggle}
      />
    </div>
  );
}
