import { useState } from 'react';
import { MOST_AT_ONCE, type QueuedReview } from '../../api/review.js';

/** Those that are chosen, each as it was read then: whatever changes it meanwhile refuses what is decided on it. */
export type Chosen = ReadonlyMap<string, Pick<QueuedReview, 'id' | 'rev' | 'resource'>>;

export interface Choosing {
  chosen: Chosen;
  full: boolean;
  toggle: (item: QueuedReview) => void;
  /** as many as one act takes */
  all: (items: readonly QueuedReview[]) => void;
  drop: (id: string) => void;
  clear: () => void;
}

/** Choosing several in the queue, up to as many as one act takes. */
export function useChosen(): Choosing {
  const [chosen, setChosen] = useState<Chosen>(new Map());
  return {
    chosen,
    full: chosen.size >= MOST_AT_ONCE,
    toggle: (item) =>
      setChosen((old) => {
        const next = new Map(old);
        if (!next.delete(item.id) && next.size < MOST_AT_ONCE) next.set(item.id, item);
        return next;
      }),
    all: (items) =>
      setChosen((old) => {
        const added = items.filter(({ id }) => !old.has(id)).map((item) => [item.id, item] as const);
        return new Map([...old, ...added].slice(0, MOST_AT_ONCE));
      }),
    drop: (id) => setChosen((old) => new Map([...old].filter(([one]) => one !== id))),
    clear: () => setChosen(new Map()),
  };
}
