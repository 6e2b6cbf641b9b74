import { ago, group, people, schools, uid } from './stage-data.mjs';
import { card } from './stage-search.mjs';
import { resources } from './stage-resources.mjs';
import * as contracts from '../../../dist/contracts/index.js';

const person = (n) => ({ id: people[n].id, name: people[n].name });
const event = (hours, act, by, part = {}) => ({
  id: uid(),
  at: ago(hours),
  act,
  by: person(by),
  level: 'department',
  reasons: [],
  words: '',
  to: null,
  changes: [],
  rubric: [],
  opinions: [],
  ...part,
});
const audience = { preset: 'group', groupIds: [group.id], previewOnly: false, names: [group.name] };
const wish = (by) => ({ audience, visibleFrom: null, visibleUntil: null, submitter: person(by) });
const long =
  '第三页的例题二答案写成了 −5，应该是 −3；第五页的图是从哪里来的请注明。板书和分层练习都很好，改好后可以直接再交。';

const standing = (hours, part = {}) => ({
  id: uid(),
  rev: 2,
  state: 'waiting',
  levels: ['department', 'group'],
  passed: 0,
  submittedAt: ago(hours),
  since: ago(hours),
  reviewer: null,
  two: false,
  ...part,
});
const shown = resources.filter(
  (r) => r.state === 'published' && r.fullFiles.some((f) => f.preview.pages > 0),
);
/** What waits: at the second level with a question, fresh, taken by somebody else, and where two judge, the second. */
const queue = [
  standing(170, { passed: 1, state: 'asked', reviewer: person(0) }),
  standing(52),
  standing(30, { state: 'taken', reviewer: person(2) }),
  standing(3, { levels: ['department'], state: 'second', two: true }),
].map((one, i) => ({ ...one, resource: card(shown[i % shown.length]), mine: i === 0 }));
const said = [
  event(170, 'submit', 1, { words: '上学期公开课用过的，请审阅。' }),
  event(130, 'edit', 2, {
    changes: [
      { field: 'title', from: '有理数第一课', to: '有理数（第一课时）' },
      { field: 'grade', from: 'g6', to: 'g7' },
      { field: 'tags', from: '', to: '数轴、相反数' },
    ],
  }),
  event(120, 'pass', 2, {
    words: '内容扎实，建议集团共享。',
    rubric: contracts.STANDARD_QUESTIONS.slice(0, 4).map(({ key, title }, i) => ({
      ...{ key, title, value: [3, 2, null, 0][i], words: i === 3 ? '没有检测题，建议补三道。' : '' },
    })),
  }),
  event(20, 'ask', 0, { level: 'group', words: '第五页的图有出处吗？' }),
  event(4, 'answer', 1, { level: 'group', words: '教材第 18 页。' }),
];
const returned = [
  event(400, 'submit', 1),
  event(380, 'return', 2, { reasons: ['content_error', 'copyright'], words: long }),
];

const review = (one, i) => ({
  ...one,
  ...wish(1),
  resource: { ...shown[i % shown.length], audience: null, right: 'download' },
  content: { files: shown[i % shown.length].fullFiles, linkUrl: null },
  rubric: { required: i === 2, questions: i === 1 ? [] : contracts.STANDARD_QUESTIONS },
  replaces: i === 0,
  events: i === 0 ? said : [event(52, 'submit', 1)],
  earlier: i === 0 ? [{ id: uid(), state: 'returned', submittedAt: ago(400), events: returned }] : [],
});

