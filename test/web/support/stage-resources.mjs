import { ago, group, meId, people, schools, uid } from './stage-data.mjs';

/** Invented resources and their files, in the shape of the contracts. */
const preview = (part = {}) => ({
  pages: 0,
  pageCount: null,
  aspect: null,
  hasThumbnail: true,
  hasImage: false,
  hasText: false,
  playable: false,
  hasPoster: false,
  duration: null,
  qualities: [],
  strip: null,
  ...part,
});
const file = (fileName, kind, part = {}, shown = {}) => ({
  id: uid(),
  fileName,
  size: 2_400_000,
  sha256: 'a'.repeat(64),
  kind,
  mime: 'application/octet-stream',
  state: 'ready',
  progress: 1,
  failure: null,
  note: null,
  preview: preview(shown),
  createdAt: ago(30),
  ...part,
});
const pages = (n, aspect = 0.707) => ({ pages: n, pageCount: n, aspect, hasText: true });
const files = {
  plan: () => file('1.2 有理数 教学设计（第一课时）.docx', 'document', {}, pages(6)),
  slides: () => file('有理数的加法 课件 王敏.pptx', 'presentation', { size: 8_800_000 }, pages(14, 1.778)),
  paper: () => file('2026年秋七年级上册数学期中试卷及参考答案（人教版）.pdf', 'pdf', {}, pages(4)),
  video: () =>
    file(
      '微课 去括号法则.mp4',
      'video',
      { size: 96_000_000 },
      {
        aspect: 1.778,
        playable: true,
        hasPoster: true,
        duration: 40,
        qualities: [
          { name: '720p', width: 1280, height: 720 },
          { name: '480p', width: 854, height: 480 },
        ],
        strip: { columns: 5, rows: 4, tileWidth: 160, tileHeight: 90, interval: 2 },
      },
    ),
  image: () => file('光合作用示意图.png', 'image', {}, { hasImage: true, aspect: 1.5 }),
  audio: () => file('课文朗读 春.mp3', 'audio', {}, { duration: 188, hasThumbnail: false }),
  locked: () =>
    file(
      '期末复习（加密）.docx',
      'document',
      { state: 'failed', failure: { code: 'document_encrypted', params: {} } },
      { hasThumbnail: false },
    ),
  half: () =>
    file(
      '杠杆平衡 课件.pptx',
      'presentation',
      { state: 'processing', progress: 0.42 },
      { ...pages(5, 1.778), pageCount: 12 },
    ),
  fresh: () =>
    file(
      '实验录像 浮力.mp4',
      'video',
      { state: 'processing', progress: 0.18 },
      { hasThumbnail: false, duration: 600 },
    ),
  queued: () =>
    file('月考讲评.pptx', 'presentation', { state: 'waiting', progress: 0 }, { hasThumbnail: false }),
};

