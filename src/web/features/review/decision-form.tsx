import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { readReviewers, type AnswerInput, type ReturnReason, type ReviewView } from '../../api/review.js';
import type { MarkInput } from '../../api/marks.js';
import { DeskMarks } from '../marks/desk-marks.js';
import { RubricFields } from './rubric-fields.js';
import { ReasonsField } from './reasons-field.js';
import { WordsField } from './words-field.js';

export type Deciding = 'approve' | 'return' | 'ask' | 'reassign';
type Deed =
  | { act: 'approve'; body: { words: string; marks: MarkInput[]; answers: AnswerInput[] } }
  | { act: 'ask'; body: { words: string } }
  | { act: 'return'; body: { reasons: ReturnReason[]; words: string; answers: AnswerInput[] } }
  | { act: 'reassign'; body: { toId: string; words: string } };

const WORDS = {
  approve: 'review.wordsOptional',
  return: 'review.wordsReturn',
  ask: 'review.wordsAsk',
  reassign: 'review.wordsOptional',
} as const;

interface Props {
  review: ReviewView;
  deciding: Deciding;
  /** of the button that sends it */
  title: string;
  busy: boolean;
  onSend: (deed: Deed) => void;
  onCancel: () => void;
}

/** The words of one decision; Ctrl+Enter sends it, Escape gives it up. */
export function DecisionForm({ review, deciding, title, busy, onSend, onCancel }: Props) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const [reasons, setReasons] = useState<ReturnReason[]>([]);
  const [toId, setToId] = useState<string | null>(null);
  const [marks, setMarks] = useState<MarkInput[]>([]);
  const [answers, setAnswers] = useState<AnswerInput[]>([]);
  const { required, questions } = review.rubric;
  const decides = deciding === 'approve' || deciding === 'return';
  const answered = !required || answers.length === questions.length;
  const text = words.trim();
  const complete =
    (deciding === 'approve' && answered) ||
    (deciding === 'return' && answered && (reasons.length > 0 || text !== '')) ||
    (deciding === 'ask' && text !== '') ||
    (deciding === 'reassign' && toId !== null);
  const send = () => {
    if (!complete || busy) return;
    if (deciding === 'return') onSend({ act: 'return', body: { reasons, words: text, answers } });
    else if (deciding === 'reassign') onSend({ act: 'reassign', body: { toId: toId ?? '', words: text } });
    else if (deciding === 'approve') onSend({ act: 'approve', body: { words: text, marks, answers } });
    else onSend({ act: deciding, body: { words: text } });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onCancel();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
  };
  return (
    <div className="review-form desk-form" onKeyDown={onKeyDown}>
      {deciding === 'return' && <ReasonsField value={reasons} onChange={setReasons} />}
      {deciding === 'approve' && !review.two && (
        <DeskMarks reviewId={review.id} value={marks} onChange={setMarks} />
      )}
      {deciding === 'reassign' && <ReviewerSelect id={review.id} value={toId} onChange={setToId} />}
      {decides && <RubricFields rubric={review.rubric} value={answers} onChange={setAnswers} />}
      <WordsField label={t(WORDS[deciding])} value={words} autoFocus onChange={setWords} />
      <div className="row">
        <Button
          type="primary"
          danger={deciding === 'return'}
          disabled={!complete}
          loading={busy}
          onClick={send}
        >
          {title}
        </Button>
        <Button onClick={onCancel}>{t('actions.cancel')}</Button>
      </div>
    </div>
  );
}

function ReviewerSelect({
  id,
  value,
  onChange,
}: {
  id: string;
  value: string | null;
  onChange: (id: string | null) => void;
}) {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: keys.reviewers(id), queryFn: () => readReviewers(id) });
  return (
    <label className="field">
      <span>{t('review.reassignTo')}</span>
      <Select
        value={value}
        loading={query.isPending}
        aria-label={t('review.reassignTo')}
        notFoundContent={t('review.nobody')}
        options={(query.data?.items ?? []).map((person) => ({ value: person.id, label: person.name }))}
        onChange={onChange}
      />
    </label>
  );
}
