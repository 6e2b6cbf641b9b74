import { lackingOnly, sumUp, type Has } from './coverage-sums.js';

const chapter = (id: string, depth: number, lesson: boolean, seen: number[], collected: number[] = []) => ({
  id,
  title: id,
  depth,
  lesson,
  cells: seen.map((count, part) => ({ seen: count, collected: collected[part] ?? 0 })),
});
const shared: Has = ({ seen }) => seen > 0;

describe('sums of a book', () => {
  const book = [
    chapter('unit 1', 0, false, [1, 0]),
    chapter('lesson 1', 1, true, [2, 1], [1, 1]),
    chapter('part', 1, false, [0, 0]),
    chapter('lesson 2', 2, true, [1, 0], [1, 0]),
    chapter('unit 2', 0, false, [0, 0]),
    chapter('lesson 3', 1, true, [0, 0]),
  ];

  it('count the lessons below a unit, however deep, and nothing of the next unit', () => {
    const { rows } = sumUp(book, shared);
    expect(rows.map(({ below }) => below)).toEqual([
      { lessons: 2, withPart: [2, 1] },
      null,
      { lessons: 1, withPart: [1, 0] },
      null,
      { lessons: 1, withPart: [0, 0] },
      null,
    ]);
  });

  it('say of each lesson whether it is whole, partly there or empty', () => {
    expect(sumUp(book, shared)).toMatchObject({ lessons: 3, whole: 1, partly: 1, empty: 1 });
  });

  it('may go by what a collection has instead', () => {
    expect(sumUp(book, ({ collected }) => collected > 0)).toMatchObject({ whole: 1, partly: 1, empty: 1 });
  });

  it('a book without chapters has no lessons', () => {
    expect(sumUp([], shared)).toEqual({ rows: [], lessons: 0, whole: 0, partly: 0, empty: 0 });
  });

  it('what is whole can be left out, with the units that have nothing else', () => {
    const rows = lackingOnly(sumUp([...book.slice(0, 2), ...book.slice(4)], shared).rows);
    expect(rows.map(({ id }) => id)).toEqual(['unit 2', 'lesson 3']);
  });
});
