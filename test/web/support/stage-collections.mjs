import { ago, books, chapters, group, meId, people, schools, uid } from './stage-data.mjs';
import { resources } from './stage-resources.mjs';
import { card } from './stage-search.mjs';
import * as contracts from '../../../dist/contracts/index.js';

/** Invented collections with their items, in the shape of the contracts. */
const person = (n) => ({ id: people[n].id, name: people[n].name });
const school = (n) => {
  const { id, name, shortName } = schools[n];
  return { id, name, shortName };
};
const of = (title) => resources.find((r) => r.title.includes(title));
const covers = (...titles) =>
  titles.map(of).map((r) => ({ resourceId: r.id, fileId: r.coverFileId ?? r.fullFiles[0].id }));
const section = (title, text = '', search = null, lesson = true) => ({
  id: uid(),
  ...{ title, text, search, lesson },
});

function collection(title, part = {}) {
  return {
    id: uid(),
    title,
    summary: '',
    stage: 'junior',
    subject: 'math',
    grade: 'g7',
    bookId: null,
    bookTitle: null,
    chapterId: null,
    chapterPath: [],
    author: person(1),
    school: school(0),
    state: 'published',
    trashedAt: null,
    publishedAt: ago(60),
    updatedAt: null,
    covers: [],
    following: false,
    right: 'view',
    rev: null,
    parts: null,
    sections: [section('')],
    audience: null,
    undoable: null,
    copiedFrom: null,
    createdAt: ago(900),
    ...part,
  };
}

const gathered = {
  text: '有理数',
  stage: [],
  subject: ['math'],
  grade: ['g7'],
  type: ['slides', 'homework'],
  school: [],
  node: null,
  sort: 'newest',
};
const unit = collection('七上《有理数》一单元备齐', {
  summary: '按课时排好的教学设计、课件和练习，先读每一节前面的说明；微课放在课前预习里。',
  bookId: 'rj-7a',
  bookTitle: '数学七年级上册',
  chapterId: 'rj-7a-1',
  chapterPath: ['第一章 有理数'],
  author: { id: meId, name: '王敏' },
  updatedAt: ago(2),
  covers: covers('有理数（第一', '有理数的加法', '去括号'),
  right: 'manage',
  rev: 18,
  parts: ['lesson_plan', 'slides', 'task_sheet', 'homework', 'lesson_recording'],
  sections: [
    section('1.1 正数和负数', '从温度计说起。两个班试过：学案先发，课上只讲错得多的三题。'),
    section('1.2 有理数的加法'),
    section('新的课件与练习', '这里会自己更新。', gathered),
    section('拓展', '', null, false),
  ],
  audience: { preset: 'group', groupIds: [group.id], previewOnly: false, names: [group.name] },
  undoable: { what: 'items_move', at: ago(2), by: person(1) },
});
const others = [
  collection('期中复习：一份标题特别长、用来看看书架上会不会换行换得难看的合集，连同各校的真题', {
    author: person(2),
    school: school(5),
    covers: covers('期中试卷', '勾股定理'),
    following: true,
    copiedFrom: { id: unit.id, title: unit.title, author: unit.author, school: unit.school },
  }),
  collection('光合作用：从示意图到实验', {
    subject: 'biology',
    author: person(3),
    school: school(2),
    covers: covers('光合作用'),
    following: true,
  }),
  collection('《春》整本备课', { subject: 'chinese', author: person(4), school: school(1) }),
];
const empty = collection('还没放东西的合集', {
  state: 'draft',
  publishedAt: null,
  updatedAt: ago(1),
  right: 'manage',
  rev: 1,
  author: unit.author,
});
const trashed = collection('上学期的旧合集', {
  ...empty,
  id: uid(),
  title: '上学期的旧合集',
  trashedAt: ago(20),
});
export const collections = [unit, ...others, empty, trashed];
const cardOf = (view) => contracts.collectionCard.parse(view);

const item = (n, kind, part) => ({
  id: uid(),
  sectionId: unit.sections[n].id,
  kind,
  note: '',
  resource: null,
  fileId: null,
  from: null,
  to: null,
  link: null,
  collection: null,
  pinned: null,
  curating: null,
  ...part,
});
const whole = (n, title, part) => item(n, 'resource', { resource: card(of(title)), ...part });
const within = (kind, n, title, file, from, to, part) => {
  const resource = of(title);
  return item(n, kind, { resource: card(resource), fileId: resource.fullFiles[file].id, from, to, ...part });
};
/** The version of a resource that was there a fortnight ago, held fast. */
const keptTo = ({ fullFiles, linkUrl, right }) => ({
  number: 2,
  since: ago(24 * 60),
  earlier: { until: ago(24 * 14), linkUrl, files: fullFiles, right },
});
export const items = [
  whole(0, '有理数（第一', {
    note: '先看第二页的情境导入，第五页的练习留作作业。',
    pinned: keptTo(of('有理数（第一')),
  }),
  within('span', 0, '去括号', 0, 8, 24, { note: '课前预习用这十几秒就够。' }),
  within('pages', 1, '有理数的加法', 0, 3, 6),
  item(1, 'link', {
    link: {
      url: 'https://basic.smartedu.cn/syncClassroom/lesson?id=1',
      title: '国家中小学智慧教育平台：有理数的加法',
    },
  }),
  whole(1, 'Unit 3'),
  item(3, 'collection', { collection: cardOf(others[0]) }),
];

