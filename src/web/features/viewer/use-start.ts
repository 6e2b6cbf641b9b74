import { useEffect, type RefObject } from 'react';

/** Begins a film or recording at a second, once it knows how long it is. */
export function useStart(media: RefObject<HTMLMediaElement | null>, start: number | undefined): void {
  useEffect(() => {
    const element = media.current;
    if (!element || !start) return;
    const begin = () => void Object.assign(element, { currentTime: start });
    if (element.readyState >= HTMLMediaElement.HAVE_METADATA) begin();
    else element.addEventListener('loadedmetadata', begin, { once: true });
    return () => element.removeEventListener('loadedmetadata', begin);
  }, [media, start]);
}
