import { z } from 'zod';
import { audienceInput, audienceView } from './audience.js';
import { id, instant, line, optionalText, pageOf, pageQuery, timeZone } from './common.js';
import {
  LESSON_ACTS,
  LESSON_STATES,
  MOST_LESSONS,
  MOST_LESSONS_AT_ONCE,
  MOST_ORGANIZERS,
  MOST_WEEKS,
  PLAN_ACTS,
  PLAN_STATES,
} from './constants.js';
import { fileView } from './files.js';
import { personRef, rightName, schoolRef } from './resources.js';
import { placementInput, placementView } from './taxonomy.js';

/**
 * Collective lesson preparation 集体备课: a plan for a term, seen by those whom it is for (its audience: people, teams,
 * departments of any schools that the owning school is tied to, judged by the memberships of now), kept by its
 * organizers. preparing: only they see it; running; closed: everything can be read, nothing done.
 */
export const planState = z.enum(PLAN_STATES);
export type PlanState = z.infer<typeof planState>;
export const planAct = z.enum(PLAN_ACTS);
export type PlanAct = z.infer<typeof planAct>;

/**
 * planned → drafted (its lead 主备人 laid a first draft 初案) → agreed (共案: the draft is frozen). dropped: it is not
 * prepared after all.
 */
export const lessonState = z.enum(LESSON_STATES);
export type LessonState = z.infer<typeof lessonState>;
export const lessonAct = z.enum(LESSON_ACTS);
export type LessonAct = z.infer<typeof lessonAct>;

/** A day as people write it: `2026-09-01`, of this century or the next: weeks are counted from it. */
export const day = z.iso.date().refine((text) => text >= '2000-01-01' && text <= '2199-12-31', {
  message: 'a day from 2000-01-01 to 2199-12-31',
});
const words = z.string().trim().max(1000);

/** `startsOn`: any day of the first week; weeks run from Monday to Sunday. */
const term = {
  startsOn: day,
  weeks: z.int().min(1).max(MOST_WEEKS),
  timeZone: timeZone.default('Asia/Shanghai'),
};

export const createPlanRequest = z.object({
  title: line(200),
  summary: optionalText(3000).default(''),
  ...placementInput.shape,
  ...term,
  audience: audienceInput,
  schoolId: id.optional(),
});
/** Fields left out stay as they are. Sent with If-Match: the `rev` that was read. */
export const updatePlanRequest = z.object({
  title: line(200).optional(),
  summary: optionalText(3000).optional(),
  ...placementInput.shape,
  startsOn: day.optional(),
  weeks: term.weeks.optional(),
  audience: audienceInput.optional(),
});
/** Sent with If-Match: the plan's `rev`. */
export const planActRequest = z.object({ act: planAct });
/** People who organize the plan with its maker: whoever is not among those it is for joins them by this. Sent with If-Match. */
export const organizersRequest = z.object({
  people: z.array(z.object({ id, schoolId: id })).max(MOST_ORGANIZERS),
});

export const planCard = z.object({
  id,
  title: z.string(),
  ...placementView.shape,
  school: schoolRef,
  author: personRef,
  state: planState,
  /** the Monday of the first week, and the Sunday of the last */
  startsOn: day,
  endsOn: day,
  weeks: z.int(),
  /** of lessons that are not dropped */
  lessons: z.object({ all: z.int(), drafted: z.int(), agreed: z.int() }),
  /** the asker may change it */
  organizes: z.boolean(),
  updatedAt: instant,
});
export type PlanCard = z.infer<typeof planCard>;
/** mine: that I am in, running ones first, then the latest begun; closed ones only when asked for. */
export const plansQuery = pageQuery.extend({ state: planState.optional() });
export const planPage = pageOf(planCard);

export const planView = planCard.extend({
  rev: z.int(),
  summary: z.string(),
  timeZone: z.string(),
  audience: audienceView,
  organizers: z.array(personRef.extend({ schoolId: id })),
  acts: z.array(planAct),
});
export type PlanView = z.infer<typeof planView>;

