import { ago, chapters, departments, group, meId, people, schools, uid } from './stage-data.mjs';
import { resources } from './stage-resources.mjs';
import * as contracts from '../../../dist/contracts/index.js';

const DAY = 24;
const dayOf = (hours) => ago(hours).slice(0, 10);
const person = (n) => ({ id: people[n].id, name: people[n].name });
const me = { id: meId, name: people[0].name };
const school = (n) => ({ id: schools[n].id, name: schools[n].name, shortName: schools[n].shortName });
/** The Monday so many weeks before this one. */
const monday = (weeks) => {
  const now = new Date();
  const since = ((now.getUTCDay() + 6) % 7) * DAY;
  return dayOf(since + weeks * 7 * DAY);
};
const place = {
  stage: 'junior',
  subject: 'math',
  grade: 'g7',
  bookId: 'rj-7a',
  bookTitle: '数学七年级上册',
  chapterId: null,
  chapterPath: [],
};
const WEEKS = 18;
const card = (title, part = {}) => ({
  id: uid(),
  title,
  ...place,
  school: school(0),
  author: me,
  state: 'running',
  startsOn: monday(6),
  endsOn: dayOf(-((WEEKS - 7) * 7 * DAY)),
  weeks: WEEKS,
  lessons: { all: 14, drafted: 3, agreed: 5 },
  organizes: true,
  updatedAt: ago(5),
  ...part,
});
const plans = [
  card('七年级上册数学集体备课（晨一、河湾、新城三校）'),
  card('八年级物理：浮力与压强单元', {
    ...{ subject: 'physics', grade: 'g8', bookId: null, bookTitle: null, organizes: false },
    ...{ author: person(2), school: school(1), lessons: { all: 6, drafted: 1, agreed: 0 } },
  }),
  card('期末复习课', { state: 'preparing', lessons: { all: 0, drafted: 0, agreed: 0 } }),
];
const closed = [
  card('七年级下册数学集体备课', { state: 'closed', lessons: { all: 20, drafted: 0, agreed: 19 } }),
];

const view = (one) => ({
  ...one,
  rev: 3,
  summary: '每周三下午第三节在晨一录播室碰头。初案请提前一周交，讨论以页面上的意见为主，碰头只谈没谈拢的。',
  timeZone: 'Asia/Shanghai',
  audience: {
    preset: 'custom',
    previewOnly: false,
    parts: [
      { kind: 'department', id: departments[0].id },
      { kind: 'school', id: schools[1].id },
      { kind: 'user', id: people[1].id, schoolId: schools[0].id },
    ],
    names: ['晨一 数学教研组', '河湾中学', '李建国'],
  },
  organizers: [
    { ...me, schoolId: schools[0].id },
    { ...person(2), schoolId: schools[1].id },
  ],
  acts: !one.organizes
    ? []
    : { preparing: ['start', 'remove'], running: ['close'], closed: ['reopen'] }[one.state],
});

