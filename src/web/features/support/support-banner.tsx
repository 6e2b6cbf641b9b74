import { EyeOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import type { ResourceView } from '../../api/resources.js';
import { endSupport, readSupport, type SupportView } from '../../api/support.js';
import { useSession } from '../../app/session.js';
import { useErrorText } from '../../ui/error-text.js';
import { formatMoment } from '../../ui/format.js';
import './support.css';

/** Above a resource that an administrator opened for support: who, why, until when, with the way to end it. */
export function SupportBanner({ resource }: { resource: ResourceView }) {
  const { abilities } = useSession();
  const manages = resource.right === 'manage';
  const query = useQuery({
    queryKey: keys.support(resource.id),
    queryFn: () => readSupport(resource.id),
    // To an administrator who opened nothing there is nothing: the answer is 404.
    retry: false,
    enabled: manages || abilities.manageSchools.includes(resource.school.id),
  });
  const items = query.data?.items ?? [];
  const past = items.filter(({ open }) => !open);
  return (
    <>
      {items
        .filter(({ open }) => open)
        .map((opening) => (
          <OpenNow key={opening.id} resourceId={resource.id} opening={opening} />
        ))}
      {manages && past.length > 0 && <Past items={past} />}
    </>
  );
}

function OpenNow({ resourceId, opening }: { resourceId: string; opening: SupportView }) {
  const { t } = useTranslation();
  const { user } = useSession();
  const client = useQueryClient();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const again = () => {
    for (const key of [keys.support(resourceId), keys.resource(resourceId), ['viewers', resourceId]])
      void client.invalidateQueries({ queryKey: key });
  };
  const end = useMutation({
    mutationFn: () => endSupport(resourceId, opening.id),
    onSuccess: () => void message.success(t('support.ended')),
    onError: (error) => void message.error(errorText(error)),
    onSettled: again,
  });
  // It ends by itself: the page looks again at that moment.
  useEffect(() => {
    const timer = window.setTimeout(again, Math.max(0, Date.parse(opening.until) - Date.now()) + 500);
    return () => window.clearTimeout(timer);
  });
  const words = {
    name: opening.admin.name,
    until: formatMoment(opening.until),
    reason: opening.reason,
  };
  return (
    <section className="support-banner" role="status" aria-label={t('support.title')}>
      <EyeOutlined aria-hidden className="support-eye" />
      <span className="grow">
        {opening.admin.id === user.id ? t('support.yours', words) : t('support.open', words)}
      </span>
      <Button size="small" onClick={() => end.mutate()} loading={end.isPending}>
        {t('support.end')}
      </Button>
    </section>
  );
}

function Past({ items }: { items: readonly SupportView[] }) {
  const { t } = useTranslation();
  return (
    <details className="support-past small">
      <summary>{t('support.history', { total: items.length })}</summary>
      <ul>
        {items.map(({ id, admin, from, until, reason, ended }) => (
          <li key={id}>
            {t('support.past', {
              name: admin.name,
              from: formatMoment(from),
              until: formatMoment(ended?.at ?? until),
              reason,
            })}
            {ended && <span className="muted"> {t('support.endedBy', { name: ended.by.name })}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
