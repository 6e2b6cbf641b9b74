import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { createCollection } from '../../api/collections.js';
import { keys } from '../../api/keys.js';
import { useErrorText } from '../../ui/error-text.js';
import { FactsForm, NO_FACTS } from './facts-form.js';

/** A title is enough; then the collection is filled. */
export function NewCollectionDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [facts, setFacts] = useState(NO_FACTS);
  const create = useMutation({
    mutationFn: () => createCollection({ ...facts, title: facts.title.trim() }),
    onSuccess: (view) => {
      client.setQueryData(keys.collection(view.id), view);
      void client.invalidateQueries({ queryKey: keys.allCollections });
      void navigate(`/collections/${view.id}/edit`);
    },
  });
  return (
    <Modal
      open
      title={t('collections.create')}
      okText={t('curate.create')}
      okButtonProps={{ disabled: facts.title.trim() === '', loading: create.isPending }}
      onOk={() => create.mutate()}
      onCancel={onClose}
    >
      {create.isError && <Alert type="error" showIcon title={errorText(create.error)} />}
      <FactsForm value={facts} onChange={setFacts} />
    </Modal>
  );
}
