import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { contentRoutes } from '../../../contracts/content-routes.js';
import { isWorkedOn } from '../../ui/resource-state.js';
import { useIsPhone } from '../../ui/use-is-phone.js';
import { useFullscreen } from './fullscreen-button.js';
import { PagesToolbar } from './pages-toolbar.js';
import { ReaderMark } from './reader-mark.js';
import { PageWords, useFileText } from './text-viewer.js';
import { useCurrentPage } from './use-current-page.js';
import { useFirstMark } from './use-first-mark.js';
import { useToldPlace } from './use-told-place.js';
import type { ViewerProps } from './viewer-props.js';

const isTyping = (target: EventTarget) =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
const ZOOMS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3];

/** Pages of a document or slides one under the other; one at a time on the whole screen, for showing in class. */
export function PagesViewer({
  resourceId,
  file,
  mark,
  start = 1,
  words = '',
  notes,
}: Omit<ViewerProps, 'canDownload'>) {
  const { t } = useTranslation();
  const { preview } = file;
  const frame = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState(1);
  const wordsBox = useRef<HTMLDivElement>(null);
  const phone = useIsPhone();
  // what was searched is marked in the text, which a phone has no room for beside the page
  const [showText, setShowText] = useState(!phone && words !== '' && preview.hasText);
  const { full, toggle } = useFullscreen(frame);
  const pages = Array.from({ length: preview.pages }, (_, i) => i + 1);
  const { page, setPage, goTo } = useCurrentPage(scroller, preview.pages, full, start);
  const text = useFileText(resourceId, file.id, showText && preview.hasText, words);
  const working = isWorkedOn(file);
  const aspect = preview.aspect ?? 0.707;
  const pageText = text.data?.pages.find((p) => p.page === page);
  useFirstMark(wordsBox, pageText);
  useToldPlace(notes, page);

  const stepZoom = (by: number) =>
    setZoom(ZOOMS[Math.max(0, Math.min(ZOOMS.length - 1, ZOOMS.indexOf(zoom) + by))] ?? 1);
  const move = (to: number) => {
    const next = Math.max(1, Math.min(preview.pages, to));
    setPage(next);
    if (!full) goTo(next);
  };
  const moveThere = useRef(move);
  useEffect(() => {
    moveThere.current = move;
  });
  const wanted = notes?.goTo;
  useEffect(() => {
    if (wanted) moveThere.current(wanted.place);
  }, [wanted]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (isTyping(event.target) || event.altKey || event.ctrlKey || event.metaKey) return;
    const acts: Record<string, () => void> = {
      ArrowRight: () => move(page + 1),
      ArrowLeft: () => move(page - 1),
      PageDown: () => move(page + 1),
      PageUp: () => move(page - 1),
      Home: () => move(1),
      End: () => move(preview.pages),
      '+': () => stepZoom(1),
      '=': () => stepZoom(1),
      '-': () => stepZoom(-1),
      '0': () => setZoom(1),
      f: toggle,
      t: () => preview.hasText && setShowText(!showText),
      ...(full
        ? { ' ': () => move(page + 1), ArrowDown: () => move(page + 1), ArrowUp: () => move(page - 1) }
        : {}),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  return (
    <div
      className={full ? 'viewer pages-viewer pages-full' : 'viewer pages-viewer'}
      ref={frame}
      onKeyDown={onKeyDown}
    >
      <PagesToolbar
        file={file}
        page={page}
        zoom={zoom}
        full={full}
        showText={showText}
        onPage={move}
        onZoom={(by) => (by === 0 ? setZoom(1) : stepZoom(by))}
        onFull={toggle}
        onText={() => setShowText(!showText)}
      />
      <div className="pages-body">
        {!full && (
          <ol className="pages-thumbs" aria-label={t('viewer.pages')}>
            {pages.map((n) => (
              <li key={n}>
                <button
                  type="button"
                  className="plain-button"
                  aria-current={n === page ? 'page' : undefined}
                  aria-label={t('viewer.toPage', { page: n })}
                  onClick={() => move(n)}
                >
                  <img
                    src={contentRoutes.page(resourceId, file.id, n)}
                    alt=""
                    loading="lazy"
                    decoding="async"
                    style={{ aspectRatio: aspect }}
                  />
                  <span>{n}</span>
                </button>
              </li>
            ))}
          </ol>
        )}
        {/* scrolled with the arrow keys, so it can be focused */}
        <div className="pages-scroll" ref={scroller} tabIndex={0} role="region" aria-label={file.fileName}>
          {full ? (
            <img
              className="pages-one"
              src={contentRoutes.page(resourceId, file.id, page)}
              alt={t('viewer.pageOf', { page, count: preview.pages })}
              onClick={() => move(page + 1)}
            />
          ) : (
            pages.map((n) => (
              <figure
                key={n}
                data-page={n}
                className="pages-page"
                style={{ width: `${zoom * 100}%`, aspectRatio: aspect }}
              >
                <img
                  src={contentRoutes.page(resourceId, file.id, n)}
                  alt={t('viewer.pageOf', { page: n, count: preview.pageCount ?? preview.pages })}
                  loading={n < 3 ? 'eager' : 'lazy'}
                  decoding="async"
                />
                {notes?.overlay?.(n)}
              </figure>
            ))
          )}
          {!full && working && preview.pageCount !== null && preview.pageCount > preview.pages && (
            <p className="pages-more" role="status">
              {t('viewer.morePages', { done: preview.pages, count: preview.pageCount })}
            </p>
          )}
        </div>
        {showText && !full && (
          <div className={mark === null ? 'pages-text' : 'pages-text text-marked'}>
            <div
              className="pages-words"
              ref={wordsBox}
              tabIndex={0}
              role="region"
              aria-label={t('viewer.text')}
            >
              <h3>{t('viewer.pageNumber', { page })}</h3>
              <pre>{text.isPending ? '…' : <PageWords page={pageText} />}</pre>
            </div>
            {mark !== null && <ReaderMark reader={mark} />}
          </div>
        )}
      </div>
    </div>
  );
}
