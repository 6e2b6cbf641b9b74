import { EyeOutlined } from '@ant-design/icons';
import { Button, Modal, Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ResourceView } from '../../api/resources.js';
import { AudienceTab, type Wish } from './audience-tab.js';
import { GrantsTab } from './grants-tab.js';
import { LinksTab } from './links-tab.js';
import { UsageTab } from './usage-tab.js';
import './sharing.css';

/** Everything about who may see a resource, in one place: audience and time, people let in by name, links, licence. */
export function ShareDialog({
  resource,
  wish,
  onClose,
  onAsk,
}: {
  resource: ResourceView;
  /** to whom and when it was last to be shown */
  wish?: Wish | undefined;
  onClose: () => void;
  /** wants to know who can see it now, and why; left out where that is not offered */
  onAsk?: () => void;
}) {
  const { t } = useTranslation();
  const published = resource.state === 'published';
  return (
    <Modal
      open
      width={640}
      title={t(published ? 'share.title' : 'resource.publishTitle')}
      onCancel={onClose}
      footer={
        onAsk ? (
          <Button type="link" icon={<EyeOutlined aria-hidden />} onClick={onAsk}>
            {t('viewers.open')}
          </Button>
        ) : null
      }
      className="share-dialog"
    >
      <Tabs
        tabBarGutter={20}
        items={[
          {
            key: 'audience',
            label: t('share.tabs.audience'),
            children: <AudienceTab key={resource.rev} resource={resource} wish={wish} onDone={onClose} />,
          },
          {
            key: 'people',
            label: t('share.tabs.people'),
            children: (
              <GrantsTab
                thing={{ kind: 'resources', id: resource.id, schoolId: resource.school.id }}
                lead={t('share.people.lead')}
              />
            ),
          },
          { key: 'links', label: t('share.tabs.links'), children: <LinksTab resource={resource} /> },
          { key: 'usage', label: t('share.tabs.usage'), children: <UsageTab resource={resource} /> },
        ]}
      />
    </Modal>
  );
}
