import { useRef, type TouchEvent } from 'react';

/** How far a finger goes sideways until that is meant, px. */
const FAR = 48;
/** What a finger moves by itself. */
const OWN = 'input, audio, [role="slider"], .video-controls';

/** Swiping with one finger: to the left goes forward, to the right back. */
export function useSwipe(forward: () => void, back: () => void) {
  const begun = useRef<{ x: number; y: number } | null>(null);
  return {
    onTouchStart: ({ touches, target }: TouchEvent) => {
      const touch = touches[0];
      const one = touches.length === 1 && !(target instanceof Element && target.closest(OWN));
      begun.current = one && touch ? { x: touch.clientX, y: touch.clientY } : null;
    },
    onTouchEnd: ({ changedTouches }: TouchEvent) => {
      const from = begun.current;
      const touch = changedTouches[0];
      begun.current = null;
      // Whoever has enlarged the picture moves about in it.
      if (!from || !touch || (window.visualViewport?.scale ?? 1) > 1.05) return;
      const x = touch.clientX - from.x;
      if (Math.abs(x) < FAR || Math.abs(x) < 2 * Math.abs(touch.clientY - from.y)) return;
      if (x < 0) forward();
      else back();
    },
  };
}
