import { ResourceContents } from '../../../../src/modules/resources/holding/resource-contents.js';
import { ResourcesRepository } from '../../../../src/modules/resources/resources.repository.js';
import { MarkGivers } from '../../../../src/modules/review/marks/mark-givers.js';
import { get, PEOPLE, replace, told, type Mistake } from './fault.js';

/** Everybody who leads something marks what others show. */
const MARKED = [
  ...PEOPLE.map((a) => told('create', a, 2, 8)),
  ...PEOPLE.flatMap((a) => [0, 1, 2].map((place) => told('office', a, place, a))),
  ...PEOPLE.map((a) => told('mark', a + 1, a, 0)),
];

/** Mistakes about quality marks. */
export const MARKS: Record<string, Mistake> = {
  'own work is marked by oneself': {
    seed: (world) =>
      replace(
        get(world, MarkGivers) as unknown as { isOwn: () => Promise<boolean> },
        'isOwn',
        () => () => Promise.resolve(false),
      ),
    shownBy: /20[14] !== 409|may be marked|tells of/,
    meets: MARKED,
  },
  'a mark goes on to what was never marked': {
    seed: (world) =>
      replace(
        get(world, ResourceContents) as unknown as {
          unmarked: (tx: unknown, r: unknown) => Promise<unknown>;
        },
        'unmarked',
        () => (_, record) => Promise.resolve(record),
      ),
    shownBy: /shows the marks|tells of|may be marked|marked/,
    meets: [...MARKED, ...PEOPLE.flatMap((a) => [0, 1].map((which) => told('replace', a, which, 2)))],
  },
  'a mark that was taken away is still shown': {
    seed: (world) =>
      replace(
        get(world, ResourcesRepository),
        'setMarks',
        (set) => (tx, id, marks) => (marks === null ? Promise.resolve() : set(tx, id, marks)),
      ),
    shownBy: /shows the marks|marked|tells of/,
    meets: [...MARKED, ...PEOPLE.map((a) => told('unmark', a + 1, a, 0))],
  },
};
