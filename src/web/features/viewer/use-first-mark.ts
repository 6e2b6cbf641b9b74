import { useEffect, type RefObject } from 'react';

/** Scrolls the box to the first marked word in it, whenever `shown` becomes another; the page around it stays where it is. */
export function useFirstMark(box: RefObject<HTMLElement | null>, shown: unknown): void {
  useEffect(() => {
    const element = box.current;
    const mark = element?.querySelector('mark');
    if (!element || !mark) return;
    const above = mark.getBoundingClientRect().top - element.getBoundingClientRect().top;
    element.scrollTo({ top: element.scrollTop + above - element.clientHeight / 3, behavior: 'instant' });
  }, [box, shown]);
}
