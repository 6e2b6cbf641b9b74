import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { saySubmission } from '../../api/review.js';
import { useErrorText } from '../../ui/error-text.js';
import { WordsField } from './words-field.js';

interface Props {
  submissionId: string;
  resourceId: string;
  act: 'answer' | 'appeal';
  onClose: () => void;
}

/** What the author says to the reviewer. */
export function SayForm({ submissionId, resourceId, act, onClose }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const [words, setWords] = useState('');
  const say = useMutation({
    mutationFn: () => saySubmission(submissionId, act, words.trim()),
    onSuccess: () => {
      void message.success(t('review.line.sent'));
      onClose();
    },
    onError: (error) => void message.error(errorText(error)),
    onSettled: () => client.invalidateQueries({ queryKey: keys.submissions(resourceId) }),
  });
  return (
    <div className="review-form">
      <WordsField
        label={t(act === 'answer' ? 'review.line.answerHint' : 'review.line.appealHint')}
        value={words}
        autoFocus
        onChange={setWords}
      />
      <div className="row">
        <Button
          type="primary"
          disabled={words.trim() === ''}
          loading={say.isPending}
          onClick={() => say.mutate()}
        >
          {t(act === 'answer' ? 'review.line.answer' : 'review.line.appeal')}
        </Button>
        <Button onClick={onClose}>{t('actions.cancel')}</Button>
      </div>
    </div>
  );
}
