import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Drawer, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { correctReviewed, type CorrectInput, type ReviewView } from '../../api/review.js';
import { useErrorText } from '../../ui/error-text.js';
import { useIsPhone } from '../../ui/use-is-phone.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import '../editor/editor.css';
import { PlaceFields } from '../editor/place-fields.js';
import { TagField } from '../editor/tag-field.js';

interface Props {
  review: ReviewView;
  onClose: () => void;
  /** it was saved; `moved`: it is for others to review now */
  onDone: (moved: boolean) => void;
}

/** What is said of a resource, corrected by whoever reviews it. */
export function CorrectDrawer({ review, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const phone = useIsPhone();
  const taxonomy = useTaxonomy();
  // What the form started from: news of the submission must not change it under the reviewer's hands.
  const [base] = useState(() => ({ review, fields: fieldsOf(review.resource) }));
  const [fields, setFields] = useState(base.fields);
  const set = (part: Partial<Fields>) => setFields((old) => ({ ...old, ...part }));
  const changed = changesOf(base.fields, fields);
  const dirty = Object.keys(changed).length > 0;
  const complete = fields.title.trim() !== '' && fields.type !== null;
  const save = useMutation({
    mutationFn: () => correctReviewed(base.review, changed),
    onSuccess: ({ moved }) => {
      void message.success(t(moved ? 'review.correct.moved' : 'review.correct.done'));
      onDone(moved);
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.allReviews }),
  });
  return (
    <Drawer open title={t('review.correct.title')} onClose={onClose} size={phone ? '100vw' : 520}>
      <form
        className="review-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (dirty && complete) save.mutate();
        }}
      >
        <p className="muted many-lead">{t('review.correct.lead')}</p>
        {save.isError && <Alert type="error" showIcon title={errorText(save.error)} role="alert" />}
        <label className="field">
          <span>{t('field.title')}</span>
          <Input
            autoFocus
            value={fields.title}
            maxLength={200}
            status={fields.title.trim() ? undefined : 'error'}
            onChange={(event) => set({ title: event.target.value })}
          />
        </label>
        <label className="field">
          <span>{t('facet.type')}</span>
          <Select
            value={fields.type}
            options={taxonomy.types}
            aria-label={t('facet.type')}
            onChange={(type: string) => set({ type })}
          />
        </label>
        <PlaceFields value={fields} onChange={set} />
        <label className="field">
          <span>{t('field.tags')}</span>
          <TagField value={fields.tags} subject={fields.subject} onChange={(tags) => set({ tags })} />
        </label>
        <label className="field">
          <span>{t('field.description')}</span>
          <Input.TextArea
            value={fields.description}
            maxLength={5000}
            autoSize={{ minRows: 3, maxRows: 12 }}
            onChange={(event) => set({ description: event.target.value })}
          />
        </label>
        <div className="row">
          <Button type="primary" htmlType="submit" disabled={!dirty || !complete} loading={save.isPending}>
            {t('actions.save')}
          </Button>
          <Button onClick={onClose}>{t('actions.cancel')}</Button>
        </div>
      </form>
    </Drawer>
  );
}

const fieldsOf = (resource: ReviewView['resource']) => ({
  title: resource.title,
  type: resource.type,
  stage: resource.stage,
  subject: resource.subject,
  grade: resource.grade,
  bookId: resource.bookId,
  chapterId: resource.chapterId,
  tags: resource.tags,
  description: resource.description,
});
type Fields = ReturnType<typeof fieldsOf>;

/** Only what the reviewer changed is sent. */
function changesOf(base: Fields, now: Fields): CorrectInput {
  return Object.fromEntries(
    Object.entries(now).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(base[name as keyof Fields]),
    ),
  ) as CorrectInput;
}
