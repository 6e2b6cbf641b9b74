import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { keys } from '../../api/keys.js';
import { readResources, type ResourceCard } from '../../api/resources.js';
import { MoreButton } from '../../ui/more-button.js';
import { ErrorState, State } from '../../ui/states.js';
import { useMoreHint } from '../../ui/use-more-hint.js';
import { useTitle } from '../../ui/use-title.js';
import { ManyBar } from './many-bar.js';
import { MineRow } from './mine-row.js';
import './mine.css';

const TABS = ['all', 'draft', 'published', 'withdrawn', 'granted', 'trash'] as const;
type Tab = (typeof TABS)[number];
const NONE_TEXT = { mine: 'mine.noneText', granted: 'mine.grantedText', trash: 'mine.trashNote' } as const;

/** A list of its own behind a tab; the others are parts of mine. */
const scopeOf = (tab: Tab) => (tab === 'trash' || tab === 'granted' ? tab : 'mine');
const fits = (card: ResourceCard, tab: Tab) => tab === 'all' || scopeOf(tab) !== 'mine' || card.state === tab;

/** Everything I made, by where it stands, and what others let me edit, each with what to do next. */
export function MinePage() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const tab = TABS.find((name) => name === params.get('tab')) ?? 'all';
  useTitle(t('nav.mine'));
  const strip = useRef<HTMLDivElement>(null);
  useMoreHint(strip);
  const query = useInfiniteQuery({
    queryKey: keys.resources(scopeOf(tab)),
    queryFn: ({ pageParam }) => readResources(scopeOf(tab), pageParam, 50),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const { hasNextPage, isFetching, fetchNextPage } = query;
  const cards = (query.data?.pages.flatMap((p) => p.items) ?? []).filter((card) => fits(card, tab));
  // a state that fills none of the pages read so far may still be on a later one
  const searching = cards.length === 0 && hasNextPage;
  useEffect(() => {
    if (searching && !isFetching) void fetchNextPage();
  }, [searching, isFetching, fetchNextPage]);
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('nav.mine')}</h1>
        <Link to="/upload" tabIndex={-1}>
          <Button type="primary">{t('mine.new')}</Button>
        </Link>
      </header>
      <div className="mine-tabs" ref={strip} role="group" aria-label={t('mine.tabs')}>
        {TABS.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={name === tab}
            onClick={() => {
              setChosen(null);
              setParams(name === 'all' ? {} : { tab: name });
            }}
          >
            {t(`mine.tab.${name}`)}
          </button>
        ))}
      </div>
      {tab === 'trash' && cards.length > 0 && <p className="muted mine-note">{t('mine.trashNote')}</p>}
      {(query.isPending || searching) && <div className="bone" style={{ height: 420 }} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />}
      {query.isSuccess && cards.length === 0 && !hasNextPage && (
        <State drawing="empty" title={t(`mine.none.${tab}`)} text={t(NONE_TEXT[scopeOf(tab)])}>
          {scopeOf(tab) === 'mine' && (
            <Link to="/upload">
              <Button type="primary">{t('nav.upload')}</Button>
            </Link>
          )}
        </State>
      )}
      {(tab === 'all' || tab === 'published') && cards.some((card) => card.state === 'published') && (
        <ManyBar cards={cards} chosen={chosen} onChoose={setChosen} />
      )}
      {cards.length > 0 && (
        <ul className="mine-list card">
          {cards.map((card) => (
            <MineRow
              key={card.id}
              card={card}
              chosen={chosen && chosen.has(card.id)}
              onChoose={(taken) =>
                setChosen((before) => {
                  const after = new Set(before);
                  if (taken) after.add(card.id);
                  else after.delete(card.id);
                  return after;
                })
              }
            />
          ))}
        </ul>
      )}
      {hasNextPage && !searching && (
        <div className="mine-more">
          <MoreButton query={query} />
        </div>
      )}
    </div>
  );
}
