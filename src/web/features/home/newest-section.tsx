import { RightOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { MoreButton } from '../../ui/more-button.js';
import { ResourceTile, TileSkeletons } from '../../ui/resource-tile.js';
import { ErrorState, State } from '../../ui/states.js';
import { useCanUpload } from '../../ui/use-can-upload.js';
import { useMySubjects } from '../../ui/use-my-subjects.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import { useNewest } from './use-newest.js';

const ALL = '';

/** What is new: in my subject first, in every subject on a press. */
export function NewestSection() {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const canUpload = useCanUpload();
  const { subjects, known } = useMySubjects();
  const [chosen, setChosen] = useState<string | null>(null);
  const subject = chosen ?? subjects[0] ?? ALL;
  const newest = useNewest(subject || null, known);
  const cards = newest.data?.pages.flatMap((p) => p.items) ?? [];
  return (
    <section aria-label={t('home.newest')} className="home-newest">
      <div className="row-wrap home-title">
        <h2>{t('home.newest')}</h2>
        <span className="grow">
          {subjects.length > 0 && (
            <Segmented
              value={subject}
              onChange={setChosen}
              aria-label={t('facet.subject')}
              options={[
                ...subjects.map((value) => ({ value, label: taxonomy.name('subject', value) })),
                { value: ALL, label: t('home.allSubjects') },
              ]}
            />
          )}
        </span>
        <Link
          to={subject ? `/search?subject=${encodeURIComponent(subject)}&sort=newest` : '/search?sort=newest'}
        >
          {t('home.all')} <RightOutlined aria-hidden style={{ fontSize: 11 }} />
        </Link>
      </div>
      {newest.isError && <ErrorState error={newest.error} onRetry={() => void newest.refetch()} compact />}
      {newest.isSuccess && cards.length === 0 && (
        <State
          drawing="empty"
          title={t(subject ? 'home.emptySubject' : 'home.emptyTitle', {
            subject: taxonomy.name('subject', subject),
          })}
          text={t(canUpload ? 'home.emptyText' : 'home.emptyReader')}
        >
          {canUpload && (
            <Link to="/upload" tabIndex={-1}>
              <Button type="primary">{t('nav.upload')}</Button>
            </Link>
          )}
          {subject && <Button onClick={() => setChosen(ALL)}>{t('home.seeAll')}</Button>}
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
          <MoreButton query={newest} />
        </div>
      )}
    </section>
  );
}
