import { useEffect, type RefObject } from 'react';
import type { ViewerNotes } from './viewer-props.js';

/** Goes to a second of a film or recording once it knows how long it is; gives what calls that off. */
function goTo(element: HTMLMediaElement, second: number): () => void {
  const go = () => void Object.assign(element, { currentTime: second });
  if (element.readyState >= HTMLMediaElement.HAVE_METADATA) go();
  else element.addEventListener('loadedmetadata', go, { once: true });
  return () => element.removeEventListener('loadedmetadata', go);
}

/** Begins at a second. */
export function useStart(media: RefObject<HTMLMediaElement | null>, start: number | undefined): void {
  useEffect(() => (media.current && start ? goTo(media.current, start) : undefined), [media, start]);
}

/** Goes to the second that is asked for, each time that it is. */
export function useWantedSecond(
  media: RefObject<HTMLMediaElement | null>,
  wanted: ViewerNotes['goTo'],
): void {
  useEffect(() => (media.current && wanted ? goTo(media.current, wanted.place) : undefined), [media, wanted]);
}
