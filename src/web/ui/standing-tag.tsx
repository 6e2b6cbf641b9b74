import { useTranslation } from 'react-i18next';
import type { ResourceCard } from '../api/resources.js';
import { progressOf, settledOf, standingOf, type Standing } from './resource-state.js';

const tone: Record<Standing, string> = {
  trashed: 'grey',
  uploading: 'amber',
  waiting: 'amber',
  processing: 'amber',
  failed: 'red',
  draft: 'grey',
  withdrawn: 'grey',
  published: 'green',
  scheduled: 'amber',
  over: 'grey',
};

/** 排队中 · 处理中 42% · 已发布 · 草稿 …; a resource that is both published and still being worked on says both. */
export function StandingTag({ card }: { card: ResourceCard }) {
  const { t } = useTranslation();
  const standing = standingOf(card);
  const settled = settledOf(card);
  const moving = ['uploading', 'waiting', 'processing', 'failed'].includes(standing);
  return (
    <span className="row" style={{ gap: 6 }}>
      <span className={`tone tone-${tone[standing]}`}>
        {t(`standing.${standing}`)}
        {standing === 'processing' && ` ${Math.round(progressOf(card) * 100)}%`}
      </span>
      {moving && <span className={`tone tone-${tone[settled]}`}>{t(`standing.${settled}`)}</span>}
    </span>
  );
}
