// Words and bounds that the client knows by heart, too. Like every contract that it imports more than types from, this
// file stands without zod, which a browser then need not load before it shows anything.

/**
 * Why somebody holds a right: wrote it, wrote it with others, keeps the catalogue of its school, was given a right by
 * name, opened it for support (`through` says why), or is one of those it is shown to (named, or through a team, department, school or group).
 */
export const VIEW_REASONS = [
  'author',
  'co_author',
  'keeper',
  'grant',
  'support',
  'review',
  'plan',
  'user',
  'team',
  'department',
  'school',
  'group',
] as const;

/** The longest time for which something is opened for support. */
export const SUPPORT_MINUTES = 60;

/** Unseen notices are counted this far; beyond it there are "so many or more". */
export const MOST_COUNTED = 100;

/** What a whole lesson is made of unless somebody chooses otherwise, in the order of its use: keys of resource types. */
export const LESSON_PARTS = ['lesson_plan', 'slides', 'task_sheet', 'homework', 'lesson_recording'] as const;
export const MOST_PARTS = 10;

/** What paper and archives take of what one section gathers by itself, and of all sections together. */
export const MOST_GATHERED = 200;
export const MOST_GATHERED_IN_ALL = 1_000;

/** Levels of review in the order in which they are passed. */
export const REVIEW_LEVELS = ['department', 'school', 'group'] as const;
/**
 * Of a submission: the first five are open. second: one of two has given an opinion; split: the two differ, or the author
 * appealed, and a third decides.
 */
export const REVIEW_STATES = [
  'waiting',
  'taken',
  'asked',
  'second',
  'split',
  'approved',
  'returned',
  'withdrawn',
  'overtaken',
] as const;
/**
 * What can be done with a submission: by whoever reviews it, the next ones by its author, the last by whatever changes
 * what was submitted. edit: of the description; move: to whoever reviews its new subject; pass: on to the next level.
 * Where two judge: opine: the first gives an opinion; recall: takes it back; split: the second sees it otherwise.
 */
export const REVIEW_ACTS = [
  'take',
  'give_back',
  'reassign',
  'edit',
  'move',
  'pass',
  'approve',
  'return',
  'ask',
  'opine',
  'recall',
  'split',
  'answer',
  'withdraw',
  'appeal',
  'overtake',
] as const;
/** Submissions that a reviewer decides on in one act, at most. */
export const MOST_AT_ONCE = 50;
/** Questions that one rubric asks, at most. */
export const MOST_QUESTIONS = 12;
/** What they are answered with; null: does not apply. */
export const RUBRIC_VALUES = [3, 2, 1, 0, null] as const;
/** Over which time figures of review are: so many days, or since the term began. */
export const FIGURE_PERIODS = ['30', '90', 'term'] as const;
/** How long something has waited: for up to so many days, or longer. */
export const FIGURE_AGES = ['1', '3', '7', 'longer'] as const;
/** By what they are told apart. */
export const FIGURE_DIMENSIONS = ['subject', 'type', 'school', 'month'] as const;
/** What is said of a resource, as a correction names it. */
export const DESCRIBED_FIELDS = [
  'title',
  'type',
  'stage',
  'subject',
  'grade',
  'book',
  'chapter',
  'tags',
  'description',
] as const;
/** Why something is returned to its author. */
export const RETURN_REASONS = [
  'content_error',
  'incomplete',
  'quality',
  'misfiled',
  'duplicate',
  'copyright',
  'privacy',
  'too_wide',
] as const;

/** Of a plan of lesson preparation. */
export const PLAN_STATES = ['preparing', 'running', 'closed'] as const;
/** What its organizers can do with it. remove: only before anything was laid. */
export const PLAN_ACTS = ['start', 'close', 'reopen', 'remove'] as const;
/** Of a lesson that is prepared together. */
export const LESSON_STATES = ['planned', 'drafted', 'agreed', 'dropped'] as const;
export const LESSON_ACTS = ['lay', 'take_back', 'agree', 'reopen', 'drop', 'restore'] as const;
/** Roles whose holders make plans, in their school or for schools of their group. */
export const PLAN_MAKERS = [
  'team_lead',
  'department_lead',
  'group_subject_lead',
  'school_admin',
  'group_admin',
] as const;
/** Weeks of a plan, lessons of one and in one act, people who organize it besides its maker, remarks on one lesson. */
export const MOST_WEEKS = 30;
export const MOST_LESSONS = 300;
export const MOST_LESSONS_AT_ONCE = 100;
export const MOST_ORGANIZERS = 20;
export const MOST_REMARKS = 1_000;

/** Quality marks, the lower first: 校级精品 in the name of the owning school, 集团精品 in the name of a group it is in. */
export const MARK_KINDS = ['school', 'group'] as const;
/** replaced: something else is in force than what bore it; taken: taken away with a reason. */
export const MARK_STATES = ['in_force', 'replaced', 'taken'] as const;

/** What notices are about, as far as people say how they want to hear of it by mail. */
export const NOTICE_SORTS = ['reviews', 'preparation', 'collections', 'rights'] as const;
/** How one hears of a sort of notice by mail. usual: at once of what waits for me, the rest once a day. */
export const MAIL_PACES = ['usual', 'at_once', 'daily', 'none'] as const;
/** One address: no list, no name, no comment, nothing that ends a line. The domain may be written in any script. */
export const MAIL_ADDRESS =
  /^(?=.{3,254}$)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*$/u;
