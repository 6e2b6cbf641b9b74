import { useEffect, useRef, useState, type RefObject } from 'react';

// The box is positioned: offsets of its pages are counted from its own top.
const pageOf = (box: HTMLElement | null, number: number) =>
  box?.querySelector<HTMLElement>(`[data-page="${number}"]`) ?? null;

function scrollToPage(box: HTMLElement | null, number: number, behavior: ScrollBehavior): void {
  const target = pageOf(box, number);
  if (box && target) box.scrollTo({ top: target.offsetTop - 12, behavior });
}

/** The page at the top of the box, of which a third may be gone; the last one when there is nothing more to scroll. */
function pageInSight(box: HTMLElement, count: number): number {
  if (box.scrollTop > 0 && box.scrollTop + box.clientHeight >= box.scrollHeight - 4) return count;
  let seen = 1;
  for (const figure of box.querySelectorAll<HTMLElement>('[data-page]')) {
    if (figure.offsetTop > box.scrollTop + Math.min(box.clientHeight, figure.offsetHeight) / 3) break;
    seen = Number(figure.dataset.page);
  }
  return seen;
}

/** Whether a page begins in the box and half of it, or of what the box can show of it, is seen. */
function isShown(box: HTMLElement, number: number): boolean {
  const page = pageOf(box, number);
  if (!page) return false;
  const from = page.offsetTop - box.scrollTop;
  return from >= 0 && from + Math.min(page.offsetHeight, box.clientHeight) / 2 <= box.clientHeight;
}

/** What somebody does who scrolls by themselves. */
const BY_HAND = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/** Which page is in sight, `start` at first, and going to one. In single-page mode (`full`) the number is all there is. */
export function useCurrentPage(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  full: boolean,
  start: number,
) {
  const [page, setPage] = useState(Math.min(start, Math.max(1, count)));
  const latest = useRef(page);
  // Which page was gone to: one near the end cannot come to the top, and is still the one that was wanted.
  const wanted = useRef<number | null>(page);
  useEffect(() => {
    latest.current = page;
  }, [page]);

  // coming back from the whole screen shows the page that was shown there
  useEffect(() => {
    if (full || latest.current <= 1) return;
    wanted.current = latest.current;
    scrollToPage(scroller.current, latest.current, 'instant');
  }, [full, scroller]);

  useEffect(() => {
    const box = scroller.current;
    if (!box || full) return;
    let frame = 0;
    const note = () => {
      frame = 0;
      const { current } = wanted;
      setPage(current !== null && isShown(box, current) ? current : pageInSight(box, count));
    };
    const onScroll = () => {
      frame ||= requestAnimationFrame(note);
    };
    const byHand = () => {
      wanted.current = null;
    };
    box.addEventListener('scroll', onScroll, { passive: true });
    for (const act of BY_HAND) box.addEventListener(act, byHand, { passive: true });
    return () => {
      box.removeEventListener('scroll', onScroll);
      for (const act of BY_HAND) box.removeEventListener(act, byHand);
      cancelAnimationFrame(frame);
    };
  }, [scroller, count, full]);

  const goTo = (number: number) => {
    wanted.current = number;
    scrollToPage(scroller.current, number, 'smooth');
  };
  return { page, setPage, goTo };
}
