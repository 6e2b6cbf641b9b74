import { useState } from 'react';
import type { CollectionItem } from '../../api/collections.js';
import { slidesOf } from './slides.js';
import { useItemResource } from './use-item-resource.js';

/** Which item, and which of its slides: the last one where it was come upon from behind. */
interface Place {
  index: number;
  slide: number | 'last';
}

/** Walks through the slides of all items, the next resource being fetched while this one is shown. */
export function useSlides(items: readonly CollectionItem[], first: string) {
  const [place, setPlace] = useState<Place>(() => ({
    index: Math.max(
      0,
      items.findIndex(({ id }) => id === first),
    ),
    slide: 0,
  }));
  const { index } = place;
  const item = items[index]!;
  const query = useItemResource(item);
  useItemResource(items[index + 1]);
  const slides = slidesOf(item, query.data);
  const end = Math.max(0, slides.length - 1);
  const at = place.slide === 'last' ? end : Math.min(place.slide, end);
  const toItem = (to: number, slide: Place['slide']) => {
    if (items[to]) setPlace({ index: to, slide });
  };
  return {
    ...{ item, index, query, at, slides },
    slide: slides[at],
    atStart: index === 0 && at === 0,
    atEnd: index === items.length - 1 && at === end,
    forward: () => (at < end ? setPlace({ index, slide: at + 1 }) : toItem(index + 1, 0)),
    back: () => (at > 0 ? setPlace({ index, slide: at - 1 }) : toItem(index - 1, 'last')),
    toFirst: () => toItem(0, 0),
    toLast: () => toItem(items.length - 1, 0),
  };
}
