import { Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ResourceCard } from '../../api/resources.js';
import { formatAgo } from '../../ui/format.js';
import { progressOf, standingOf, type Standing } from '../../ui/resource-state.js';
import { MarkBadge } from '../../ui/mark-badge.js';
import { ResourceTitle } from '../../ui/resource-meta.js';
import { StandingTag } from '../../ui/standing-tag.js';
import { useCanUpload } from '../../ui/use-can-upload.js';

interface Props {
  cards: ResourceCard[] | undefined;
  failed: boolean;
  retry: () => void;
}

/** States in which something is left for me to do. */
const NEEDS_ME: Standing[] = ['failed', 'draft', 'withdrawn'];
/** Processing shown one by one; what is beyond is counted. */
const MOVING_SHOWN = 4;

/** Mine, lately; what is being processed first, with its progress. */
export function MineCorner({ cards, failed, retry }: Props) {
  const { t } = useTranslation();
  const canUpload = useCanUpload();
  const moving = (cards ?? []).filter((c) => ['waiting', 'processing'].includes(standingOf(c)));
  const rest = (cards ?? []).filter((c) => !moving.includes(c)).slice(0, 6);
  return (
    <>
      {moving.length > 0 && (
        <section className="card home-card home-moving" aria-label={t('home.processing')}>
          <h2>{t('home.processing')}</h2>
          <ul>
            {moving.slice(0, MOVING_SHOWN).map((card) => (
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
          {moving.length > MOVING_SHOWN && (
            <Link to="/mine" className="small">
              {t('home.moreMoving', { count: moving.length - MOVING_SHOWN })}
            </Link>
          )}
        </section>
      )}
      <section className="card home-card" aria-label={t('home.mine')}>
        <div className="row">
          <h2 className="grow">{t('home.mine')}</h2>
          <Link to="/mine">{t('home.all')}</Link>
        </div>
        {!cards && !failed && <div className="bone" style={{ height: 180 }} />}
        {failed && (
          <p className="row">
            <span className="muted grow">{t('states.failedTitle')}</span>
            <Button size="small" onClick={retry}>
              {t('actions.retry')}
            </Button>
          </p>
        )}
        {cards && rest.length === 0 && moving.length === 0 && (
          <div className="home-none">
            <p className="muted">{t('home.noneOfMine')}</p>
            {!canUpload && <p className="muted small">{t('home.emptyReader')}</p>}
          </div>
        )}
        <ul>
          {rest.map((card) => (
            <li key={card.id}>
              <Link to={`/resources/${card.id}`} className="ellipsis home-mine">
                <ResourceTitle card={card} />
              </Link>
              <span className="row home-mine-foot">
                <span className="row" style={{ gap: 6 }}>
                  <StandingTag card={card} />
                  <MarkBadge card={card} />
                </span>
                <span className="muted small">{formatAgo(card.updatedAt)}</span>
              </span>
              {NEEDS_ME.includes(standingOf(card)) && (
                <span className="muted small">{t(`next.${standingOf(card)}`)}</span>
              )}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
