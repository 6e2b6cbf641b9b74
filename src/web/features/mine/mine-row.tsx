import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { keys } from '../../api/keys.js';
import { restoreResource, type ResourceCard } from '../../api/resources.js';
import { Cover } from '../../ui/cover.js';
import { useErrorText } from '../../ui/error-text.js';
import { formatAgo } from '../../ui/format.js';
import { ResourceMeta, ResourceTitle } from '../../ui/resource-meta.js';
import { progressOf, standingOf } from '../../ui/resource-state.js';
import { StandingTag } from '../../ui/standing-tag.js';
import { useInterrupted } from './use-interrupted.js';

/** One of mine: where it stands, and what to do next. */
export function MineRow({
  card,
  chosen,
  onChoose,
}: {
  card: ResourceCard;
  /** null where nothing can be chosen */
  chosen: boolean | null;
  onChoose: (chosen: boolean) => void;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const standing = standingOf(card);
  const interrupted = useInterrupted(card);
  // a draft whose only file was refused, for one
  const isBare = standing === 'draft' && card.files.length === 0 && !card.linkUrl;
  const restore = useMutation({
    mutationFn: () => restoreResource(card.id),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.allResources });
      void client.invalidateQueries({ queryKey: keys.resource(card.id) });
      void message.success(t('resource.done.restore'));
    },
    onError: (error) => void message.error(errorText(error)),
  });
  return (
    <li className={chosen === null ? 'mine-row' : 'mine-row mine-row-choosing'}>
      {chosen !== null && (
        <Checkbox
          className="mine-check"
          checked={chosen}
          disabled={card.state !== 'published'}
          onChange={(event) => onChoose(event.target.checked)}
          aria-label={t('many.selectOf', { title: card.title || t('resource.untitled') })}
        />
      )}
      <Cover resource={card} />
      <div className="mine-words">
        <Link to={`/resources/${card.id}`} className="mine-title">
          <ResourceTitle card={card} />
        </Link>
        <ResourceMeta card={card} />
      </div>
      <div className="mine-state">
        {interrupted ? (
          <span className="row">
            <span className="tone tone-red">{t('mine.interrupted')}</span>
          </span>
        ) : (
          <StandingTag card={card} />
        )}
        {standing === 'processing' && (
          <Progress
            percent={Math.round(progressOf(card) * 100)}
            size="small"
            status="active"
            showInfo={false}
            aria-label={t('standing.processing')}
          />
        )}
        <span className="muted small">
          {t(interrupted ? 'mine.interruptedNext' : isBare ? 'mine.noFile' : `next.${standing}`)}
        </span>
      </div>
      <span className="muted small nowrap mine-when">{formatAgo(card.trashedAt ?? card.updatedAt)}</span>
      {standing === 'trashed' ? (
        <Button onClick={() => restore.mutate()} loading={restore.isPending}>
          {t('resource.restore')}
        </Button>
      ) : interrupted ? (
        <Link to="/upload" tabIndex={-1}>
          <Button>{t('mine.resume')}</Button>
        </Link>
      ) : (
        <Link
          to={standing === 'draft' ? `/resources/${card.id}` : `/resources/${card.id}/edit`}
          tabIndex={-1}
        >
          <Button>{t(standing === 'draft' ? 'mine.finish' : 'actions.edit')}</Button>
        </Link>
      )}
    </li>
  );
}