const none = { leads: false, adapted: false, reflected: false };
const lead = (n, present = true) => ({ ...person(n), present });
const myLead = { ...me, present: true };
const lesson = (title, week, state, part = {}) => ({
  id: uid(),
  rev: 4,
  title,
  chapterId: 'rj-7a-1-1',
  chapterPath: ['第一章 有理数', title],
  week,
  lead: lead((week % 5) + 1),
  draftDue: dayOf((6 - week) * 7 * DAY + 7 * DAY),
  agreeDue: dayOf((6 - week) * 7 * DAY + 3 * DAY),
  state,
  late: false,
  ...{ remarks: 0, adapted: 0, reflected: 0 },
  mine: none,
  ...part,
});
const lessons = [
  lesson('1.1 正数和负数', 1, 'agreed', {
    adapted: 6,
    reflected: 5,
    mine: { ...none, adapted: true, reflected: true },
  }),
  lesson('1.2 有理数', 2, 'agreed', {
    adapted: 5,
    reflected: 2,
    lead: myLead,
    mine: { ...none, leads: true },
  }),
  lesson('1.2.2 数轴', 3, 'agreed', { adapted: 2 }),
  lesson('1.2.4 绝对值', 4, 'agreed', { lead: lead(4, false) }),
  lesson('1.3 有理数的加减法', 5, 'agreed'),
  lesson('1.4 有理数的乘除法（第一课时：从“水位变化”问题引入法则，兼顾学困生的铺垫练习）', 6, 'drafted', {
    ...{ remarks: 4, late: true, lead: myLead, mine: { ...none, leads: true } },
  }),
  lesson('1.5 有理数的乘方', 7, 'drafted', { remarks: 2 }),
  lesson('第一章 复习', 7, 'drafted'),
  lesson('2.1 整式', 8, 'planned', { late: true }),
  lesson('2.2 整式的加减', 9, 'planned', { lead: myLead, mine: { ...none, leads: true } }),
  lesson('第二章 复习', 9, 'planned', { lead: null }),
  lesson('3.1 从算式到方程', 10, 'planned', { lead: null, draftDue: null, agreeDue: null }),
  lesson('3.2 解一元一次方程', 12, 'planned'),
  lesson('期中试卷讲评', 11, 'planned', { lead: null }),
  lesson('数学活动：填幻方', 13, 'dropped', { lead: null }),
].sort((a, b) => a.week - b.week);

const paper = resources.find((one) => one.title.startsWith('有理数（第一'));
const film = resources.find((one) => one.title.startsWith('去括号'));
const draftOf = (state) => ({
  resourceId: paper.id,
  title: '1.4 有理数的乘除法 初案',
  author: person(3),
  files: [...paper.fullFiles, ...film.fullFiles],
  linkUrl: null,
  laidAt: ago(60),
  agreedAt: state === 'agreed' ? ago(20) : null,
  ...{ right: 'download', watermark: false, opens: true },
});
const said = (by, hours, text, part = {}) => ({
  ...{ id: uid(), by, at: ago(hours), editedAt: null, text, removed: false, mine: by.id === meId },
  ...part,
});
const [doc, slides] = paper.fullFiles;
const remark = (by, hours, anchor, text, part = {}) => ({
  ...said(by, hours, text),
  anchor,
  outdated: false,
  settled: null,
  answers: [],
  ...part,
});
const box = (x, y, width, height) => ({ x, y, width, height });
const remarks = [
  remark(
    person(1),
    40,
    { kind: 'whole' },
    '引入很自然。建议把“水位变化”换成孩子们更熟的“温度变化”，农村校的老师也好用。',
    {
      answers: [
        said(me, 30, '同意，我换一个版本，两种情境都放上，各校自己选。'),
        said(person(2), 29, '', { removed: true }),
        said(person(1), 28, '好的，谢谢。', { editedAt: ago(27) }),
      ],
    },
  ),
  remark(
    person(2),
    38,
    { kind: 'passage', fileId: doc.id, page: 1, box: box(0.12, 0.2, 0.5, 0.12) },
    '目标第二条“理解”改成可以检测的说法，比如“能说出…”。',
  ),
  remark(
    me,
    20,
    { kind: 'passage', fileId: doc.id, page: 1, box: box(0.15, 0.55, 0.7, 0.2) },
    '这里的例题跨度太大，中间加一道同号相乘的。',
  ),
  remark(person(4), 18, { kind: 'page', fileId: doc.id, page: 2 }, '这一页的练习量偏大，15 分钟做不完。'),
  remark(person(5), 10, { kind: 'page', fileId: slides.id, page: 3 }, '字号小了，后排看不清。', {
    settled: { at: ago(6), by: me },
  }),
  remark(person(3), 9, { kind: 'moment', fileId: film.fullFiles[0].id, at: 17 }, '这里语速可以再慢一点。'),
  remark(person(1), 90, { kind: 'page', fileId: uid(), page: 4 }, '答案有误。', { outdated: true }),
];
const event = (hours, act, by, words = '') => ({ id: uid(), at: ago(hours), act, by, words });
const events = [
  event(400, 'add', me),
  event(390, 'lead', me),
  event(60, 'lay', person(3), ''),
  event(20, 'agree', me, '按大家的意见改好了，两种情境都在。'),
  event(10, 'adapt', person(1)),
  event(8, 'hand_in', person(1)),
];
const resource = (title) => ({ id: paper.id, title });
const adaptations = [
  { by: me, school: school(0), at: ago(9), handedInAt: null, resource: resource('1.2 有理数（个案）') },
  {
    by: person(1),
    school: school(1),
    at: ago(12),
    handedInAt: ago(8),
    resource: resource('1.2 有理数（河湾七2班 个案）'),
  },
  {
    by: person(4),
    school: school(2),
    at: ago(30),
    handedInAt: ago(25),
    resource: resource('1.2 有理数（个案）'),
  },
];
const reflections = [
  {
    ...{ by: person(1), school: school(1), taughtOn: dayOf(30), at: ago(5), editedAt: null },
    text: '情境换成温度以后，学生一下子就能说出“零下”的意思。\n练习二只有一半学生做完，下次拆成两节课，把数轴放到后面。',
  },
  {
    ...{ by: person(4), school: school(2), taughtOn: dayOf(40), at: ago(20), editedAt: ago(10) },
    text: '分层作业很好用。',
  },
];

