import { CopyOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { copyCollection } from '../../api/collection-use.js';
import { keys } from '../../api/keys.js';
import { useErrorText } from '../../ui/error-text.js';

/** Makes the collection a draft of one's own and begins to change it. */
export function CopyButton({ id }: { id: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const copy = useMutation({
    mutationFn: () => copyCollection(id),
    onSuccess: (view) => {
      client.setQueryData(keys.collection(view.id), view);
      void client.invalidateQueries({ queryKey: keys.allCollections });
      void message.success(t('collectionUse.copied'));
      void navigate(`/collections/${view.id}/edit`);
    },
    onError: (error) => void message.error(errorText(error)),
  });
  return (
    <Button
      size="large"
      icon={<CopyOutlined aria-hidden />}
      title={t('collectionUse.copyHint')}
      loading={copy.isPending}
      onClick={() => copy.mutate()}
    >
      {t('collectionUse.copy')}
    </Button>
  );
}
