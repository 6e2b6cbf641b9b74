import { useTranslation } from 'react-i18next';
import type { AnsweredQuestion } from '../../api/review.js';
import { useInLanguage } from '../../ui/use-in-language.js';

/** What a reviewer answered, with the questions of then. */
export function RubricAnswers({ answers }: { answers: AnsweredQuestion[] }) {
  const { t } = useTranslation();
  const say = useInLanguage();
  return (
    <dl className="rubric-answers">
      {answers.map(({ key, title, value, words }) => (
        <div key={key}>
          <dt>{say(title)}</dt>
          <dd>
            <b>{t(`rubric.value.${value}`)}</b>
            {words && <span className="muted"> {words}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