/** What a colleague handed in, as it is opened. */
const handedIn = ({ by, resource: { id, title } }) => ({
  ...{ resourceId: id, title, author: by, files: paper.fullFiles, linkUrl: null },
  ...{ right: 'download', watermark: false, opens: false },
});

/** A lesson with everything of it, as its state has it. */
function full(one, scene) {
  const laid = one.state === 'drafted' || one.state === 'agreed';
  const acts = {
    planned: ['lay', 'drop'],
    drafted: ['lay', 'take_back', 'agree', 'drop'],
    agreed: ['reopen', 'drop'],
    dropped: ['restore'],
  };
  const mine = scene.ownAdaptation ? adaptations : adaptations.slice(1);
  const agreed = one.state === 'agreed';
  return {
    ...one,
    draft: laid ? draftOf(one.state) : null,
    acts: acts[one.state],
    adaptations: agreed ? mine : [],
    reflections: agreed ? reflections : [],
    events: laid ? events.slice(0, agreed ? 6 : 3) : events.slice(0, 2),
  };
}

const ids = (...states) => lessons.filter(({ state }) => states.includes(state)).map(({ id }) => id);
const part = (n, at, done = {}) => ({
  person: n === 0 ? me : person(n),
  school: at === null ? null : school(at),
  present: true,
  ...{ leads: [], drafted: [], remarked: [], adapted: [], reflected: [] },
  ...done,
});
const agreed = ids('agreed');
const parts = [
  part(0, 0, {
    leads: [agreed[1], lessons[5].id],
    drafted: [agreed[1]],
    remarked: agreed,
    adapted: agreed.slice(0, 1),
    reflected: agreed.slice(0, 1),
  }),
  part(3, 0, {
    leads: [agreed[2]],
    drafted: [agreed[2]],
    remarked: agreed.slice(2),
    adapted: agreed.slice(0, 3),
    reflected: agreed.slice(0, 2),
  }),
  part(5, 0),
  part(1, 1, {
    leads: [agreed[0]],
    drafted: [agreed[0]],
    remarked: agreed.slice(0, 4),
    adapted: agreed.slice(0, 3),
    reflected: agreed.slice(0, 2),
  }),
  part(2, 1, { leads: [agreed[4]], remarked: agreed.slice(1, 2) }),
  part(4, 2, { leads: [agreed[3]], drafted: [agreed[3]], adapted: agreed.slice(0, 2) }),
  { ...part(6, null, { remarked: agreed.slice(0, 1) }), present: false },
];
const task = (one, what, hours, late = false) => ({
  plan: { id: plans[0].id, title: plans[0].title },
  lesson: { id: one.id, title: one.title, week: one.week },
  what,
  due: hours === null ? null : dayOf(hours),
  late,
});
const tasks = [
  task(lessons[5], 'agree', 48, true),
  task(lessons[9], 'draft', -100),
  task(lessons[1], 'adapt', null),
  task(lessons[2], 'reflect', null),
];

