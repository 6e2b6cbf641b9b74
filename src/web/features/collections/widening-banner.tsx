import { TeamOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { readWidenings, settleWidening, type WideningView } from '../../api/collections.js';
import { keys } from '../../api/keys.js';
import { useErrorText } from '../../ui/error-text.js';
import { useWho } from './use-who.js';
import './collections.css';

/** What curators ask of me: of one resource on its page, of all of mine among the collections. */
export function WideningBanner({ resourceId }: { resourceId?: string }) {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: keys.widenings, queryFn: readWidenings, staleTime: 30_000 });
  const asked = (query.data?.items ?? []).filter((one) => !resourceId || one.resource.id === resourceId);
  if (asked.length === 0) return null;
  return (
    <section className="widenings" aria-label={t('widening.title', { count: asked.length })}>
      <h2>
        <TeamOutlined aria-hidden /> {t('widening.title', { count: asked.length })}
      </h2>
      <ul>
        {asked.map((one) => (
          <Asked key={one.id} one={one} here={resourceId !== undefined} />
        ))}
      </ul>
    </section>
  );
}

function Asked({ one, here }: { one: WideningView; here: boolean }) {
  const { t } = useTranslation();
  const who = useWho();
  const client = useQueryClient();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const settle = useMutation({
    mutationFn: () => settleWidening(one.id),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.widenings });
      void message.success(t('widening.kept'));
    },
    onError: (error) => void message.error(errorText(error)),
  });
  return (
    <li>
      <span className="grow">
        {t('widening.ask', {
          by: one.by.name,
          resource: one.resource.title || t('resource.untitled'),
          collection: one.collection.title,
          who: who(one.unseenBy, 0),
        })}
      </span>
      {!here && (
        <Link to={`/resources/${one.resource.id}`} tabIndex={-1}>
          <Button size="small">{t('widening.look')}</Button>
        </Link>
      )}
      <Button size="small" type="text" loading={settle.isPending} onClick={() => settle.mutate()}>
        {t('widening.keep')}
      </Button>
    </li>
  );
}
