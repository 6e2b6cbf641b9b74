import { FileGate } from '../../../../src/modules/resources/content/file-gate.js';
import { ResourceReleases } from '../../../../src/modules/resources/index.js';
import { ReviewNeeds } from '../../../../src/modules/resources/policy/review-needs.js';
import { ReviewGate } from '../../../../src/modules/review/review-gate.js';
import { Reviewers } from '../../../../src/modules/review/reviewers.js';
import { Submissions } from '../../../../src/modules/review/submissions.js';
import type { Step } from '../steps.js';
import { PEOPLE, get, replace, told, type Mistake } from './fault.js';

/** Everybody shows something to a group that asks for no review, and puts something else in its place when it does. */
const WAITING: Step[] = [
  ...[0, 1, 2].map((admin) => told('policy', 0, admin, 4)),
  ...PEOPLE.map((a) => told('create', a, 2, 8)),
  ...[0, 1, 2].map((admin) => told('policy', 0, admin, 5)),
  ...PEOPLE.map((a) => told('replace', a, 0, 2)),
];
const SUBMITTED = [...WAITING, ...PEOPLE.map((a) => told('submit', a, 0, 8))];

/** Mistakes about who is asked to review, and what that shows. */
export const REVIEW: Record<string, Mistake> = {
  'whoever was asked to review something goes on looking at it': {
    seed: (world) => {
      const once = new Set<string>();
      replace(get(world, ReviewGate), 'asks', (asks) => async (actor, id) => {
        const key = `${actor.userId} ${id}`;
        if (await asks(actor, id)) once.add(key);
        return once.has(key);
      });
    },
    shownBy: /(pictures|download) of .*: true|answers 200/,
    meets: [...SUBMITTED, ...[1, 2, 3, 4, 6, 7].map((b) => told('decide on work', 1, b, 0))],
  },
  'own work is reviewed by oneself': {
    seed: (world) => {
      replace(
        get(world, Reviewers),
        'nearness',
        (nearness) => async (q, actor, id) => ((await nearness(q, actor, id)) === 'near' ? 'near' : null),
      );
      replace(get(world, ResourceReleases), 'makers', () => () => Promise.resolve([]));
    },
    shownBy: /the desk shows .*: true|204 !== 409/,
    meets: [...SUBMITTED, ...PEOPLE.flatMap((a) => [0, 1, 2].map((place) => told('office', a, place, 3)))],
  },
  'readers see what waits for review': {
    seed: (world) => {
      const gate = get(world, FileGate) as unknown as Record<
        'pinned' | 'waiting',
        (asking: unknown) => unknown
      >;
      replace(gate, 'pinned', () => (asking) => gate.waiting(asking));
    },
    shownBy: /waiting: true|waiting, answers 200/,
    meets: WAITING,
  },
  'other content comes in force without review': {
    seed: (world) => replace(get(world, ReviewNeeds), 'holds', () => () => Promise.resolve(false)),
    shownBy: /page of .* shows other contents/,
    meets: WAITING,
  },
  'what was overtaken is still decided on': {
    seed: (world) => replace(get(world, Submissions), 'overtaken', () => () => Promise.resolve()),
    shownBy: /submissions|the queue of reviews|the desk shows|, review of person/,
    meets: [...SUBMITTED, ...PEOPLE.map((a) => told('replace', a, 0, 2))],
  },
  '"who can see" forgets who is asked to review': {
    seed: (world) => replace(get(world, ReviewGate), 'everybodyAsked', () => () => Promise.resolve([])),
    shownBy: /"who can see" says .*, review/,
    meets: SUBMITTED,
  },
};
