import type { AnsweredQuestion, ReviewRubric, RubricAnswer } from '../../../contracts/index.js';
import { AppError } from '../../../kernel/errors.js';

/** What is asked about one submission. */
export type AskedRubric = Pick<ReviewRubric, 'required' | 'questions'>;

/** Of each group the line of the type, else the one for all others. */
export function rubricOf(groups: readonly (readonly ReviewRubric[])[], type: string | null): AskedRubric {
  const lines = groups.flatMap(
    (rubrics) =>
      rubrics.find((one) => one.type === type && type !== null) ??
      rubrics.find((one) => one.type === null) ??
      [],
  );
  const questions = new Map(lines.flatMap((line) => line.questions.map((one) => [one.key, one] as const)));
  const required = lines.some((line) => line.required && line.questions.length > 0);
  return { required, questions: [...questions.values()] };
}

/**
 * The answers with their questions as they are now, in the order of these. Throws `invalid_request` for an answer to
 * what is not asked, `rubric_required` where one is missing that must be given.
 */
export function answered(
  { required, questions }: AskedRubric,
  answers: readonly RubricAnswer[],
): AnsweredQuestion[] {
  const given = new Map(answers.map((answer) => [answer.key, answer]));
  if (answers.some(({ key }) => !questions.some((question) => question.key === key)))
    throw new AppError('invalid_request', { field: 'answers' });
  if (required && questions.some(({ key }) => !given.has(key))) throw new AppError('rubric_required');
  return questions.flatMap(({ key, title }) => {
    const answer = given.get(key);
    return answer ? [{ key, title, value: answer.value, words: answer.words }] : [];
  });
}
