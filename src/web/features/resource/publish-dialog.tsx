import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../api/errors.js';
import { keys } from '../../api/keys.js';
import { publishResource, readResource, type AudienceInput, type ResourceView } from '../../api/resources.js';
import { useErrorText } from '../../ui/error-text.js';
import { AudienceField } from './audience-field.js';
import { isComplete } from './audience-rules.js';
import { useDefaultAudience } from './use-audience-choices.js';

/** Publishing, or changing who may see what is published. */
export function PublishDialog({ resource, onClose }: { resource: ResourceView; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const initial = useDefaultAudience(resource.school.id);
  const [audience, setAudience] = useState<AudienceInput | null>(resource.audience);
  const value = audience ?? initial;
  const publish = useMutation({
    mutationFn: async () => {
      try {
        return await publishResource(resource.id, resource.rev, value);
      } catch (error) {
        // only the audience is set here, so a newer rev (a file that has just attached) is no conflict
        if (!isApiError(error, 'rev_conflict')) throw error;
        const now = await readResource(resource.id);
        return publishResource(resource.id, now.rev, value);
      }
    },
    onSuccess: (view) => {
      client.setQueryData(keys.resource(resource.id), view);
      void client.invalidateQueries({ queryKey: keys.allResources });
      void client.invalidateQueries({ queryKey: keys.allSearches });
      void message.success(t('resource.done.publish'));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t(resource.state === 'published' ? 'resource.changeAudience' : 'resource.publishTitle')}
      okText={t(resource.state === 'published' ? 'actions.save' : 'resource.publish')}
      onCancel={onClose}
      onOk={() => publish.mutate()}
      okButtonProps={{ disabled: !isComplete(value) }}
      confirmLoading={publish.isPending}
    >
      {publish.isError && (
        <Alert type="error" showIcon title={errorText(publish.error)} style={{ marginBottom: 12 }} />
      )}
      <AudienceField value={value} onChange={setAudience} schoolId={resource.school.id} />
    </Modal>
  );
}
