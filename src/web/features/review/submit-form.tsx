import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../api/errors.js';
import { keys } from '../../api/keys.js';
import type { AudienceInput, ResourceView } from '../../api/resources.js';
import { REVIEW_LEVELS, submitForReview, type ReviewLevel } from '../../api/review.js';
import { useErrorText } from '../../ui/error-text.js';
import { withPresentRev } from '../sharing/with-present-rev.js';
import { WordsField } from './words-field.js';
import './review.css';

interface Props {
  resource: Pick<ResourceView, 'id' | 'rev'>;
  levels: ReviewLevel[];
  /** to whom it is to be shown, and when */
  wish: { audience: AudienceInput; visibleFrom?: string | null; visibleUntil?: string | null };
  onDone: () => void;
}

/** The levels that a refusal names. */
export function levelsOf(error: ApiError): ReviewLevel[] {
  const named = String(error.params['levels'] ?? '').split(',');
  return REVIEW_LEVELS.filter((level) => named.includes(level));
}

/** Which levels stand before an audience, in a sentence; null where none does. */
export function useNeeded(levels: readonly ReviewLevel[]): string | null {
  const { t } = useTranslation();
  const names = levels.map((level) => t(`review.level.${level}`)).join(' → ');
  return names ? t('review.submit.needed', { levels: names }) : null;
}

/** What is offered where review stands before an audience. */
export function SubmitForm({ resource, levels, wish, onDone }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const [words, setWords] = useState('');
  const submit = useMutation({
    mutationFn: () =>
      withPresentRev(resource, (rev) => submitForReview(resource.id, rev, { ...wish, words: words.trim() })),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.submissions(resource.id) });
      void message.success(t('review.submit.done'));
      onDone();
    },
  });
  const needed = useNeeded(levels);
  return (
    <div className="review-form review-submit">
      {needed && <Alert type="info" showIcon title={needed} role="status" />}
      {submit.isError && <Alert type="error" showIcon title={errorText(submit.error)} />}
      <WordsField label={t('review.submit.words')} value={words} onChange={setWords} />
      <div>
        <Button type="primary" loading={submit.isPending} onClick={() => submit.mutate()}>
          {t('review.submit.send')}
        </Button>
      </div>
    </div>
  );
}