/** Where something is for its author, by the scene's `submission`. */
const submissions = {
  waiting: { ...standing(5), events: [event(5, 'submit', 0)], mayAppeal: false, nobody: false },
  asked: {
    ...standing(40, { state: 'asked', reviewer: person(2) }),
    events: said,
    mayAppeal: false,
    nobody: false,
  },
  differ: {
    ...standing(30, { state: 'returned', levels: ['department'], two: true }),
    events: [
      event(60, 'submit', 1),
      event(30, 'return', 2, {
        ...{ by: null, reasons: ['content_error'] },
        opinions: [
          { verdict: 'return', reasons: ['content_error'], words: long, rubric: [] },
          { verdict: 'approve', reasons: [], words: '内容扎实，可以公开。', rubric: [] },
        ],
      }),
    ],
    ...{ mayAppeal: true, nobody: false },
  },
  second: {
    ...standing(30, { state: 'second', levels: ['department'], two: true }),
    events: [event(60, 'submit', 1)],
    ...{ mayAppeal: false, nobody: true },
  },
  returned: {
    ...standing(30, { state: 'returned', reviewer: person(2) }),
    events: returned,
    mayAppeal: true,
    nobody: false,
  },
};

const inGroup = { id: group.id, name: group.name };
const inSchool = { id: schools[0].id, name: schools[0].name };
const marked = (kind, scope, by, part = {}) => ({
  id: uid(),
  kind,
  scope,
  version: 1,
  by: person(by),
  at: ago(300),
  state: 'in_force',
  ended: null,
  mayTake: true,
  ...part,
});
const taken = { at: ago(200), by: person(3), words: '第三页的例题二答案写成了 −5，应该是 −3，改好后再评。' };
const replaced = { at: ago(20), by: person(1), words: '' };
/** Marks that were given and taken away, and what waits to be confirmed, by the scene's `marks`. */
const marks = {
  given: {
    items: [
      marked('group', inGroup, 2, { version: 2, at: ago(30) }),
      marked('school', inSchool, 3, { version: 2, at: ago(40) }),
      marked('school', inSchool, 2, { state: 'taken', ended: taken, mayTake: false }),
    ],
    mayGive: [],
  },
  replaced: {
    items: [marked('school', inSchool, 0, { state: 'replaced', ended: replaced, mayTake: false })],
    mayGive: [
      { kind: 'school', scope: inSchool, confirms: true },
      { kind: 'group', scope: inGroup, confirms: false },
    ],
  },
};

const rules = [
  { type: null, school: [], beyond: ['department', 'group'] },
  { type: 'paper', school: ['department'], beyond: ['department', 'school', 'group'] },
];

const notFound = { status: 404, body: { code: 'not_found' } };
const HOUR = 3_600_000;
const counted = (key, name, n) => ({
  ...{ key, name, decided: n * 7, median: n * 5 * HOUR, longest: n * 60 * HOUR },
  ...{ approvedFirst: n * 4, approvedAgain: n, returned: n * 2, withdrawn: n === 1 ? 0 : 1 },
});
const { key: _key, name: _name, ...inAll } = counted('', '', 12);
const figures = {
  from: ago(90 * 24),
  until: ago(0),
  all: inAll,
  open: [
    { level: 'department', age: '1', count: 4 },
    { level: 'department', age: 'longer', count: 1 },
    { level: 'group', age: '3', count: 2 },
  ],
  appeals: { made: 5, approved: 3, returned: 1 },
  reasons: contracts.RETURN_REASONS.map((reason, i) => ({ reason, count: (i * 5) % 13 })),
  by: {
    subject: [counted('math', '', 6), counted('chinese', '', 4), counted('', '', 1)],
    type: [counted('slides', '', 5), counted('lesson_plan', '', 4), counted('paper', '', 1)],
    school: [counted(uid(), '晨光第一中学', 7), counted(uid(), '青石镇初级中学（含原石桥联中）', 2)],
    month: [counted('2026-11', '', 5), counted('2026-10', '', 4), counted('2026-09', '', 3)],
  },
};

/** What the asker found as the first of two. */
const own = {
  ...{ id: uid(), rev: 2, at: ago(5), resource: card(shown[4 % shown.length]), nobody: true },
  ...{ verdict: 'return', reasons: ['content_error'], words: long, rubric: [] },
};

