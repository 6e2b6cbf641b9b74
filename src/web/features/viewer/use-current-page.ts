import { useEffect, useRef, useState, type RefObject } from 'react';

/** The box is positioned, so that offsets of its pages are counted from its own top. */
function scrollToPage(box: HTMLElement | null, number: number, behavior: ScrollBehavior): void {
  const target = box?.querySelector<HTMLElement>(`[data-page="${number}"]`);
  if (box && target) box.scrollTo({ top: target.offsetTop - 12, behavior });
}

/** The page that covers the upper third of the box; the last one when there is nothing more to scroll. */
function pageInSight(box: HTMLElement, count: number): number {
  if (box.scrollTop > 0 && box.scrollTop + box.clientHeight >= box.scrollHeight - 4) return count;
  const line = box.scrollTop + box.clientHeight / 3;
  let seen = 1;
  for (const figure of box.querySelectorAll<HTMLElement>('[data-page]')) {
    if (figure.offsetTop > line) break;
    seen = Number(figure.dataset.page);
  }
  return seen;
}

/** Which page is in sight, `start` at first, and going to one. In single-page mode (`full`) the number is all there is. */
export function useCurrentPage(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  full: boolean,
  start: number,
) {
  const [page, setPage] = useState(Math.min(start, Math.max(1, count)));
  const latest = useRef(page);
  useEffect(() => {
    latest.current = page;
  }, [page]);

  // coming back from the whole screen shows the page that was shown there
  useEffect(() => {
    if (!full && latest.current > 1) scrollToPage(scroller.current, latest.current, 'instant');
  }, [full, scroller]);

  useEffect(() => {
    const box = scroller.current;
    if (!box || full) return;
    let frame = 0;
    const note = () => {
      frame = 0;
      setPage(pageInSight(box, count));
    };
    const onScroll = () => {
      frame ||= requestAnimationFrame(note);
    };
    box.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      box.removeEventListener('scroll', onScroll);
      cancelAnimationFrame(frame);
    };
  }, [scroller, count, full]);

  return { page, setPage, goTo: (number: number) => scrollToPage(scroller.current, number, 'smooth') };
}
