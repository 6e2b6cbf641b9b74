import { CloseOutlined, LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useCallback, useEffect, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { contentRoutes } from '../../../contracts/content-routes.js';
import type { CollectionItem } from '../../api/collections.js';
import { ErrorState } from '../../ui/states.js';
import { useReaderMark } from '../resource/use-reader-mark.js';
import { useItemTitle } from './item-words.js';
import { PinSign } from './pin-badge.js';
import { SlideView } from './slide-view.js';
import { useFullStage } from './use-full-stage.js';
import { useSlides } from './use-slides.js';
import { useSwipe } from './use-swipe.js';
import './presentation.css';

interface Props {
  items: readonly CollectionItem[];
  /** the id of the item to begin with */
  first: string;
  /** with the id of the item that was shown last */
  onEnd: (id: string) => void;
}

/** Items on the whole screen, page after page, for showing in class. */
export function Presentation({ items, first, onEnd }: Props) {
  const { t } = useTranslation();
  const titleOf = useItemTitle();
  const dialog = useRef<HTMLDialogElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const walk = useSlides(items, first);
  const { item, slide, slides, at, query } = walk;
  const mark = useReaderMark(query.data);
  const latest = useRef(() => undefined as void);
  useEffect(() => {
    latest.current = () => onEnd(item.id);
  }, [onEnd, item.id]);
  const end = useCallback(() => latest.current(), []);
  const { leave } = useFullStage({ dialog, frame }, end);
  const swipe = useSwipe(walk.forward, walk.back);
  usePreloaded(item.resource?.id, slides[at + 1]);
  // What had the focus may have gone with its slide: keys would reach nothing.
  useEffect(() => {
    if (!frame.current?.contains(document.activeElement)) frame.current?.focus();
  }, [item.id, at]);

  const onKeyDown = (event: KeyboardEvent) => {
    // The page behind has keys of its own.
    event.stopPropagation();
    if (event.isDefaultPrevented() || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = actOf(event, walk, slide?.show === 'file', frame.current);
    if (!act) return;
    event.preventDefault();
    act();
  };

  return (
    <dialog
      ref={dialog}
      className="present"
      aria-label={t('collectionUse.presenting')}
      onCancel={(event) => {
        event.preventDefault();
        end();
      }}
      onKeyDown={onKeyDown}
    >
      <div ref={frame} className="present-frame" tabIndex={-1}>
        <div className="present-stage" {...swipe}>
          {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />}
          {!query.isError && !slide && (
            <span className="present-wait" role="status" aria-label={t('shell.loading')} />
          )}
          {slide && (
            <SlideView
              key={`${item.id} ${at}`}
              item={item}
              slide={slide}
              resource={query.data}
              mark={mark}
              onMove={(forward) => (forward ? walk.forward() : walk.back())}
              onLeave={leave}
            />
          )}
        </div>
        <footer className="present-bar">
          <Button
            type="text"
            icon={<LeftOutlined aria-hidden />}
            aria-label={t('collectionUse.back')}
            disabled={walk.atStart}
            onClick={walk.back}
          />
          <span className="present-where" role="status">
            <span className="nowrap">
              {t('collections.position', { at: walk.index + 1, count: items.length })}
            </span>
            <b className="ellipsis">{titleOf(item)}</b>
            <PinSign item={item} />
            {slides.length > 1 && (
              <span className="nowrap">{t('collectionUse.slide', { at: at + 1, count: slides.length })}</span>
            )}
          </span>
          <Button
            type="text"
            icon={<RightOutlined aria-hidden />}
            aria-label={t('collectionUse.forward')}
            disabled={walk.atEnd}
            onClick={walk.forward}
          />
          <Button
            type="text"
            icon={<CloseOutlined aria-hidden />}
            aria-label={t('collectionUse.end')}
            title={t('collectionUse.endHint')}
            onClick={end}
          />
        </footer>
      </div>
    </dialog>
  );
}

/** What a key does; films and recordings are begun and stopped with the space bar, texts scrolled with the arrows. */
function actOf(
  { key, target, shiftKey }: KeyboardEvent,
  { forward, back, toFirst, toLast }: ReturnType<typeof useSlides>,
  viewer: boolean,
  frame: HTMLElement | null,
): (() => void) | undefined {
  const pressed = target instanceof Element && target.closest('button, a, input') !== null;
  if (pressed && (key === ' ' || key === 'Enter')) return undefined;
  const media = frame?.querySelector<HTMLMediaElement>('video, audio');
  const acts: Record<string, () => void> = {
    ArrowRight: forward,
    ArrowLeft: back,
    PageDown: forward,
    PageUp: back,
    n: forward,
    p: back,
    Home: toFirst,
    End: toLast,
    ' ': media ? () => playOrPause(media) : shiftKey ? back : forward,
    ...(viewer ? {} : { ArrowDown: forward, ArrowUp: back, Enter: forward, Backspace: back }),
  };
  return acts[key];
}

function playOrPause(media: HTMLMediaElement): void {
  if (media.paused) media.play().catch(() => undefined);
  else media.pause();
}

/** Fetches the picture that comes next, so that it is there at once. */
function usePreloaded(resourceId: string | undefined, next: ReturnType<typeof useSlides>['slide']): void {
  const source =
    resourceId !== undefined && next?.show === 'page'
      ? contentRoutes.page(resourceId, next.file.id, next.page)
      : undefined;
  useEffect(() => {
    if (source !== undefined) new Image().src = source;
  }, [source]);
}