const made = [];
function resource(title, type, subject, grade, stageKey, list, part = {}) {
  const i = made.length;
  const s = schools[i % schools.length];
  const fullFiles = list.map((f) => files[f]());
  const first = fullFiles[0];
  const view = {
    id: uid(),
    rev: 1,
    title,
    description: '本节课从生活情境出发，借助数轴理解有理数的意义，配套练习分层设计，附答案。',
    type,
    stage: stageKey,
    subject,
    grade,
    bookId: subject === 'math' ? 'rj-7a' : null,
    bookTitle: subject === 'math' ? '数学七年级上册' : null,
    chapterId: subject === 'math' ? 'rj-7a-1-2' : null,
    chapterPath: subject === 'math' ? ['第一章 有理数', '1.2 有理数'] : [],
    tags: ['分层作业', '数形结合', '公开课'].slice(0, (i % 3) + 1),
    author:
      i % 4 === 0
        ? { id: meId, name: '王敏' }
        : { id: people[(i % 6) + 1].id, name: people[(i % 6) + 1].name },
    school: { id: s.id, name: s.name, shortName: s.shortName },
    state: 'published',
    trashedAt: null,
    publishedAt: ago(i * 7 + 2),
    updatedAt: ago(i * 7 + 1),
    linkUrl: null,
    coverFileId: first?.preview.hasThumbnail ? first.id : null,
    files: fullFiles.map((f) => ({
      id: f.id,
      kind: f.kind,
      state: f.state,
      progress: f.progress,
      duration: f.preview.duration,
      pageCount: f.preview.pageCount,
    })),
    pendingUploads: 0,
    coAuthors: [],
    marks: [],
    visibleFrom: null,
    visibleUntil: null,
    licence: 'GROUP-ONLY',
    licenceUntil: null,
    pupils: false,
    consentRef: null,
    watermark: false,
    narrowedBy: null,
    pending: null,
    adaptedFrom: null,
    frozen: false,
    fullFiles,
    audience: { preset: 'group', groupIds: [group.id], previewOnly: false, names: [group.name] },
    right: 'manage',
    createdAt: ago(i * 7 + 3),
    ...part,
  };
  made.push(view);
  return view;
}
const mark = (kind, scope, by) => ({
  id: uid(),
  kind,
  scope: { id: scope.id, name: scope.name },
  by: { id: people[by].id, name: people[by].name },
  at: ago(30),
});
resource('有理数（第一课时）教学设计与课件', 'lesson_plan', 'math', 'g7', 'junior', ['plan', 'slides'], {
  marks: [mark('group', group, 2), mark('school', schools[0], 3)],
});
resource('去括号法则 微课', 'video', 'math', 'g7', 'junior', ['video']);
resource('有理数的加法 课件', 'slides', 'math', 'g7', 'junior', ['slides'], {
  marks: [mark('school', schools[2], 3)],
});
resource('七年级上册数学期中试卷及参考答案', 'paper', 'math', 'g7', 'junior', ['paper']);
resource('《春》朗读与赏析', 'material', 'chinese', 'g7', 'junior', ['audio', 'plan']);
resource('光合作用示意图（高清）', 'material', 'biology', 'g7', 'junior', ['image']);
resource('杠杆的平衡条件 课件', 'slides', 'physics', 'g8', 'junior', ['half'], {
  author: { id: meId, name: '王敏' },
});
resource('浮力实验录像', 'lesson_recording', 'physics', 'g8', 'junior', ['fresh'], {
  author: { id: meId, name: '王敏' },
});
resource('期末复习提纲', 'guide', 'math', 'g7', 'junior', ['locked'], { author: { id: meId, name: '王敏' } });
resource('国家中小学智慧教育平台：一元一次方程', 'material', 'math', 'g7', 'junior', [], {
  linkUrl: 'https://basic.smartedu.cn/syncClassroom/lesson?id=1',
});
resource('分数的初步认识 学习任务单', 'task_sheet', 'math', 'g3', 'primary', ['plan'], {
  audience: { preset: 'group', groupIds: [group.id], previewOnly: true, names: [group.name] },
  right: 'view',
});
resource(
  'Unit 3 Is this your pencil? 教学设计：一份标题特别长、用来看看列表里会不会换行换得难看的资源',
  'lesson_plan',
  'english',
  'g7',
  'junior',
  ['plan'],
  { right: 'download' },
);
resource('勾股定理 学案', 'guide', 'math', 'g8', 'junior', ['paper']);
resource('整式的加减 分层作业', 'homework', 'math', 'g7', 'junior', ['plan'], {
  state: 'draft',
  publishedAt: null,
  audience: null,
  author: { id: meId, name: '王敏' },
});
resource('旧版导学案', 'guide', 'math', 'g7', 'junior', ['plan'], {
  state: 'withdrawn',
  author: { id: meId, name: '王敏' },
});
resource('删掉的草稿', 'guide', 'math', 'g7', 'junior', ['plan'], {
  state: 'draft',
  trashedAt: ago(20),
  author: { id: meId, name: '王敏' },
});
resource('期末统考卷（数学）', 'paper', 'math', 'g9', 'junior', ['paper'], {
  author: { id: meId, name: '王敏' },
  visibleFrom: ago(-48),
  visibleUntil: ago(-120),
  publishedAt: ago(-48),
  coAuthors: [1, 2].map((i) => ({ id: people[i].id, name: people[i].name })),
});
resource('班会课实录：我们的运动会', 'lesson_recording', 'chinese', 'g7', 'junior', ['video'], {
  author: { id: meId, name: '王敏' },
  pupils: true,
  narrowedBy: 'consent',
});
resource(
  '公开课《背影》录像与教案（带水印）',
  'lesson_recording',
  'chinese',
  'g8',
  'junior',
  ['video', 'plan'],
  {
    right: 'view',
    audience: null,
    watermark: true,
    licence: 'ALL-RIGHTS',
    coAuthors: [{ id: people[3].id, name: people[3].name }],
  },
);
resource('月考讲评 课件', 'slides', 'math', 'g7', 'junior', ['queued'], {
  author: { id: meId, name: '王敏' },
  updatedAt: ago(0),
});
resource('有理数的加法（个案）', 'lesson_plan', 'math', 'g7', 'junior', ['plan'], {
  state: 'draft',
  publishedAt: null,
  audience: null,
  author: { id: meId, name: '王敏' },
  adaptedFrom: {
    id: made[2].id,
    title: made[2].title,
    author: { id: people[2].id, name: people[2].name },
    school: { id: schools[1].id, name: schools[1].name, shortName: schools[1].shortName },
    opens: true,
  },
});
/** Waits for bytes that nobody sends, once a scene says that an upload was interrupted. */
export const unsent = resource('一元二次方程 公开课录像', null, 'math', 'g9', 'junior', [], {
  state: 'draft',
  publishedAt: null,
  audience: null,
  author: { id: meId, name: '王敏' },
  pendingUploads: 1,
  updatedAt: ago(0),
});
export const resources = made;
/** What stood in place of a resource's files before. */
export const earlier = [
  {
    number: 2,
    title: '1.2 有理数 教学设计（第一课时）',
    linkUrl: null,
    pupils: false,
    files: [files.plan(), files.slides()],
    since: ago(20),
    until: ago(4),
    replacedBy: { id: meId, name: '王敏' },
    pinnedIn: 2,
  },
  {
    number: 1,
    title: '有理数 教案（试讲稿，请勿外传）',
    linkUrl: 'https://www.example.org/lessons/2026/rational-numbers/first-lesson?term=autumn&class=7-3',
    pupils: true,
    files: [files.plan()],
    since: ago(60),
    until: ago(20),
    replacedBy: { id: people[2].id, name: people[2].name },
    pinnedIn: 0,
  },
];
