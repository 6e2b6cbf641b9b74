import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import type { ResourceView } from '../../api/resources.js';
import {
  readLinkLog,
  readLinks,
  revokeLink,
  type CreatedLink,
  type ShareLinkView,
} from '../../api/sharing.js';
import { CopyField } from '../../ui/copy-field.js';
import { useErrorText } from '../../ui/error-text.js';
import { formatMoment } from '../../ui/format.js';
import { ErrorState } from '../../ui/states.js';
import { LinkForm } from './link-form.js';

/** Links for people without an account: new ones, those there are, and what happened at them. */
export function LinksTab({ resource }: { resource: ResourceView }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [made, setMade] = useState<CreatedLink | null>(null);
  const query = useQuery({ queryKey: keys.links(resource.id), queryFn: () => readLinks(resource.id) });
  const refresh = () => client.invalidateQueries({ queryKey: keys.links(resource.id) });
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />;
  return (
    <div className="share-tab">
      <p className="muted">{t('share.links.lead')}</p>
      {resource.state !== 'published' ? (
        <Alert type="info" showIcon title={t('share.links.notPublished')} />
      ) : (
        <LinkForm
          resourceId={resource.id}
          onMade={(link) => {
            setMade(link);
            void refresh();
          }}
        />
      )}
      {made && <MadeLink url={made.url} />}
      {query.isPending && <div className="bone" style={{ height: 120 }} />}
      {query.data?.items.length === 0 && <p className="muted">{t('share.links.none')}</p>}
      <ul className="share-list">
        {query.data?.items.map((link) => (
          <LinkLine
            key={link.id}
            resourceId={resource.id}
            link={link}
            onRevoked={() => {
              if (made?.link.id === link.id) setMade(null);
              void refresh();
            }}
          />
        ))}
      </ul>
    </div>
  );
}

function MadeLink({ url }: { url: string }) {
  const { t } = useTranslation();
  return (
    <Alert
      type="success"
      showIcon
      title={t('share.links.made')}
      description={<CopyField value={url} label={t('share.tabs.links')} copyText={t('share.links.copy')} />}
    />
  );
}

interface LineProps {
  resourceId: string;
  link: ShareLinkView;
  onRevoked: () => void;
}

function LinkLine({ resourceId, link, onRevoked }: LineProps) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const [open, setOpen] = useState(false);
  const revoke = useMutation({ mutationFn: () => revokeLink(resourceId, link.id), onSuccess: onRevoked });
  const isOver = link.state === 'expired';
  const visits =
    link.maxVisits === null
      ? t('share.links.visits', { count: link.visits })
      : t('share.links.visitsOf', { count: link.visits, max: link.maxVisits });
  return (
    <li className="share-link">
      <span className="grow">
        <b>{link.label ?? t(`share.links.${link.right}`)}</b>{' '}
        <span className={link.state === 'open' ? 'tone tone-green' : 'tone tone-grey'}>
          {t(`share.links.state.${link.state}`)}
        </span>
        <span className="muted small">
          {t(isOver ? 'share.over' : 'share.openUntil', { time: formatMoment(link.expiresAt) })} · {visits}
          {link.hasPassword && ` · ${t('share.links.withPassword')}`} · {link.madeBy.name}
        </span>
      </span>
      <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('share.links.log')}
      </Button>
      {link.revokedAt === null && !isOver && (
        <Popconfirm
          title={t('share.links.revokeAsk')}
          description={t('share.links.revokeText')}
          okText={t('share.links.revoke')}
          okButtonProps={{ danger: true }}
          onConfirm={() => revoke.mutate()}
        >
          <Button size="small" danger loading={revoke.isPending}>
            {t('share.links.revoke')}
          </Button>
        </Popconfirm>
      )}
      {revoke.isError && <Alert type="error" showIcon title={errorText(revoke.error)} />}
      {open && <LinkLog resourceId={resourceId} linkId={link.id} />}
    </li>
  );
}

function LinkLog({ resourceId, linkId }: { resourceId: string; linkId: string }) {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: keys.linkLog(linkId), queryFn: () => readLinkLog(resourceId, linkId) });
  if (query.data?.items.length === 0) return <p className="muted small">{t('share.links.noLog')}</p>;
  return (
    <ol className="share-log small">
      {query.data?.items.map((event, i) => (
        <li key={i}>
          <span className="nowrap">{formatMoment(event.at)}</span> {t(`share.links.event.${event.what}`)}{' '}
          {event.fileName} <span className="muted">{event.ip}</span>
        </li>
      ))}
    </ol>
  );
}
