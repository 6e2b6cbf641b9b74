import { EditOutlined, EllipsisOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { keys } from '../../api/keys.js';
import { restoreResource, trashResource, withdrawResource, type ResourceView } from '../../api/resources.js';
import { useSession } from '../../app/session.js';
import { useErrorText } from '../../ui/error-text.js';
import { has } from './rights.js';

const ShareDialog = lazy(async () => ({
  default: (await import('../sharing/share-dialog.js')).ShareDialog,
}));

const ViewersDrawer = lazy(async () => ({
  default: (await import('../sharing/viewers-drawer.js')).ViewersDrawer,
}));

const VersionsDrawer = lazy(async () => ({
  default: (await import('./versions-drawer.js')).VersionsDrawer,
}));

/** The buttons that work for this person and this state; what cannot be undone at once asks first. */
export function ResourceActions({ resource }: { resource: ResourceView }) {
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { user } = useSession();
  const [publishing, setPublishing] = useState(false);
  const [asking, setAsking] = useState(false);
  const [looking, setLooking] = useState(false);

  const act = useMutation({
    mutationFn: (what: 'withdraw' | 'trash' | 'restore'): Promise<unknown> => {
      if (what === 'withdraw') return withdrawResource(resource.id, resource.rev);
      if (what === 'restore') return restoreResource(resource.id);
      return trashResource(resource.id, resource.rev);
    },
    onSuccess: (_view, what) => {
      void client.invalidateQueries({ queryKey: keys.allResources });
      void client.invalidateQueries({ queryKey: keys.allSearches });
      void message.success(t(`resource.done.${what}`));
      if (what === 'trash') {
        client.removeQueries({ queryKey: keys.resource(resource.id) });
        void navigate('/mine');
      } else void client.invalidateQueries({ queryKey: keys.resource(resource.id) });
    },
    onError: (error) => {
      void message.error(errorText(error));
      void client.invalidateQueries({ queryKey: keys.resource(resource.id) });
    },
  });
  const ask = (what: 'withdraw' | 'trash') =>
    modal.confirm({
      title: t(`resource.ask.${what}`),
      content: t(`resource.askText.${what}`),
      okText: t(`resource.${what}`),
      okButtonProps: { danger: true },
      onOk: () => act.mutateAsync(what).catch(() => undefined),
    });

  if (resource.trashedAt) {
    return has(resource.right, 'edit') ? (
      <Button type="primary" onClick={() => act.mutate('restore')} loading={act.isPending}>
        {t('resource.restore')}
      </Button>
    ) : null;
  }
  if (!has(resource.right, 'edit')) return null;
  const manage = has(resource.right, 'manage');
  const published = resource.state === 'published';
  const versions = { key: 'versions', label: t('versions.open'), onClick: () => setLooking(true) };
  return (
    <div className="row resource-actions">
      {manage && (
        <Button type={published ? 'default' : 'primary'} onClick={() => setPublishing(true)}>
          {t(published ? 'share.open' : 'resource.publish')}
        </Button>
      )}
      {!resource.frozen && (
        <Link to={`/resources/${resource.id}/edit`} tabIndex={-1}>
          <Button icon={<EditOutlined aria-hidden />}>{t('actions.edit')}</Button>
        </Link>
      )}
      {!manage && resource.publishedAt && <Button onClick={versions.onClick}>{versions.label}</Button>}
      {manage && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              { key: 'viewers', label: t('viewers.open'), onClick: () => setAsking(true) },
              versions,
              ...(resource.author.id === user.id
                ? [
                    {
                      key: 'log',
                      label: t('support.log'),
                      onClick: () =>
                        void navigate(
                          `/audit?${new URLSearchParams({ objectId: resource.id, what: resource.title }).toString()}`,
                        ),
                    },
                  ]
                : []),
              ...(published
                ? [{ key: 'withdraw', label: t('resource.withdraw'), onClick: () => void ask('withdraw') }]
                : []),
              ...(resource.frozen
                ? []
                : [
                    {
                      key: 'trash',
                      danger: true,
                      label: t('resource.trash'),
                      onClick: () => void ask('trash'),
                    },
                  ]),
            ],
          }}
        >
          <Button icon={<EllipsisOutlined aria-hidden />} aria-label={t('actions.more')} />
        </Dropdown>
      )}
      {asking && (
        <Suspense fallback={null}>
          <ViewersDrawer resource={resource} onClose={() => setAsking(false)} />
        </Suspense>
      )}
      {looking && (
        <Suspense fallback={null}>
          <VersionsDrawer resource={resource} onClose={() => setLooking(false)} />
        </Suspense>
      )}
      {publishing && (
        <Suspense fallback={null}>
          <ShareDialog
            resource={resource}
            onClose={() => setPublishing(false)}
            onAsk={() => {
              setPublishing(false);
              setAsking(true);
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
