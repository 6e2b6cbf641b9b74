import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Checkbox, Select, Switch } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { keys } from '../../api/keys.js';
import { readReviews, REVIEW_LEVELS, type QueuedReview, type ReviewFilter } from '../../api/review.js';
import { formatAgo } from '../../ui/format.js';
import { MoreButton } from '../../ui/more-button.js';
import { MarkBadge } from '../../ui/mark-badge.js';
import { ErrorState, State } from '../../ui/states.js';
import { useIsPhone } from '../../ui/use-is-phone.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import { useTitle } from '../../ui/use-title.js';
import { ManyBar } from './many-bar.js';
import { OwnOpinions } from './own-opinions.js';
import { ReviewPane } from './review-pane.js';
import { useChosen } from './use-chosen.js';
import { useDeskKeys } from './use-desk-keys.js';
import './review.css';

const DAYS = [1, 3, 7];

/** The reviewer's desk: what waits on the left, the one that is open on the right; on a phone one after the other. */
export function DeskPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  const phone = useIsPhone();
  const navigate = useNavigate();
  const [filter, setFilter] = useState<ReviewFilter>({});
  useTitle(t('review.title'));
  const query = useInfiniteQuery({
    queryKey: keys.reviews(filter),
    queryFn: ({ pageParam }) => readReviews(filter, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  });
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const choosing = useChosen();
  const { chosen } = choosing;
  const at = items.findIndex((item) => item.id === id);
  /** The one so many places on, without leaving the list at its ends. */
  const move = useCallback(
    (by: number) => {
      const next = items[at < 0 ? 0 : Math.min(Math.max(at + by, 0), items.length - 1)];
      if (next && next.id !== id) void navigate(`/reviews/${next.id}`, { replace: true });
    },
    [items, at, id, navigate],
  );
  /** What was decided leaves the list: on to what stands in its place, or back to the list. */
  const leave = (gone: readonly string[]) => {
    if (id === undefined || !gone.includes(id)) return;
    const stays = (item: QueuedReview) => !gone.includes(item.id);
    const next = items.slice(at + 1).find(stays) ?? items.slice(0, Math.max(at, 0)).findLast(stays);
    void navigate(next && !phone ? `/reviews/${next.id}` : '/reviews', { replace: true });
  };
  useDeskKeys({
    j: () => move(1),
    k: () => move(-1),
    x: () => {
      const item = items[at];
      if (item) choosing.toggle(item);
    },
  });
  const list = (
    <section className="desk-list" aria-label={t('review.queue')}>
      <h1>{t('review.title')}</h1>
      <Link to="/reviews/figures" className="small">
        {t('figures.open')}
      </Link>
      <Filters
        filter={filter}
        onChange={(next) => {
          setFilter(next);
          choosing.clear();
        }}
      />
      {query.isPending && <div className="bone" style={{ height: 240 }} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />}
      {query.isSuccess && items.length === 0 && <NothingWaits filtered={Object.keys(filter).length > 0} />}
      {items.length > 1 && (
        <Button size="small" type="link" className="desk-all" onClick={() => choosing.all(items)}>
          {t('review.many.all')}
        </Button>
      )}
      <ul>
        {items.map((item) => (
          <QueueLine
            key={item.id}
            item={item}
            current={item.id === id}
            chosen={chosen.has(item.id)}
            full={choosing.full}
            onToggle={() => choosing.toggle(item)}
          />
        ))}
      </ul>
      {query.hasNextPage && <MoreButton query={query} />}
      <OwnOpinions />
      {chosen.size > 0 && <ManyBar choosing={choosing} onGone={leave} />}
    </section>
  );
  return (
    <div className="page desk">
      {(!phone || !id) && list}
      {id && (
        <section className="desk-one" aria-label={t('review.title')}>
          {phone && (
            <Link to="/reviews" className="desk-back">
              {t('review.back')}
            </Link>
          )}
          <ReviewPane
            key={id}
            id={id}
            several={chosen.size > 0}
            onMove={move}
            onActed={() => choosing.drop(id)}
            onLeave={() => {
              choosing.drop(id);
              leave([id]);
            }}
          />
        </section>
      )}
      {!id && !phone && items.length > 0 && (
        <section className="desk-one">
          <State drawing="empty" title={t('review.choose')} text={t('review.hint')} compact />
        </section>
      )}
    </div>
  );
}

