import type { ReviewRubric, RubricQuestion } from '../../../contracts/index.js';
import { AppError } from '../../../kernel/errors.js';
import { answered, rubricOf } from './answered.js';

const question = (key: string): RubricQuestion => ({
  key,
  title: { zh: key, en: key },
  hint: { zh: '', en: '' },
});
const line = (type: string | null, required: boolean, ...keys: string[]): ReviewRubric => ({
  type,
  required,
  questions: keys.map(question),
});
const keys = (groups: ReviewRubric[][], type: string | null) =>
  rubricOf(groups, type).questions.map(({ key }) => key);

describe('what is asked about a submission', () => {
  const one = [line(null, false, 'depth'), line('paper', true, 'assessment', 'practice')];

  it('is nothing without a line that fits', () => {
    expect(rubricOf([], 'paper')).toEqual({ required: false, questions: [] });
    expect(keys([[line('paper', true, 'depth')]], 'slides')).toEqual([]);
    expect(rubricOf([[line(null, true)]], 'slides').required).toBe(false);
  });

  it('is the line of the type, else the one for all others', () => {
    expect(keys([one], 'paper')).toEqual(['assessment', 'practice']);
    expect(keys([one], 'slides')).toEqual(['depth']);
    expect(keys([one], null)).toEqual(['depth']);
  });

  it('is what any group asks, each question once, required where one of them requires it', () => {
    const two = [line(null, true, 'practice', 'access')];
    expect(keys([one, two], 'paper')).toEqual(['assessment', 'practice', 'access']);
    expect(rubricOf([[line(null, false, 'depth')], two], 'paper').required).toBe(true);
  });
});

describe('answers', () => {
  const asked = { required: true, questions: [question('depth'), question('access')] };
  const answer = (key: string, value: 0 | 3 | null) => ({ key, value, words: '' });

  it('are kept with their questions, in the order of these', () => {
    expect(answered(asked, [answer('access', null), answer('depth', 0)])).toEqual([
      { key: 'depth', title: { zh: 'depth', en: 'depth' }, value: 0, words: '' },
      { key: 'access', title: { zh: 'access', en: 'access' }, value: null, words: '' },
    ]);
  });

  it('are wanted for every question where they are required, and for none where not', () => {
    expect(() => answered(asked, [answer('depth', 3)])).toThrow(new AppError('rubric_required'));
    expect(answered({ ...asked, required: false }, [])).toEqual([]);
  });

  it('to what is not asked are refused', () => {
    expect(() => answered({ ...asked, required: false }, [answer('other', 3)])).toThrow(
      new AppError('invalid_request'),
    );
  });
});
