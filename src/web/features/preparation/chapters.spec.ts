import { leavesOf, lessonsOf } from './chapters.js';
import { dueBy } from './due.js';

const node = (id: string, children: ReturnType<typeof leaf>[] = []) => ({ id, title: id, children });
const leaf = (id: string) => ({ id, title: id, children: [] });

describe('Chapters of a book', () => {
  const book = [node('1', [leaf('1.1'), leaf('1.2')]), leaf('2'), node('3', [leaf('3.1')])];

  it('become lessons where they have none below them, in the order of the book', () => {
    expect(leavesOf(book).map(({ id }) => id)).toEqual(['1.1', '1.2', '2', '3.1']);
  });

  it('are spread over the weeks with the days that the rules mean', () => {
    const schedule = { startsOn: '2026-08-31', firstWeek: 1, lastWeek: 2, today: '2026-08-25' };
    const lessons = lessonsOf(leavesOf(book), { ...schedule, draft: 7, agree: 3 });
    expect(
      lessons.map(({ chapterId, week, draftDue, agreeDue }) => [chapterId, week, draftDue, agreeDue]),
    ).toEqual([
      ['1.1', 1, null, '2026-08-28'],
      ['1.2', 1, null, '2026-08-28'],
      ['2', 2, '2026-08-31', '2026-09-04'],
      ['3.1', 2, '2026-08-31', '2026-09-04'],
    ]);
  });

  it('have titles that a lesson can bear', () => {
    const schedule = { startsOn: '2026-08-31', firstWeek: 1, lastWeek: 1, today: '2026-08-25' };
    const [lesson] = lessonsOf([{ id: null, title: '长'.repeat(300) }], {
      ...schedule,
      draft: null,
      agree: null,
    });
    expect(lesson).toMatchObject({ title: '长'.repeat(200), chapterId: null, draftDue: null });
  });
});

describe('A day that is due', () => {
  it('is counted from the Monday of the week, and none where it is over already', () => {
    expect(dueBy('2026-08-31', 3, 7, '2026-08-01')).toBe('2026-09-07');
    expect(dueBy('2026-08-31', 3, 7, '2026-09-07')).toBe('2026-09-07');
    expect(dueBy('2026-08-31', 3, 7, '2026-09-08')).toBeNull();
    expect(dueBy('2026-08-31', 3, null, '2026-08-01')).toBeNull();
  });
});
