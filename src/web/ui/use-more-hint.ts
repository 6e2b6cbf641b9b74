import { useEffect, type RefObject } from 'react';

/** Notes on a strip that is scrolled sideways whether more of it follows (`data-more`), so that its end fades out. */
export function useMoreHint(strip: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = strip.current;
    if (!element) return;
    const note = () => {
      element.toggleAttribute(
        'data-more',
        element.scrollLeft + element.clientWidth < element.scrollWidth - 4,
      );
    };
    note();
    const size = new ResizeObserver(note);
    size.observe(element);
    // what is in it may come and grow while it does not
    const contents = new MutationObserver(note);
    contents.observe(element, { childList: true, characterData: true, subtree: true });
    element.addEventListener('scroll', note, { passive: true });
    return () => {
      size.disconnect();
      contents.disconnect();
      element.removeEventListener('scroll', note);
    };
  }, [strip]);
}
