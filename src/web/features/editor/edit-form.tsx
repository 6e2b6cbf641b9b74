import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useBlocker, useNavigate } from 'react-router';
import { isApiError } from '../../api/errors.js';
import { keys } from '../../api/keys.js';
import {
  readResource,
  updateResource,
  type ResourceView,
  type UpdateResourceInput,
} from '../../api/resources.js';
import { useErrorText } from '../../ui/error-text.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import { ConflictDialog } from './conflict-dialog.js';
import { changed, fieldsOf, filesOf, merge, patchOf, type Conflict, type EditFields } from './draft-of.js';
import { FilesField } from './files-field.js';
import { PlaceFields } from './place-fields.js';
import { TagField } from './tag-field.js';
import { useAddedUploads } from './use-added-uploads.js';

interface Theirs extends Conflict {
  resource: ResourceView;
}

export function EditForm({ resource }: { resource: ResourceView }) {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const errorText = useErrorText();
  const { message } = App.useApp();
  const client = useQueryClient();
  const navigate = useNavigate();
  // what the form started from: live news about the resource must not change it under the person's hands
  const [base, setBase] = useState(() => ({ rev: resource.rev, fields: fieldsOf(resource) }));
  const [fields, setFields] = useState<EditFields>(base.fields);
  const [theirs, setTheirs] = useState<Theirs | null>(null);
  const added = useAddedUploads(resource.school.id);
  const set = (part: Partial<EditFields>) => setFields((old) => ({ ...old, ...part }));
  const dirty = changed(base.fields, fields).length > 0 || added.keys.length > 0;

  const save = useMutation({
    mutationFn: async ({ rev, body }: { rev: number; body: UpdateResourceInput }) =>
      updateResource(resource.id, rev, body),
    onSuccess: (view) => {
      client.setQueryData(keys.resource(resource.id), view);
      void client.invalidateQueries({ queryKey: keys.allResources });
      void client.invalidateQueries({ queryKey: keys.allSearches });
      void message.success(t('editor.saved'));
      void navigate(`/resources/${resource.id}`, { state: { saved: true } });
    },
    onError: async (error) => {
      if (!isApiError(error, 'rev_conflict')) return;
      const now = await readResource(resource.id).catch(() => null);
      if (!now) return;
      const conflict = merge(base.fields, fields, fieldsOf(now));
      if (conflict.clashes.length > 0) return setTheirs({ resource: now, ...conflict });
      // nobody touched the same field (a file attached, say): both changes hold
      setBase({ rev: now.rev, fields: fieldsOf(now) });
      setFields(conflict.merged);
      send(now.rev, fieldsOf(now), conflict.merged);
    },
  });
  const send = (rev: number, from: EditFields, to: EditFields) =>
    save.mutate({
      rev,
      body: { ...patchOf(from, to), ...(added.ids.length > 0 ? { addUploadIds: added.ids } : {}) },
    });

  const blocker = useBlocker(
    ({ nextLocation }) => dirty && !(nextLocation.state as { saved?: boolean } | null)?.saved,
  );
  const failure = save.isError && !isApiError(save.error, 'rev_conflict') ? save.error : null;
  return (
    <form
      className="page edit-page"
      onSubmit={(event) => {
        event.preventDefault();
        send(base.rev, base.fields, fields);
      }}
    >
      <header className="page-head">
        <h1>{t('editor.title')}</h1>
        <div className="row">
          <Link to={`/resources/${resource.id}`} tabIndex={-1}>
            <Button>{t('actions.cancel')}</Button>
          </Link>
          <Button
            type="primary"
            htmlType="submit"
            loading={save.isPending}
            disabled={!dirty || !fields.title.trim() || added.waiting}
          >
            {t('actions.save')}
          </Button>
        </div>
      </header>
      {failure !== null && (
        <Alert type="error" showIcon title={errorText(failure)} role="alert" className="edit-alert" />
      )}
      {blocker.state === 'blocked' && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          className="edit-alert"
          title={t('editor.unsaved')}
          action={
            <span className="row">
              <Button size="small" onClick={() => blocker.reset()}>
                {t('editor.stay')}
              </Button>
              <Button size="small" danger onClick={() => blocker.proceed()}>
                {t('editor.leave')}
              </Button>
            </span>
          }
        />
      )}
      <div className="edit-body">
        <div className="card edit-card">
          <label className="field">
            <span>{t('field.title')}</span>
            <Input
              value={fields.title}
              maxLength={200}
              status={fields.title.trim() ? undefined : 'error'}
              onChange={(event) => set({ title: event.target.value })}
            />
            {!fields.title.trim() && <small className="field-error">{t('errors.title_required')}</small>}
          </label>
          <label className="field">
            <span>{t('field.description')}</span>
            <Input.TextArea
              value={fields.description}
              maxLength={5000}
              autoSize={{ minRows: 4, maxRows: 16 }}
              onChange={(event) => set({ description: event.target.value })}
            />
          </label>
          <label className="field">
            <span>{t('field.tags')}</span>
            <TagField value={fields.tags} subject={fields.subject} onChange={(tags) => set({ tags })} />
          </label>
          <label className="field">
            <span>{t('field.link')}</span>
            <Input
              value={fields.linkUrl ?? ''}
              placeholder="https://"
              inputMode="url"
              maxLength={2000}
              onChange={(event) => set({ linkUrl: event.target.value.trim() || null })}
            />
          </label>
          <FilesField
            files={filesOf(resource)}
            fileIds={fields.fileIds}
            onChange={(fileIds) => set({ fileIds })}
            added={added}
          />
        </div>
        <div className="card edit-card">
          <label className="field">
            <span>{t('facet.type')}</span>
            <Select
              allowClear
              value={fields.type}
              options={taxonomy.types}
              placeholder={t('field.choose')}
              aria-label={t('facet.type')}
              onChange={(type: string | undefined) => set({ type: type ?? null })}
            />
          </label>
          <PlaceFields value={fields} onChange={set} />
        </div>
      </div>
      {theirs && (
        <ConflictDialog
          mine={fields}
          theirs={fieldsOf(theirs.resource)}
          clashes={theirs.clashes}
          onCancel={() => setTheirs(null)}
          onDecide={(picked) => {
            const merged = { ...theirs.merged, ...picked };
            const now = fieldsOf(theirs.resource);
            setBase({ rev: theirs.resource.rev, fields: now });
            setFields(merged);
            setTheirs(null);
            send(theirs.resource.rev, now, merged);
          }}
        />
      )}
    </form>
  );
}
