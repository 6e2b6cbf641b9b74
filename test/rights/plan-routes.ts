import type { ActorName } from './actors.js';

/**
 * As what somebody stands to a plan of school 甲 that is for its mathematics department and the editor of school 乙: the
 * author leads its lessons, the manager organizes it beside the school's administrator, who made it.
 */
export type Part = 'none' | 'in' | 'lead' | 'keeps' | 'organizes';

export const PARTS: Record<Exclude<ActorName, 'anonymous'>, Part> = {
  outsider: 'none',
  ended: 'none',
  colleague: 'none',
  sameSchool: 'none',
  sameDepartment: 'in',
  author: 'lead',
  editor: 'in',
  manager: 'organizes',
  // Keeps the catalogue of its school: organizes it, too, once it has begun.
  librarian: 'keeps',
  schoolAdmin: 'organizes',
  groupAdmin: 'none',
  auditor: 'none',
};

/** What a row needs to know of the plan it is tried on. */
export interface PlanTarget {
  id: string;
  /** lessons by their state, all led by the author; of one that is being prepared all are planned */
  planned: string;
  drafted: string;
  agreed: string;
  /** a resource of the author's, and the first remark on the draft, by the author, too */
  resource: string;
  remark: string;
  lead: string;
  school: string;
}

/** A route that leads to one plan, by `{id}`: whoever is not in it gets 404, as for what does not exist. */
export interface PlanRoute {
  route: string;
  /** the answers while it runs; of those left out the one before: in ← lead, in ← organizes (those who keep it, too) */
  in: number;
  lead?: number;
  organizes?: number;
  /** the answer to organizers before it runs, where it is another */
  before?: number;
  lesson?: 'planned' | 'drafted' | 'agreed';
  body?: (target: PlanTarget) => object;
  /** of what the revision is sent with If-Match */
  revised?: 'plan' | 'lesson';
  /** it leaves the plan other than it was: the next cell gets another one */
  changes?: true;
}

const PLAN = '/api/v1/plans/{id}';
const LESSON = `${PLAN}/lessons/{lessonId}`;
const REMARK = `${LESSON}/remarks/{remarkId}`;
/** What only organizers do is not there for the others. */
const organizing = (ok: number) => ({ in: 404, organizes: ok });

export const PLAN_ROUTES: readonly PlanRoute[] = [
  { route: `GET ${PLAN}`, in: 200 },
  { route: `PATCH ${PLAN}`, ...organizing(200), revised: 'plan', body: () => ({ summary: '改了一句' }) },
  {
    route: `POST ${PLAN}/acts`,
    ...organizing(204),
    before: 409,
    revised: 'plan',
    changes: true,
    body: () => ({ act: 'close' }),
  },
  {
    route: `PUT ${PLAN}/organizers`,
    ...organizing(204),
    revised: 'plan',
    changes: true,
    body: ({ lead, school }) => ({ people: [{ id: lead, schoolId: school }] }),
  },
  { route: `GET ${PLAN}/people`, in: 200 },
  { route: `GET ${PLAN}/leads`, in: 200 },
  { route: `GET ${PLAN}/lessons`, in: 200 },
  {
    route: `POST ${PLAN}/lessons`,
    ...organizing(201),
    body: () => ({ lessons: [{ title: '角的度量', week: 2 }] }),
  },
  { route: `GET ${LESSON}`, in: 200, lesson: 'drafted' },
  {
    route: `PATCH ${LESSON}`,
    ...organizing(200),
    lesson: 'drafted',
    revised: 'lesson',
    body: () => ({ title: '改了题目' }),
  },
  {
    // Of what they do not manage others lay nothing.
    route: `POST ${LESSON}/draft`,
    in: 404,
    lead: 200,
    organizes: 404,
    lesson: 'planned',
    revised: 'lesson',
    changes: true,
    body: ({ resource }) => ({ resourceId: resource }),
  },
  {
    route: `POST ${LESSON}/acts`,
    in: 403,
    lead: 200,
    organizes: 200,
    before: 409,
    lesson: 'drafted',
    revised: 'lesson',
    changes: true,
    body: () => ({ act: 'agree' }),
  },
  { route: `POST ${LESSON}/adaptation`, in: 200, before: 409, lesson: 'agreed', changes: true },
  { route: `GET ${LESSON}/adaptations/{userId}`, in: 200, before: 404, lesson: 'agreed' },
  { route: `POST ${LESSON}/adaptation/hand-in`, in: 404, lead: 204, lesson: 'agreed' },
  { route: `DELETE ${LESSON}/adaptation/hand-in`, in: 404, lead: 204, lesson: 'agreed' },
  {
    route: `PUT ${LESSON}/reflection`,
    in: 204,
    before: 409,
    lesson: 'agreed',
    changes: true,
    body: () => ({ taughtOn: '2026-09-01', text: '讲快了' }),
  },
  { route: `DELETE ${LESSON}/reflection`, in: 404, lead: 204, before: 409, lesson: 'agreed', changes: true },
  { route: `GET ${LESSON}/remarks`, in: 200, lesson: 'drafted' },
  {
    route: `POST ${LESSON}/remarks`,
    in: 201,
    before: 409,
    lesson: 'drafted',
    body: () => ({ text: '可以' }),
  },
  {
    route: `PATCH ${REMARK}`,
    in: 403,
    lead: 204,
    before: 409,
    lesson: 'drafted',
    body: () => ({ text: '改一改' }),
  },
  {
    route: `POST ${REMARK}/settled`,
    in: 403,
    lead: 204,
    organizes: 204,
    before: 409,
    lesson: 'drafted',
    body: () => ({ settled: true }),
  },
  { route: `DELETE ${REMARK}`, in: 403, lead: 204, before: 409, lesson: 'drafted', changes: true },
];

/** The lesson that a row is about. */
export const lessonOf = (row: PlanRoute, target: PlanTarget): string => target[row.lesson ?? 'planned'];

/** What an actor is answered. */
export function answerOf(row: PlanRoute, state: 'preparing' | 'running', actor: ActorName): number {
  if (actor === 'anonymous') return 401;
  const part = PARTS[actor];
  if (part === 'none') return 404;
  const organizes = row.organizes ?? row.in;
  if (state === 'preparing') return part === 'organizes' ? (row.before ?? organizes) : 404;
  return part === 'lead' ? (row.lead ?? row.in) : part === 'in' ? row.in : organizes;
}
