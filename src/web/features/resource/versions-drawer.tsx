import { LinkOutlined, PushpinOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { contentRoutes } from '../../../contracts/content-routes.js';
import { keys } from '../../api/keys.js';
import type { ResourceView } from '../../api/resources.js';
import { readVersions, removeVersion, restoreVersion, type ResourceVersion } from '../../api/versions.js';
import { useErrorText } from '../../ui/error-text.js';
import { formatBytes, formatMoment } from '../../ui/format.js';
import { KindIcon } from '../../ui/kind-icon.js';
import { ErrorState, State } from '../../ui/states.js';
import { useIsPhone } from '../../ui/use-is-phone.js';
import { has } from './rights.js';
import './versions.css';

interface Props {
  resource: ResourceView;
  onClose: () => void;
}

/** What a resource held before: to look at, to put in force again, or to remove for good. */
export function VersionsDrawer({ resource, onClose }: Props) {
  const { t } = useTranslation();
  const phone = useIsPhone();
  const { id } = resource;
  const query = useQuery({ queryKey: keys.versions(id), queryFn: () => readVersions(id), staleTime: 0 });
  return (
    <Drawer open title={t('versions.title')} onClose={onClose} size={phone ? '100vw' : 560}>
      <div className="versions">
        <p className="muted">{t('versions.lead')}</p>
        {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />}
        {query.isPending && <div className="bone" style={{ height: 240 }} />}
        {query.data && (
          <p className="versions-current">{t('versions.current', { number: query.data.current })}</p>
        )}
        {query.data?.items.length === 0 && (
          <State drawing="empty" title={t('versions.none')} text={t('versions.noneText')} compact />
        )}
        <ol className="versions-list" aria-label={t('versions.title')}>
          {query.data?.items.map((version) => (
            <VersionLine key={version.number} resource={resource} version={version} />
          ))}
        </ol>
      </div>
    </Drawer>
  );
}

function VersionLine({ resource, version }: { resource: ResourceView; version: ResourceVersion }) {
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const { number, files, linkUrl } = version;
  const act = useMutation({
    mutationFn: (what: 'restore' | 'remove'): Promise<unknown> =>
      what === 'restore'
        ? restoreVersion(resource.id, resource.rev, number)
        : removeVersion(resource.id, number),
    onSuccess: (_answer, what) => void message.success(t(`versions.done.${what}`, { number })),
    onError: (error) => void message.error(errorText(error)),
    onSettled: () =>
      Promise.all(
        [keys.versions(resource.id), keys.resource(resource.id), keys.allResources].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  });
  const ask = (what: 'restore' | 'remove') =>
    modal.confirm({
      title: t(`versions.ask.${what}`, { number }),
      content: (
        <>
          <p>{t(`versions.askText.${what}`)}</p>
          {what === 'remove' && version.pinnedIn > 0 && (
            <p>{t('versions.askPinned', { count: version.pinnedIn })}</p>
          )}
          {what === 'restore' && version.pupils && !resource.pupils && <p>{t('versions.askText.pupils')}</p>}
        </>
      ),
      okText: t(`versions.${what}`),
      okButtonProps: { danger: what === 'remove' },
      onOk: () => act.mutateAsync(what).catch(() => undefined),
    });
  return (
    <li className="version">
      <div className="version-head">
        <b>{t('versions.number', { number })}</b>
        {version.pupils && <Tag>{t('versions.pupils')}</Tag>}
        <span className="muted small">
          {t('versions.time', { since: formatMoment(version.since), until: formatMoment(version.until) })}
          {' · '}
          {t('versions.by', { name: version.replacedBy.name })}
        </span>
      </div>
      {version.pinnedIn > 0 && (
        <p className="small">
          <PushpinOutlined aria-hidden /> {t('versions.pinnedIn', { count: version.pinnedIn })}
        </p>
      )}
      {version.title !== resource.title && <p className="small version-title">{version.title}</p>}
      <ul className="version-files">
        {files.map((file) => (
          <li key={file.id}>
            <KindIcon kind={file.kind} />
            <a href={contentRoutes.original(resource.id, file.id)} download={file.fileName}>
              {file.fileName}
            </a>
            <span className="muted small">{formatBytes(file.size)}</span>
          </li>
        ))}
        {linkUrl && (
          <li>
            <LinkOutlined aria-hidden />
            <a href={linkUrl} target="_blank" rel="noopener noreferrer">
              {linkUrl}
            </a>
          </li>
        )}
      </ul>
      <div className="row">
        <Button size="small" loading={act.isPending} onClick={() => void ask('restore')}>
          {t('versions.restore')}
        </Button>
        {has(resource.right, 'manage') && (
          <Button size="small" type="text" danger disabled={act.isPending} onClick={() => void ask('remove')}>
            {t('versions.remove')}
          </Button>
        )}
      </div>
    </li>
  );
}