const lessonFields = {
  title: line(200),
  chapterId: z.string().max(120).nullable(),
  /** 1 … weeks */
  week: z.int().min(1).max(MOST_WEEKS),
  /** 主备人; null: nobody yet */
  leadId: id.nullable(),
  /** the draft is to be there by the end of this day */
  draftDue: day.nullable(),
  /** it is to be agreed by the end of this day */
  agreeDue: day.nullable(),
};
const newLesson = z.object({
  title: lessonFields.title,
  week: lessonFields.week,
  chapterId: lessonFields.chapterId.default(null),
  leadId: lessonFields.leadId.default(null),
  draftDue: lessonFields.draftDue.default(null),
  agreeDue: lessonFields.agreeDue.default(null),
});
/** Several at once, as chapters of a book become lessons. */
export const addLessonsRequest = z.object({ lessons: z.array(newLesson).min(1).max(MOST_LESSONS_AT_ONCE) });
export const addedLessons = z.object({ ids: z.array(id) });
/** Fields left out stay as they are. Sent with If-Match: the lesson's `rev`. `afterId`: its place within its week, null first. */
export const updateLessonRequest = z
  .object(lessonFields)
  .partial()
  .extend({ afterId: id.nullable().optional() });
export const lessonParams = z.object({ id, lessonId: id });

/** Somebody who leads a lesson; `present` false: not among those whom the plan is for any more. */
export const lessonLead = personRef.extend({ present: z.boolean() });

/** A lesson as the board and the calendar show it. */
export const planLesson = z.object({
  id,
  rev: z.int(),
  title: z.string(),
  chapterId: z.string().nullable(),
  chapterPath: z.array(z.string()),
  week: z.int(),
  lead: lessonLead.nullable(),
  draftDue: day.nullable(),
  agreeDue: day.nullable(),
  state: lessonState,
  /** what is due next is late */
  late: z.boolean(),
  /** open remarks on the draft, people with an adaptation of their own 个案, and with a reflection 课后反思 */
  remarks: z.int(),
  adapted: z.int(),
  reflected: z.int(),
  /** what the asker has done of it */
  mine: z.object({ leads: z.boolean(), adapted: z.boolean(), reflected: z.boolean() }),
});
export type PlanLesson = z.infer<typeof planLesson>;
/** By week, and in their order within it: at most MOST_LESSONS. */
export const planLessons = z.object({ items: z.array(planLesson).max(MOST_LESSONS) });

/** Of the lead or an organizer: a resource of their own, as the draft. Again: another in its place. Sent with If-Match. */
export const layDraftRequest = z.object({ resourceId: id });
/**
 * take_back (lead, and always whoever wrote the draft), agree (lead or organizer), reopen, drop, restore (organizers); sent
 * with If-Match: the lesson's `rev`.
 */
export const lessonActRequest = z.object({ act: lessonAct.exclude(['lay']), words: words.default('') });

/** What happened to a lesson, in its order. */
export const lessonEvent = z.object({
  id,
  at: instant,
  act: z.enum([...LESSON_ACTS, 'add', 'lead', 'adapt', 'hand_in']),
  by: personRef,
  words: z.string(),
});
export type LessonEvent = z.infer<typeof lessonEvent>;

/** Somebody's own version of the agreed one: a resource of theirs, seen by the others once it is handed in. */
export const adaptationView = z.object({
  by: personRef,
  school: schoolRef,
  at: instant,
  handedInAt: instant.nullable(),
  /** null where the asker may not see it */
  resource: z.object({ id, title: z.string() }).nullable(),
});
export type AdaptationView = z.infer<typeof adaptationView>;

/** After class. */
export const reflectionView = z.object({
  by: personRef,
  school: schoolRef,
  taughtOn: day,
  text: z.string(),
  at: instant,
  editedAt: instant.nullable(),
});
export type ReflectionView = z.infer<typeof reflectionView>;
export const reflectRequest = z.object({ taughtOn: day, text: z.string().trim().min(1).max(5000) });

/** A resource that a lesson shows to the people of its plan, as it is now. */
export const shownResource = z.object({
  resourceId: id,
  title: z.string(),
  author: personRef,
  files: z.array(fileView),
  linkUrl: z.string().nullable(),
  /** what the asker may do with it */
  right: rightName,
  /** previews carry the reader's name */
  watermark: z.boolean(),
  /** the asker may open the resource's own page */
  opens: z.boolean(),
});
export type ShownResource = z.infer<typeof shownResource>;
/** Of whom an adaptation is asked for. */
export const adaptationParams = z.object({ id, lessonId: id, userId: id });