const missing = { status: 404, body: { code: 'not_found' } };
const lessonIn = (match) => lessons.find(({ id }) => id === match[2]);

/** What the stage answers about lesson preparation. */
export const preparationRoutes = ({ scene }) => [
  ['GET', /^\/plans\/tasks$/, ({ empty }) => [contracts.preparationTasks, { items: empty ? [] : tasks }]],
  [
    'GET',
    /^\/plans$/,
    ({ empty, query }) => [
      contracts.planPage,
      { items: empty ? [] : query.get('state') === 'closed' ? closed : plans, next: null },
    ],
  ],
  ['POST', /^\/plans$/, () => [contracts.planView, view(plans[2]), 201]],
  [
    'GET',
    /^\/plans\/([^/]+)$/,
    ({ match }) => {
      const one = [...plans, ...closed].find(({ id }) => id === match[1]);
      if (!one) return missing;
      return [
        contracts.planView,
        { ...view(one), ...(scene().member ? { organizes: false, acts: [] } : {}) },
      ];
    },
  ],
  ['PATCH', /^\/plans\/[^/]+$/, () => [contracts.planView, view(plans[0])]],
  ['POST', /^\/plans\/[^/]+\/acts$/, () => null],
  ['PUT', /^\/plans\/[^/]+\/organizers$/, () => null],
  ['GET', /^\/plans\/[^/]+\/people$/, () => [contracts.planPeople, { items: parts, more: false }]],
  [
    'GET',
    /^\/plans\/[^/]+\/leads$/,
    () => [
      contracts.leadList,
      { items: parts.slice(0, 6).map(({ person: one, school: at }) => ({ ...one, school: at })) },
    ],
  ],
  [
    'GET',
    /^\/plans\/([^/]+)\/lessons$/,
    ({ match, empty }) => [
      contracts.planLessons,
      { items: empty || match[1] === plans[2].id ? [] : lessons },
    ],
  ],
  ['POST', /^\/plans\/[^/]+\/lessons$/, () => [contracts.addedLessons, { ids: [uid()] }, 201]],
  [
    'GET',
    /^\/plans\/([^/]+)\/lessons\/([^/]+)$/,
    ({ match }) => {
      const one = lessonIn(match);
      if (!one) return missing;
      const seen = scene().member ? { ...one, mine: none, lead: one.lead && lead(3) } : one;
      const whole = full(seen, scene());
      return [contracts.lessonView, scene().member ? { ...whole, acts: [] } : whole];
    },
  ],
  [
    'GET',
    /^\/plans\/[^/]+\/lessons\/[^/]+\/adaptations\/([^/]+)$/,
    ({ match }) => {
      const one = adaptations.find(({ by, handedInAt }) => by.id === match[1] && handedInAt !== null);
      return one ? [contracts.shownResource, handedIn(one)] : missing;
    },
  ],
  [
    'GET',
    /^\/plans\/([^/]+)\/lessons\/([^/]+)\/remarks$/,
    ({ match, empty }) => {
      const one = lessonIn(match);
      const items =
        empty || !one ? [] : scene().member ? remarks.map((r) => ({ ...r, mine: false })) : remarks;
      return [contracts.remarkList, { items, more: false }];
    },
  ],
  ['POST', /^\/plans\/[^/]+\/lessons\/[^/]+\/remarks$/, () => [contracts.createdRemark, { id: uid() }, 201]],
  ['POST', /^\/plans\/[^/]+\/lessons\/[^/]+\/(draft|acts)$/, () => null],
  ['PATCH', /^\/plans\/[^/]+\/lessons\/.+$/, () => null],
];

/** What scenes open. */
export const preparation = { plans, closed, lessons };
