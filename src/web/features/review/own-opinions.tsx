import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { readOwnOpinions, recallOpinion, type OwnOpinion } from '../../api/review.js';
import { useErrorText } from '../../ui/error-text.js';
import { formatAgo } from '../../ui/format.js';
import { Opinion } from './opinions.js';

/** What the reviewer found as the first of two, until the other is in: it can be taken back until then. */
export function OwnOpinions() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const query = useQuery({ queryKey: keys.ownOpinions, queryFn: readOwnOpinions, staleTime: 0 });
  const recall = useMutation({
    mutationFn: (one: OwnOpinion) => recallOpinion(one),
    onSuccess: () => void message.success(t('review.two.recalled')),
    onError: (error) => void message.error(errorText(error)),
    onSettled: () => client.invalidateQueries({ queryKey: keys.allReviews }),
  });
  const items = query.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="desk-own" aria-label={t('review.two.mine')}>
      <h2>{t('review.two.mine')}</h2>
      {items.map((one) => (
        <article key={one.id}>
          <b className="ellipsis">{one.resource.title || t('resource.untitled')}</b>
          <Opinion opinion={one} />
          {one.nobody && <p className="muted small">{t('review.two.nobody')}</p>}
          <p className="row-wrap">
            <span className="muted small">{t('review.two.opened', { time: formatAgo(one.at) })}</span>
            <Button size="small" disabled={recall.isPending} onClick={() => recall.mutate(one)}>
              {t('review.two.recall')}
            </Button>
          </p>
        </article>
      ))}
    </section>
  );
}