/** A lesson with everything that the group has made of it. */
export const lessonView = planLesson.extend({
  /** the draft, or what was agreed; null while there is none, or it was deleted */
  draft: shownResource
    .extend({
      laidAt: instant,
      /** since when it is frozen */
      agreedAt: instant.nullable(),
    })
    .nullable(),
  acts: z.array(lessonAct),
  adaptations: z.array(adaptationView),
  reflections: z.array(reflectionView),
  events: z.array(lessonEvent),
});
export type LessonView = z.infer<typeof lessonView>;

const share = z.number().min(0).max(1);
/**
 * What a remark is about: everything; a page (1 …) of a file; a passage on a page: a box in shares of the page's width
 * and height from its upper left corner; a moment of a film or recording, in seconds. After
 * the fragment selectors of the W3C's Web Annotation model. A remark on a file that was replaced is told as outdated.
 */
export const remarkAnchor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('whole') }),
  z.object({ kind: z.literal('page'), fileId: id, page: z.int().min(1).max(100_000) }),
  z.object({
    kind: z.literal('passage'),
    fileId: id,
    page: z.int().min(1).max(100_000),
    box: z
      .object({ x: share, y: share, width: share, height: share })
      .refine(({ x, y, width, height }) => x + width <= 1.001 && y + height <= 1.001, 'beyond the page'),
  }),
  z.object({ kind: z.literal('moment'), fileId: id, at: z.number().min(0).max(1_000_000) }),
]);
export type RemarkAnchor = z.infer<typeof remarkAnchor>;
const remarkText = z.string().trim().min(1).max(2000);
/** `parentId`: an answer; it stands where the first one stands. */
export const remarkRequest = z.object({
  anchor: remarkAnchor.default({ kind: 'whole' }),
  text: remarkText,
  parentId: id.optional(),
});
export const createdRemark = z.object({ id });
export const editRemarkRequest = z.object({ text: remarkText });
/** settled: dealt with, or open again. By its writer, the lesson's lead or an organizer. */
export const settleRemarkRequest = z.object({ settled: z.boolean() });
export const remarkParams = z.object({ id, lessonId: id, remarkId: id });

const said = z.object({
  id,
  by: personRef,
  at: instant,
  editedAt: instant.nullable(),
  /** empty once its writer took it away and answers stand below it */
  text: z.string(),
  removed: z.boolean(),
  /** the asker may change or take it away */
  mine: z.boolean(),
});
/** A remark with its answers, in the order in which they were written. */
export const remarkView = said.extend({
  anchor: remarkAnchor,
  /** it is about a file that the draft holds no more */
  outdated: z.boolean(),
  settled: z.object({ at: instant, by: personRef }).nullable(),
  answers: z.array(said),
});
export type RemarkView = z.infer<typeof remarkView>;
/** The oldest first. */
export const remarkList = z.object({ items: z.array(remarkView), more: z.boolean() });

/** Which lessons somebody leads, has laid a draft for, remarked on, adapted, reflected on. */
export const personsPart = z.object({
  person: personRef,
  school: schoolRef.nullable(),
  /** not among those whom the plan is for any more */
  present: z.boolean(),
  leads: z.array(id),
  drafted: z.array(id),
  remarked: z.array(id),
  adapted: z.array(id),
  reflected: z.array(id),
});
export type PersonsPart = z.infer<typeof personsPart>;
/**
 * Who has done what, ordered by school and name and by nothing else. `more`: the plan is for more people than are
 * listed; those who have done something are always among them.
 */
export const planPeople = z.object({ items: z.array(personsPart), more: z.boolean() });

/** People who can lead a lesson: those whom the plan is for and its organizers. */
export const leadQuery = z.object({ text: z.string().trim().max(50).default('') });
export const leadList = z.object({ items: z.array(personRef.extend({ school: schoolRef.nullable() })) });

/** What of all running plans waits for the asker, the earliest due first, at most twenty. */
export const preparationTask = z.object({
  plan: z.object({ id, title: z.string() }),
  lesson: z.object({ id, title: z.string(), week: z.int() }),
  what: z.enum(['draft', 'agree', 'adapt', 'reflect']),
  due: day.nullable(),
  late: z.boolean(),
});
export type PreparationTask = z.infer<typeof preparationTask>;
export const preparationTasks = z.object({ items: z.array(preparationTask) });
