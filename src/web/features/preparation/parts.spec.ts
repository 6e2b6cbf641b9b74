import type { PersonsPart, PlanLesson } from '../../api/plans.js';
import { bySchool, doneOf, LESSONS_AT_ONCE, pageOf, pageOfWeek } from './parts.js';

const part = (name: string, shortName: string | null, done: Partial<PersonsPart> = {}): PersonsPart => ({
  person: { id: name, name },
  school: shortName === null ? null : { id: shortName, name: shortName, shortName },
  present: true,
  ...{ leads: [], drafted: [], remarked: [], adapted: [], reflected: [] },
  ...done,
});
const lessons = (count: number): PlanLesson[] =>
  Array.from({ length: count }, (_, i) => ({ id: `l${i}`, week: i + 1, state: 'planned' }) as PlanLesson);

describe('Who has done what', () => {
  it('is said in the order in which it is done', () => {
    const one = part('王芳', '一中', { reflected: ['a'], leads: ['a', 'b'], adapted: ['a'] });
    expect(doneOf(one, 'a')).toEqual(['leads', 'adapted', 'reflected']);
    expect(doneOf(one, 'b')).toEqual(['leads']);
    expect(doneOf(one, 'c')).toEqual([]);
  });

  it('keeps schools and people in the order of the server', () => {
    const list = [part('甲', '一中'), part('乙', '一中'), part('丙', '二小'), part('丁', null)];
    expect(
      bySchool(list).map(({ school, parts }) => [school, parts.map(({ person }) => person.name)]),
    ).toEqual([
      ['一中', ['甲', '乙']],
      ['二小', ['丙']],
      ['', ['丁']],
    ]);
  });

  it('comes in parts that hold every lesson once, without those that are not prepared', () => {
    const all = lessons(LESSONS_AT_ONCE * 2 + 1);
    all.push({ ...all[0]!, id: 'dropped', state: 'dropped' });
    const { pages } = pageOf(all, 0);
    const shown = Array.from({ length: pages }, (_, page) => pageOf(all, page).items).flat();
    expect([pages, shown.map(({ id }) => id)]).toEqual([
      3,
      lessons(LESSONS_AT_ONCE * 2 + 1).map(({ id }) => id),
    ]);
    expect(pageOf([], 0)).toEqual({ pages: 1, items: [] });
  });

  it('begins with the part of the present week', () => {
    const all = lessons(LESSONS_AT_ONCE * 2);
    expect([-3, 1, LESSONS_AT_ONCE, LESSONS_AT_ONCE + 1, 999].map((week) => pageOfWeek(all, week))).toEqual([
      ...[0, 0, 0, 1, 0],
    ]);
  });
});
