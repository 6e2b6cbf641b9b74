import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { STANDARD_QUESTIONS } from '../../../contracts/standard-rubric.js';
import { keys } from '../../api/keys.js';
import { readReviewRubrics, saveReviewRubrics, type ReviewRubric } from '../../api/review.js';
import { ErrorState } from '../../ui/states.js';
import { useInLanguage } from '../../ui/use-in-language.js';
import { QuestionForm } from './question-form.js';
import { TypeLines } from './type-lines.js';

const NOTHING: ReviewRubric = { type: null, required: false, questions: [] };

/** What a group asks its reviewers when they decide: one line for all types, and one for each that is set apart. */
export function ReviewRubricPanel({ groupId }: { groupId: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const query = useQuery({
    queryKey: keys.reviewRubrics(groupId),
    queryFn: () => readReviewRubrics(groupId),
  });
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />;
  if (query.isPending) return <div className="bone" style={{ height: 160 }} />;
  return (
    <section className="defaults" aria-label={t('rubric.policy.title')}>
      <h3>{t('rubric.policy.title')}</h3>
      <p className="muted">{t('rubric.policy.lead')}</p>
      <p className="muted small">{t('rubric.policy.source')}</p>
      <TypeLines
        words="rubric.policy"
        saved={query.data.items}
        first={NOTHING}
        className="rubric-line"
        fields={(item, name, change) => <Questions item={item} name={name} onChange={change} />}
        onSave={async (items) => {
          client.setQueryData(keys.reviewRubrics(groupId), await saveReviewRubrics(groupId, items));
        }}
      />
    </section>
  );
}

interface Props {
  item: ReviewRubric;
  /** of its type */
  name: string;
  onChange: (to: Partial<ReviewRubric>) => void;
}

/** The eight questions to begin with and those of the group's own: each is asked or not. */
function Questions({ item, name, onChange }: Props) {
  const { t } = useTranslation();
  const say = useInLanguage();
  const [adding, setAdding] = useState(false);
  const { questions, required } = item;
  const isAsked = (key: string) => questions.some((one) => one.key === key);
  const own = questions.filter(({ key }) => !STANDARD_QUESTIONS.some((one) => one.key === key));
  const toggle = (question: ReviewRubric['questions'][number]) =>
    onChange({
      questions: isAsked(question.key)
        ? questions.filter(({ key }) => key !== question.key)
        : [...questions, question],
    });
  return (
    <div className="rubric-choice" role="group" aria-label={t('rubric.policy.of', { type: name })}>
      {[...STANDARD_QUESTIONS, ...own].map((question) => (
        <Checkbox key={question.key} checked={isAsked(question.key)} onChange={() => toggle(question)}>
          <span title={say(question.hint)}>{say(question.title)}</span>
        </Checkbox>
      ))}
      <div className="row-wrap">
        <Checkbox
          checked={required}
          disabled={questions.length === 0}
          onChange={({ target }) => onChange({ required: target.checked })}
        >
          {t('rubric.policy.required')}
        </Checkbox>
        <Button size="small" type="link" onClick={() => setAdding(true)}>
          {t('rubric.policy.own')}
        </Button>
      </div>
      {adding && (
        <QuestionForm
          onClose={() => setAdding(false)}
          onAdd={(question) => {
            onChange({ questions: [...questions, question] });
            setAdding(false);
          }}
        />
      )}
    </div>
  );
}
