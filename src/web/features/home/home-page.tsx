import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { RightOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { keys } from '../../api/keys.js';
import { readResources } from '../../api/resources.js';
import { useSession } from '../../app/session.js';
import { ErrorState, State } from '../../ui/states.js';
import { ResourceTile, TileSkeletons } from '../../ui/resource-tile.js';
import { useTitle } from '../../ui/use-title.js';
import { MineCorner } from './mine-corner.js';
import { QuickSubjects } from './quick-subjects.js';
import './home.css';

/** What is new for me, what of mine is under way, and short ways to my subject. */
export function HomePage() {
  const { t } = useTranslation();
  const { user } = useSession();
  useTitle(undefined);
  const newest = useInfiniteQuery({
    queryKey: keys.resources('newest'),
    queryFn: ({ pageParam }) => readResources('newest', pageParam, 12),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const mine = useQuery({
    queryKey: [...keys.resources('mine'), 'corner'],
    queryFn: () => readResources('mine', undefined, 20),
  });
  const cards = newest.data?.pages.flatMap((p) => p.items) ?? [];
  return (
    <div className="page home">
      <header className="home-head">
        <h1>{t(`home.greeting.${partOfDay(new Date().getHours())}`, { name: user.name })}</h1>
        <QuickSubjects />
      </header>
      <div className="home-body">
        <section aria-label={t('home.newest')} className="home-newest">
          <div className="row home-title">
            <h2 className="grow">{t('home.newest')}</h2>
            <Link to="/search?sort=newest">
              {t('home.all')} <RightOutlined aria-hidden style={{ fontSize: 11 }} />
            </Link>
          </div>
          {newest.isError && (
            <ErrorState error={newest.error} onRetry={() => void newest.refetch()} compact />
          )}
          {newest.isSuccess && cards.length === 0 && (
            <State drawing="empty" title={t('home.emptyTitle')} text={t('home.emptyText')}>
              <Link to="/upload">
                <Button type="primary">{t('nav.upload')}</Button>
              </Link>
            </State>
          )}
          <div className="tiles">
            {newest.isPending && <TileSkeletons count={8} />}
            {cards.map((card, index) => (
              <ResourceTile key={card.id} card={card} eager={index < 8} />
            ))}
          </div>
          {newest.hasNextPage && (
            <div className="home-more">
              <Button onClick={() => void newest.fetchNextPage()} loading={newest.isFetchingNextPage}>
                {t('search.more')}
              </Button>
            </div>
          )}
        </section>
        <MineCorner cards={mine.data?.items} failed={mine.isError} />
      </div>
    </div>
  );
}

function partOfDay(hour: number): 'morning' | 'afternoon' | 'evening' {
  if (hour >= 5 && hour < 12) return 'morning';
  return hour >= 12 && hour < 18 ? 'afternoon' : 'evening';
}
