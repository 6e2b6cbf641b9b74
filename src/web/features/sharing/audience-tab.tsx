import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../api/errors.js';
import { keys } from '../../api/keys.js';
import { publishResource, type AudienceInput, type ResourceView } from '../../api/resources.js';
import { useErrorText } from '../../ui/error-text.js';
import { AudienceField } from '../resource/audience-field.js';
import { isComplete, tidy } from '../resource/audience-rules.js';
import { useDefaultAudience } from '../resource/use-audience-choices.js';
import { levelsOf, SubmitForm } from '../review/submit-form.js';
import { useAudiencePreview } from './use-audience-preview.js';
import { WindowFields, type WindowValue } from './window-fields.js';
import { withPresentRev } from './with-present-rev.js';

export type Wish = { audience: AudienceInput } & WindowValue;

interface Props {
  resource: ResourceView;
  /** what to begin with instead of what holds now */
  wish?: Wish | undefined;
  onDone: () => void;
}

/** Publishing, or changing who may see what is published, and when. */
export function AudienceTab({ resource, wish, onDone }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const initial = useDefaultAudience(resource.school.id, resource.type);
  const start = wish ?? resource;
  const [audience, setAudience] = useState<AudienceInput | null>(start.audience && tidy(start.audience));
  const [window, setWindow] = useState<WindowValue>({
    visibleFrom: start.visibleFrom,
    visibleUntil: start.visibleUntil,
  });
  const value = audience ?? initial;
  const choose = (next: AudienceInput) => {
    setAudience(next);
    publish.reset();
  };
  const publish = useMutation({
    mutationFn: () => withPresentRev(resource, (rev) => publishResource(resource.id, rev, value, window)),
    onSuccess: (view) => {
      client.setQueryData(keys.resource(resource.id), view);
      void client.invalidateQueries({ queryKey: keys.allResources });
      void client.invalidateQueries({ queryKey: keys.allSearches });
      void message.success(t(resource.state === 'published' ? 'share.usage.saved' : 'resource.done.publish'));
      onDone();
    },
  });
  const shown = { resourceId: resource.id };
  const levels = useAudiencePreview(resource.school.id, value, shown)?.data?.levels ?? [];
  // What is asked may have changed since it was read.
  const refused = isApiError(publish.error, 'review_required') ? levelsOf(publish.error) : null;
  const before = refused ?? (levels.length > 0 ? levels : null);
  // What waits beside the version in force is submitted, whoever sees it then.
  const needed = before ?? (resource.pending ? [] : null);
  const save = needed
    ? 'review.submit.onlyAudience'
    : resource.state === 'published'
      ? 'actions.save'
      : 'resource.publish';
  return (
    <div className="share-tab">
      {publish.isError && !refused && <Alert type="error" showIcon title={errorText(publish.error)} />}
      {resource.narrowedBy && (
        <Alert type="warning" showIcon title={t(`share.narrowed.${resource.narrowedBy}`)} />
      )}
      <AudienceField value={value} onChange={choose} schoolId={resource.school.id} shown={shown} />
      <WindowFields value={window} onChange={setWindow} />
      {needed && (
        <SubmitForm
          key={JSON.stringify([value, window])}
          resource={resource}
          levels={needed}
          wish={{ audience: value, ...window }}
          onDone={onDone}
        />
      )}
      <div hidden={before !== null}>
        <Button
          type={needed ? 'default' : 'primary'}
          disabled={!isComplete(value)}
          loading={publish.isPending}
          onClick={() => publish.mutate()}
        >
          {t(save)}
        </Button>
      </div>
    </div>
  );
}