/** What becomes of several: one is decided already, one somebody else has, the rest are done. */
const refusals = [
  { code: 'review_decided', params: { state: 'approved' } },
  { code: 'review_taken', params: { by: people[2].name } },
];

/** What the stage answers about review. */
export const reviewRoutes = ({ scene }) => [
  [
    'GET',
    /^\/reviews$/,
    ({ empty, query }) => [
      contracts.reviewQueue,
      { items: empty || query.has('subject') ? [] : queue, next: null },
    ],
  ],
  ['GET', /^\/reviews\/opinions$/, ({ empty }) => [contracts.ownOpinions, { items: empty ? [] : [own] }]],
  ['GET', /^\/reviews\/figures$/, ({ empty }) => (empty ? notFound : [contracts.reviewFigures, figures])],
  [
    'GET',
    /^\/reviews\/([^/]+)$/,
    ({ match }) => {
      const i = queue.findIndex(({ id }) => id === match[1]);
      return i < 0 ? notFound : [contracts.reviewView, review(queue[i], i)];
    },
  ],
  [
    'GET',
    /^\/reviews\/[^/]+\/candidates$/,
    () => [contracts.reviewerList, { items: [person(2), person(3)] }],
  ],
  [
    'GET',
    /^\/reviews\/[^/]+\/marks$/,
    () => [contracts.markOffers, { items: [{ kind: 'group', scope: inGroup }] }],
  ],
  ['GET', /^\/resources\/[^/]+\/marks$/, () => [contracts.resourceMarks, marks[scene().marks ?? 'given']]],
  ['POST', /^\/resources\/[^/]+\/marks$/, () => [contracts.idParams, { id: uid() }, 201]],
  ['POST', /^\/resources\/[^/]+\/marks\/[^/]+\/take-away$/, () => null],
  [
    'POST',
    /^\/reviews\/many$/,
    ({ body }) => [
      contracts.manyReviewsResult,
      { items: body.items.map(({ id }, i) => ({ id, refusal: refusals[i] ?? null })) },
    ],
  ],
  [
    'GET',
    /^\/reviews\/many\/candidates$/,
    () => [contracts.manyReviewers, { items: [2, 3].map((n) => ({ ...person(n), count: 4 - n })) }],
  ],
  ['PATCH', /^\/reviews\/[^/]+\/description$/, () => [contracts.correctResult, { moved: false }]],
  ['POST', /^\/reviews\/[^/]+\/[a-z-]+$/, () => null],
  [
    'GET',
    /^\/resources\/[^/]+\/submissions$/,
    () => {
      const one = submissions[scene().submission];
      return [contracts.submissionList, { items: one ? [{ ...one, ...wish(0) }] : [] }];
    },
  ],
  ['POST', /^\/resources\/[^/]+\/submissions$/, () => [contracts.idParams, { id: uid() }, 201]],
  ['POST', /^\/submissions\/[^/]+\/[a-z]+$/, () => null],
  ['DELETE', /^\/resources\/[^/]+\/pending$/, () => null],
  [
    'GET',
    /^\/groups\/[^/]+\/review-rubric$/,
    () => [
      contracts.reviewRubrics,
      { items: [{ type: null, required: true, questions: contracts.STANDARD_QUESTIONS.slice(0, 4) }] },
    ],
  ],
  ['PUT', /^\/groups\/[^/]+\/review-rubric$/, ({ body }) => [contracts.reviewRubrics, body]],
  ['GET', /^\/groups\/[^/]+\/review-policy$/, () => [contracts.reviewPolicy, { items: rules }]],
  ['PUT', /^\/groups\/[^/]+\/review-policy$/, ({ body }) => [contracts.reviewPolicy, body]],
];

/** The submissions that scenes open. */
export const reviews = queue;
export const secondFiles = (resource) => ({
  files: resource.fullFiles,
  linkUrl: null,
  pendingUploads: 0,
});
