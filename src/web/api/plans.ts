import type { z } from 'zod';
import type {
  addLessonsRequest,
  createPlanRequest,
  LessonAct,
  LessonView,
  organizersRequest,
  PlanAct,
  PlanCard,
  PlanLesson,
  PlanState,
  PlanView,
  PreparationTask,
  PersonsPart,
  reflectRequest,
  remarkRequest,
  RemarkView,
  ShownResource,
  updateLessonRequest,
  updatePlanRequest,
} from '../../contracts/preparation.js';
import { MOST_LESSONS_AT_ONCE } from '../../contracts/constants.js';
import { newKey, request } from './http.js';

export type {
  AdaptationView,
  LessonAct,
  LessonEvent,
  LessonState,
  LessonView,
  PersonsPart,
  PlanAct,
  PlanCard,
  PlanLesson,
  PlanState,
  PlanView,
  PreparationTask,
  ReflectionView,
  RemarkAnchor,
  RemarkView,
  ShownResource,
} from '../../contracts/preparation.js';
export type NewPlan = z.input<typeof createPlanRequest>;
export type PlanChange = z.input<typeof updatePlanRequest>;
export type NewLesson = z.input<typeof addLessonsRequest>['lessons'][number];
export type LessonChange = z.input<typeof updateLessonRequest>;
export type Organizers = z.input<typeof organizersRequest>['people'];
export type NewRemark = z.input<typeof remarkRequest>;
export type Reflection = z.input<typeof reflectRequest>;
/** Somebody who can lead a lesson, with the school that they belong to. */
export interface Candidate {
  id: string;
  name: string;
  school: { id: string; name: string; shortName: string } | null;
}
/** A lesson, as every act on it names it. */
export interface LessonKey {
  planId: string;
  id: string;
}

const of = (id: string) => `/plans/${id}`;
const lessonOf = ({ planId, id }: LessonKey) => `/plans/${planId}/lessons/${id}`;

export const readPlans = (state?: PlanState, cursor?: string) =>
  request<{ items: PlanCard[]; next: string | null }>('GET', '/plans', {
    query: { state, cursor, limit: 24 },
  });
export const readTasks = () => request<{ items: PreparationTask[] }>('GET', '/plans/tasks');
export const readPlan = (id: string) => request<PlanView>('GET', of(id));
export const createPlan = (body: NewPlan) =>
  request<PlanView>('POST', '/plans', { body, idempotencyKey: newKey() });
export const updatePlan = (id: string, rev: number, body: PlanChange) =>
  request<PlanView>('PATCH', of(id), { body, ifMatch: rev });
export const actOnPlan = (id: string, rev: number, act: PlanAct) =>
  request<void>('POST', `${of(id)}/acts`, { body: { act }, ifMatch: rev });
export const setOrganizers = (id: string, rev: number, people: Organizers) =>
  request<void>('PUT', `${of(id)}/organizers`, { body: { people }, ifMatch: rev });
export const readParts = (id: string) =>
  request<{ items: PersonsPart[]; more: boolean }>('GET', `${of(id)}/people`);
export const findLeads = (id: string, text: string) =>
  request<{ items: Candidate[] }>('GET', `${of(id)}/leads`, { query: { text } });

export const readLessons = (id: string) => request<{ items: PlanLesson[] }>('GET', `${of(id)}/lessons`);
/** Adds lessons, however many; those that went before one that is refused stay. */
export async function addLessons(id: string, lessons: readonly NewLesson[]): Promise<void> {
  for (let from = 0; from < lessons.length; from += MOST_LESSONS_AT_ONCE)
    await request('POST', `${of(id)}/lessons`, {
      body: { lessons: lessons.slice(from, from + MOST_LESSONS_AT_ONCE) },
      idempotencyKey: newKey(),
    });
}
export const readLesson = (key: LessonKey) => request<LessonView>('GET', lessonOf(key));
export const updateLesson = (key: LessonKey, rev: number, body: LessonChange) =>
  request<void>('PATCH', lessonOf(key), { body, ifMatch: rev });
export const layDraft = (key: LessonKey, rev: number, resourceId: string) =>
  request<void>('POST', `${lessonOf(key)}/draft`, { body: { resourceId }, ifMatch: rev });
export const actOnLesson = (key: LessonKey, rev: number, act: Exclude<LessonAct, 'lay'>, words = '') =>
  request<void>('POST', `${lessonOf(key)}/acts`, { body: { act, words }, ifMatch: rev });

/** My own version of what was agreed; asked again, the one that is there. */
export const makeAdaptation = (key: LessonKey) =>
  request<{ resourceId: string }>('POST', `${lessonOf(key)}/adaptation`);
export const handIn = (key: LessonKey, shown: boolean) =>
  request<void>(shown ? 'POST' : 'DELETE', `${lessonOf(key)}/adaptation/hand-in`);
export const readAdaptation = (key: LessonKey, userId: string) =>
  request<ShownResource>('GET', `${lessonOf(key)}/adaptations/${userId}`);
export const reflect = (key: LessonKey, body: Reflection) =>
  request<void>('PUT', `${lessonOf(key)}/reflection`, { body });
export const removeReflection = (key: LessonKey) => request<void>('DELETE', `${lessonOf(key)}/reflection`);

export const readRemarks = (key: LessonKey) =>
  request<{ items: RemarkView[]; more: boolean }>('GET', `${lessonOf(key)}/remarks`);
export const remark = (key: LessonKey, body: NewRemark) =>
  request<{ id: string }>('POST', `${lessonOf(key)}/remarks`, { body, idempotencyKey: newKey() });
export const editRemark = (key: LessonKey, remarkId: string, text: string) =>
  request<void>('PATCH', `${lessonOf(key)}/remarks/${remarkId}`, { body: { text } });
export const removeRemark = (key: LessonKey, remarkId: string) =>
  request<void>('DELETE', `${lessonOf(key)}/remarks/${remarkId}`);
export const settleRemark = (key: LessonKey, remarkId: string, settled: boolean) =>
  request<void>('POST', `${lessonOf(key)}/remarks/${remarkId}/settled`, { body: { settled } });
