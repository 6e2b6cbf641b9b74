import { useEffect, useRef } from 'react';
import type { ViewerNotes } from './viewer-props.js';

/** Tells whoever speaks of places which one is in sight, whenever it becomes another. */
export function useToldPlace(notes: ViewerNotes | undefined, place: number): void {
  const told = useRef(notes?.onPlace);
  useEffect(() => {
    told.current = notes?.onPlace;
  });
  useEffect(() => told.current?.(place), [place]);
}
