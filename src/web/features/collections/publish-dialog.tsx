import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Modal, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { publishCollection, readCollection, type CollectionView } from '../../api/collections.js';
import { isApiError } from '../../api/errors.js';
import { keys } from '../../api/keys.js';
import type { AudienceInput } from '../../api/resources.js';
import { useErrorText } from '../../ui/error-text.js';
import { AudienceField } from '../resource/audience-field.js';
import { isComplete, tidy } from '../resource/audience-rules.js';
import { useDefaultAudience } from '../resource/use-audience-choices.js';
import { GrantsTab } from '../sharing/grants-tab.js';
import '../sharing/sharing.css';

/** Who sees a collection, and who curates it. */
export function PublishDialog({ collection, onClose }: { collection: CollectionView; onClose: () => void }) {
  const { t } = useTranslation();
  const published = collection.state === 'published';
  const thing = { kind: 'collections' as const, id: collection.id, schoolId: collection.school.id };
  return (
    <Modal
      open
      width={640}
      title={t(published ? 'curate.share' : 'curate.publish')}
      onCancel={onClose}
      footer={null}
      className="share-dialog"
    >
      <Tabs
        items={[
          {
            key: 'audience',
            label: t('curate.audience'),
            children: <Audience collection={collection} onDone={onClose} />,
          },
          {
            key: 'people',
            label: t('curate.curators'),
            children: <GrantsTab thing={thing} lead={t('curate.neverWider')} />,
          },
        ]}
      />
    </Modal>
  );
}

function Audience({ collection, onDone }: { collection: CollectionView; onDone: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const initial = useDefaultAudience(collection.school.id);
  const [chosen, setChosen] = useState<AudienceInput | null>(
    collection.audience && tidy(collection.audience),
  );
  const value = { ...(chosen ?? initial), previewOnly: false };
  const published = collection.state === 'published';
  const publish = useMutation({
    mutationFn: async () => {
      const { id, rev } = collection;
      try {
        return await publishCollection(id, rev ?? 0, value);
      } catch (error) {
        // Who may see it is decided anew, whatever was put in meanwhile.
        if (!isApiError(error, 'rev_conflict')) throw error;
        return publishCollection(id, (await readCollection(id)).rev ?? 0, value);
      }
    },
    onSuccess: (view) => {
      client.setQueryData(keys.collection(collection.id), view);
      void client.invalidateQueries({ queryKey: keys.collection(collection.id) });
      void client.invalidateQueries({ queryKey: keys.allCollections });
      void message.success(t('curate.published'));
      onDone();
    },
  });
  return (
    <div className="share-tab">
      {publish.isError && <Alert type="error" showIcon title={errorText(publish.error)} />}
      <AudienceField value={value} onChange={setChosen} schoolId={collection.school.id} downloads={false} />
      <p className="muted small">{t('curate.neverWider')}</p>
      <div>
        <Button
          type="primary"
          disabled={!isComplete(value)}
          loading={publish.isPending}
          onClick={() => publish.mutate()}
        >
          {t(published ? 'actions.save' : 'curate.publish')}
        </Button>
      </div>
    </div>
  );
}
