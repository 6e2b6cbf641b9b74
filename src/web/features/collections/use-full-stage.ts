import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

interface Stage {
  dialog: RefObject<HTMLDialogElement | null>;
  frame: RefObject<HTMLElement | null>;
}

/**
 * Shows a dialog before everything else, its frame on the whole screen where the browser lets it, else in the whole
 * window. Leaving the whole screen ends it, but for somebody who opens a page of the web meanwhile: `leave` says so.
 */
export function useFullStage({ dialog, frame }: Stage, onEnd: () => void): { leave: () => void } {
  const left = useRef(false);
  useLayoutEffect(() => {
    const box = dialog.current;
    box?.showModal();
    frame.current?.focus();
    frame.current?.requestFullscreen?.().catch(() => undefined);
    return () => {
      if (document.fullscreenElement) document.exitFullscreen().catch(() => undefined);
      box?.close();
    };
  }, [dialog, frame]);
  useEffect(() => {
    let was = document.fullscreenElement !== null;
    const note = () => {
      const full = document.fullscreenElement !== null;
      if (was && !full && !left.current) onEnd();
      was = full;
      left.current = false;
    };
    document.addEventListener('fullscreenchange', note);
    return () => document.removeEventListener('fullscreenchange', note);
  }, [onEnd]);
  return {
    leave: () => {
      left.current = document.fullscreenElement !== null;
    },
  };
}