function NothingWaits({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation();
  return filtered ? (
    <State drawing="nothing" title={t('review.noneFound')} compact />
  ) : (
    <State drawing="empty" title={t('review.none')} text={t('review.noneText')} compact />
  );
}

function Filters({ filter, onChange }: { filter: ReviewFilter; onChange: (filter: ReviewFilter) => void }) {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const set = (change: ReviewFilter) =>
    onChange(
      Object.fromEntries(
        Object.entries({ ...filter, ...change }).filter(
          ([, value]) => value !== undefined && value !== false,
        ),
      ),
    );
  return (
    <div className="desk-filters">
      <Select
        allowClear
        showSearch
        optionFilterProp="label"
        value={filter.subject ?? null}
        placeholder={t('review.filter.anySubject')}
        aria-label={t('review.filter.subject')}
        options={taxonomy.subjects()}
        onChange={(subject: string | null | undefined) => set({ subject: subject ?? undefined })}
      />
      <Select
        allowClear
        value={filter.level ?? null}
        placeholder={t('review.filter.anyLevel')}
        aria-label={t('review.filter.level')}
        options={REVIEW_LEVELS.map((level) => ({ value: level, label: t(`review.level.${level}`) }))}
        onChange={(level: string | null | undefined) => set({ level: level ?? undefined })}
      />
      <Select
        allowClear
        value={filter.days ?? null}
        placeholder={t('review.filter.anyDays')}
        aria-label={t('review.filter.days')}
        options={DAYS.map((days) => ({ value: days, label: t('review.filter.waited', { count: days }) }))}
        onChange={(days: number | null | undefined) => set({ days: days ?? undefined })}
      />
      <label className="row desk-standin">
        <Switch size="small" checked={filter.standIn ?? false} onChange={(standIn) => set({ standIn })} />
        <span className="small">{t('review.filter.standIn')}</span>
      </label>
    </div>
  );
}

interface LineProps {
  item: QueuedReview;
  current: boolean;
  chosen: boolean;
  /** no more can be chosen */
  full: boolean;
  onToggle: () => void;
}

function QueueLine({ item, current, chosen, full, onToggle }: LineProps) {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const { resource, levels, passed, since, reviewer, mine, two, state } = item;
  const level = levels[passed];
  return (
    <li className={chosen ? 'desk-chosen' : undefined}>
      <Checkbox
        checked={chosen}
        disabled={full && !chosen}
        aria-label={t('review.many.choose', { title: resource.title || t('resource.untitled') })}
        onChange={onToggle}
      />
      <Link to={`/reviews/${item.id}`} replace={current} aria-current={current ? 'true' : undefined}>
        <b className="ellipsis">{resource.title || t('resource.untitled')}</b>
        <span className="muted small ellipsis">
          {[
            taxonomy.name('type', resource.type),
            taxonomy.name('subject', resource.subject),
            resource.author.name,
            resource.school.shortName || resource.school.name,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <span className="row small">
          {level && <span className="tone tone-grey">{t(`review.level.${level}`)}</span>}
          {two && (
            <span className="tone tone-amber">
              {t(state === 'second' || state === 'split' ? `review.state.${state}` : 'review.two.tag')}
            </span>
          )}
          {mine && <span className="tone tone-green">{t('review.mine')}</span>}
          {!mine && reviewer && <span className="tone tone-amber">{reviewer.name}</span>}
          <MarkBadge card={resource} />
          <span className="muted">{formatAgo(since)}</span>
        </span>
      </Link>
    </li>
  );
}
