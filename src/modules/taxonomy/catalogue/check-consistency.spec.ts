import fc from 'fast-check';
import { AppError } from '../../../kernel/errors.js';
import type { Placement } from './catalogue.model.js';
import { checkConsistency } from './check-consistency.js';
import { loadCatalogue } from './load-catalogue.js';

const catalogue = loadCatalogue();
const refusal = (placement: Partial<Placement>): { code: string; field: unknown } | null => {
  try {
    checkConsistency(catalogue, placement);
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { code: error.code, field: error.params['field'] };
  }
};

describe('checkConsistency', () => {
  it('fills in book, stage, subject and grade from a chapter', () => {
    expect(checkConsistency(catalogue, { chapterId: '113o5sx.2' })).toEqual({
      stage: 'junior',
      subject: 'physics',
      grade: 'g8',
      bookId: '113o5sx',
      chapterId: '113o5sx.2',
    });
  });

  it('accepts nothing at all, and leaves it at that', () => {
    const nothing = { stage: null, subject: null, grade: null, bookId: null, chapterId: null };
    expect(checkConsistency(catalogue, {})).toEqual(nothing);
  });

  it('leaves the year of a senior volume open, and accepts any year of the stage', () => {
    expect(checkConsistency(catalogue, { bookId: '00xqcra' }).grade).toBeNull();
    expect(checkConsistency(catalogue, { bookId: '00xqcra', grade: 'g11' }).grade).toBe('g11');
    expect(refusal({ bookId: '00xqcra', grade: 'g9' })).toMatchObject({ code: 'stage_subject_mismatch' });
  });

  it.each<[string, Partial<Placement>, string]>([
    ['physics in grade 1', { grade: 'g1', subject: 'physics' }, 'subject'],
    ['physics in primary school', { stage: 'primary', subject: 'physics' }, 'subject'],
    [
      'chemistry in grade 8 of the six-three system',
      { stage: 'junior', grade: 'g8', subject: 'chemistry' },
      'subject',
    ],
    ['grade 7 in primary school', { stage: 'primary', grade: 'g7' }, 'grade'],
    ['grade 6 in a five-four primary school', { stage: 'primary54', grade: 'g6' }, 'grade'],
    ['思想政治 in junior school', { stage: 'junior', subject: 'politics' }, 'subject'],
    ['a book of another subject', { bookId: '113o5sx', subject: 'math' }, 'subject'],
    ['a book of another stage', { bookId: '113o5sx', stage: 'primary' }, 'stage'],
    ['a book of another grade', { bookId: '113o5sx', grade: 'g9' }, 'grade'],
    ['a chapter of another book', { bookId: '113o5sx', chapterId: '1ayad3o.1' }, 'chapterId'],
  ])('refuses %s', (_, placement, field) => {
    expect(refusal(placement)).toEqual({ code: 'stage_subject_mismatch', field });
  });

  it('accepts grade 6 in a five-four junior school, chemistry in its grade 8', () => {
    expect(refusal({ stage: 'junior54', grade: 'g6', subject: 'math' })).toBeNull();
    expect(refusal({ stage: 'junior54', grade: 'g8', subject: 'chemistry' })).toBeNull();
  });

  it('refuses whatever the catalogue does not know, naming the part', () => {
    const fields = ['stage', 'subject', 'grade', 'bookId', 'chapterId'] as const;
    const strange = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.constantFrom('__proto__', 'toString', '小学', '7'),
    );
    fc.assert(
      fc.property(fc.constantFrom(...fields), strange, (field, value) => {
        fc.pre(!catalogue.node(value) && !catalogue.book(value));
        expect(refusal({ [field]: value })).toEqual({ code: 'taxonomy_unknown', field });
      }),
    );
  });

  it('is stable: what it returns it accepts again, unchanged', () => {
    const key = (list: readonly { key: string }[]) =>
      fc.option(fc.constantFrom(...list.map((item) => item.key)));
    const placements = fc.record({
      stage: key(catalogue.stages),
      subject: key(catalogue.subjects),
      grade: key(catalogue.grades),
      bookId: fc.option(fc.constantFrom(...catalogue.books.map((book) => book.id)), { freq: 2 }),
    });
    fc.assert(
      fc.property(placements, (given) => {
        if (refusal(given)) return;
        const placement = checkConsistency(catalogue, given);
        expect(checkConsistency(catalogue, placement)).toEqual(placement);
        for (const [field, value] of Object.entries(given)) {
          if (value !== null) expect(placement).toHaveProperty(field, value);
        }
      }),
      { numRuns: 500 },
    );
  });
});
