import { Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ResourceCard } from '../../api/resources.js';
import { formatAgo } from '../../ui/format.js';
import { progressOf, standingOf } from '../../ui/resource-state.js';
import { ResourceTitle } from '../../ui/resource-meta.js';
import { StandingTag } from '../../ui/standing-tag.js';

/** Mine, lately; what is being processed first, with its progress. */
export function MineCorner({ cards, failed }: { cards: ResourceCard[] | undefined; failed: boolean }) {
  const { t } = useTranslation();
  const moving = (cards ?? []).filter((c) => ['processing', 'uploading'].includes(standingOf(c)));
  const rest = (cards ?? []).filter((c) => !moving.includes(c)).slice(0, 6);
  return (
    <aside className="home-side">
      {moving.length > 0 && (
        <section className="card home-card" aria-label={t('home.processing')}>
          <h2>{t('home.processing')}</h2>
          <ul>
            {moving.map((card) => (
              <li key={card.id}>
                <Link to={`/resources/${card.id}`} className="ellipsis home-mine">
                  <ResourceTitle card={card} />
                </Link>
                <Progress
                  percent={Math.round(progressOf(card) * 100)}
                  size="small"
                  status="active"
                  aria-label={t('home.processing')}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="card home-card" aria-label={t('home.mine')}>
        <div className="row">
          <h2 className="grow">{t('home.mine')}</h2>
          <Link to="/mine">{t('home.all')}</Link>
        </div>
        {!cards && !failed && <div className="bone" style={{ height: 180 }} />}
        {failed && <p className="muted">{t('states.failedTitle')}</p>}
        {cards && rest.length === 0 && moving.length === 0 && (
          <div className="home-none">
            <p className="muted">{t('home.noneOfMine')}</p>
            <Link to="/upload">
              <Button type="primary" ghost>
                {t('home.uploadFirst')}
              </Button>
            </Link>
          </div>
        )}
        <ul>
          {rest.map((card) => (
            <li key={card.id}>
              <Link to={`/resources/${card.id}`} className="ellipsis home-mine">
                <ResourceTitle card={card} />
              </Link>
              <span className="row home-mine-foot">
                <StandingTag card={card} />
                <span className="muted small">{formatAgo(card.updatedAt)}</span>
              </span>
            </li>
          ))}
        </ul>
      </section>
    </aside>
  );
}
