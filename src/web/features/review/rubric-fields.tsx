import { Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { RUBRIC_VALUES, type AnswerInput, type ReviewView } from '../../api/review.js';
import { useInLanguage } from '../../ui/use-in-language.js';

interface Props {
  rubric: ReviewView['rubric'];
  value: AnswerInput[];
  onChange: (answers: AnswerInput[]) => void;
}

/** The questions of the group; folded up where none needs an answer. */
export function RubricFields({ rubric, value, onChange }: Props) {
  const { t } = useTranslation();
  const say = useInLanguage();
  const { required, questions } = rubric;
  if (questions.length === 0) return null;
  const of = (key: string) => value.find((answer) => answer.key === key);
  const set = (key: string, part: Partial<AnswerInput>) => {
    const answer = { key, value: null, words: '', ...of(key), ...part };
    onChange([...value.filter((one) => one.key !== key), answer]);
  };
  return (
    <details className="rubric" open={required}>
      <summary>
        {t(required ? 'rubric.required' : 'rubric.optional', { at: value.length, of: questions.length })}
      </summary>
      {questions.map(({ key, title, hint }) => {
        const answer = of(key);
        return (
          <fieldset key={key}>
            <legend>{say(title)}</legend>
            {say(hint) && <p className="muted small">{say(hint)}</p>}
            <Radio.Group
              size="small"
              optionType="button"
              value={answer ? String(answer.value) : null}
              aria-label={say(title)}
              options={RUBRIC_VALUES.map((one) => ({ value: String(one), label: t(`rubric.value.${one}`) }))}
              onChange={({ target }) => {
                const chosen = RUBRIC_VALUES.find((one) => String(one) === target.value) ?? null;
                set(key, { value: chosen });
              }}
            />
            {answer && (
              <Input
                size="small"
                value={answer.words ?? ''}
                maxLength={300}
                placeholder={t('rubric.words')}
                aria-label={`${say(title)} ${t('rubric.words')}`}
                onChange={(event) => set(key, { words: event.target.value })}
              />
            )}
          </fieldset>
        );
      })}
    </details>
  );
}