const fine = {
  ...{ gap: null, pin: null, mayPinEarlier: true, addedBy: person(1) },
  ...{ unseenBy: [], unseenMore: 0, askedAt: null, mayWiden: false },
};
const leftOut = (kind, { id, name }, place = '') => ({ kind, id, name, place });
/** What a curator reads beside an item: some leave people out, and one place is empty. */
const notes = [
  { ...fine, pin: 'earlier' },
  {
    ...fine,
    unseenBy: [leftOut('school', schools[1]), leftOut('school', schools[5])],
    unseenMore: 3,
    pin: 'away',
  },
  { ...fine, unseenBy: [leftOut('user', people[2], '河湾中学')], askedAt: ago(20) },
  fine,
  { ...fine, unseenBy: [leftOut('group', group)], mayWiden: true },
  fine,
];
const gap = item(3, 'resource', { curating: { ...fine, gap: 'away', addedBy: person(3) } });
const curated = [...items.map((one, i) => ({ ...one, curating: notes[i] })), gap];

const change = (hours, what, part = {}) => ({
  id: uid(),
  at: ago(hours),
  by: person(1),
  what,
  count: null,
  name: null,
  undone: false,
  ...part,
});
const history = [
  change(2, 'items_move', { count: 1 }),
  change(3, 'section_edit', { name: '1.1 正数和负数' }),
  change(26, 'items_add', { count: 4, by: person(2) }),
  change(27, 'items_remove', { count: 2, undone: true }),
  change(50, 'publish'),
  change(60, 'create', { name: unit.title }),
];

const widenings = [
  {
    id: uid(),
    askedAt: ago(20),
    by: person(1),
    resource: { id: resources[0].id, title: resources[0].title },
    collection: { id: unit.id, title: unit.title },
    unseenBy: [leftOut('school', schools[1]), leftOut('school', schools[2])],
  },
];

/** Every lesson has a little less than the one before; one chapter has nothing. */
function coverage(book, parts, collecting) {
  const cell = (row, column) => {
    const seen = Math.max(0, 4 - row - column + ((row * 3 + column) % 2));
    return { seen, collected: collecting ? Math.min(seen, 1 + (row % 2)) : 0 };
  };
  const rows = [];
  const walk = (list, depth) => {
    for (const { id, title, children } of list) {
      const cells = parts.map((_, column) =>
        children.length > 0 ? { seen: 0, collected: 0 } : cell(rows.length, column),
      );
      rows.push({ id, title, depth, lesson: children.length === 0, cells });
      walk(children, depth + 1);
    }
  };
  walk(book.hasChapters ? chapters : [], 0);
  return { book, parts, whole: parts.map((_, column) => cell(0, column)), chapters: rows };
}

const notFound = { status: 404, body: { code: 'not_found' } };

/** What the stage answers about collections, what they lack of a book, and what curators ask of owners. */
export function collectionRoutes({ scene }) {
  const one = (id, act) => {
    const found = collections.find((view) => view.id === id);
    return found ? act(found) : notFound;
  };
  const asReader = (view) =>
    scene().as === 'reader' ? { ...view, right: 'view', rev: null, audience: null, undoable: null } : view;
  const itemsOf = (view, mode) => {
    if (view.id !== unit.id) return [];
    return mode === 'curating' ? curated : items;
  };
  return [
    [
      'GET',
      /^\/collections$/,
      ({ query, empty: none }) => {
        const scopes = {
          newest: (view) => view.state === 'published',
          followed: (view) => view.following,
          curated: (view) => view.right === 'manage' && view.trashedAt === null,
          trash: (view) => view.trashedAt !== null,
        };
        const subject = query.get('subject');
        const shown = collections
          .filter(scopes[query.get('scope') ?? 'newest'])
          .filter((view) => subject === null || view.subject === subject);
        return [contracts.collectionPage, { items: none ? [] : shown.map(cardOf), next: null }];
      },
    ],
    [
      'GET',
      /^\/collections\/([^/]+)$/,
      ({ match }) => one(match[1], (view) => [contracts.collectionView, asReader(view)]),
    ],
    [
      'GET',
      /^\/collections\/([^/]+)\/items$/,
      ({ match, query }) =>
        one(match[1], (view) => [
          contracts.itemPage,
          { items: itemsOf(view, query.get('mode')), next: null },
        ]),
    ],
    [
      'GET',
      /^\/collections\/[^/]+\/sections\/[^/]+\/found$/,
      ({ query, empty: none }) => {
        const curating = query.get('mode') === 'curating';
        const found = ['整式', '勾股定理', '期中试卷'].map(of);
        const shown = found.map((r, i) => ({ resource: card(r), excepted: i === 2 }));
        return [
          contracts.foundPage,
          {
            items: none ? [] : shown.filter(({ excepted }) => curating || !excepted),
            next: null,
            limited: scene().limited,
          },
        ];
      },
    ],
    [
      'GET',
      /^\/collections\/[^/]+\/history$/,
      () => [contracts.collectionChanges, { items: history, next: null }],
    ],
    [
      'GET',
      /^\/collections\/[^/]+\/archive$/,
      () => [
        contracts.archiveView,
        { files: 9, bytes: 214_000_000, elsewhere: 2, previewOnly: 1, rest: 'more' },
      ],
    ],
    ['GET', /^\/widenings$/, () => [contracts.wideningList, { items: scene().widenings ? widenings : [] }]],
    [
      'GET',
      /^\/books\/([^/]+)\/coverage$/,
      ({ match, query, empty: none }) => {
        const book = books.find(({ id }) => id === match[1]);
        const parts = query.getAll('part');
        return [
          contracts.coverageView,
          coverage({ ...book, hasChapters: !none }, parts, query.has('collectionId')),
        ];
      },
    ],
  ];
}
