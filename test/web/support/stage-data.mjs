/** Invented data in the shape of the contracts, for looking at pages without a server. */
let counter = 0;
export const uid = () => `01990000-0000-7000-8000-${String((counter += 1)).padStart(12, '0')}`;
const ago = (hours) => new Date(Date.now() - hours * 3_600_000).toISOString();
const name = (zh, en) => ({ zh, en });

export const group = { id: uid(), name: '晨光教育集团', manageable: true };
const school = (n, short, kind) => {
  const id = uid();
  return {
    id,
    name: n,
    shortName: short,
    links: [{ id: uid(), groupId: group.id, kind, from: ago(9000), until: null }],
    manageable: true,
  };
};
export const schools = [
  school('晨光第一中学', '晨一', 'core'),
  school('河湾中学', '河湾', 'member'),
  school('新城实验学校', '新城', 'member'),
  school('青石镇中心小学', '青石', 'member'),
  school('柳林乡九年一贯制学校', '柳林', 'member'),
  school('望江区第三十二中学附属实验学校', '望江', 'member'),
];
export const departments = [
  { id: uid(), schoolId: schools[0].id, subject: 'math', name: '数学教研组' },
  { id: uid(), schoolId: schools[0].id, subject: 'chinese', name: '语文教研组' },
  { id: uid(), schoolId: schools[0].id, subject: 'physics', name: '物理教研组' },
  { id: uid(), schoolId: schools[1].id, subject: 'math', name: '数学教研组' },
];
export const teams = [
  {
    id: uid(),
    departmentId: departments[0].id,
    schoolId: schools[0].id,
    grade: 'g7',
    name: '七年级备课组',
  },
];
const me = uid();
export const membership = (userId, scope, scopeId, scopeName, schoolId, role, until = null) => ({
  id: uid(),
  userId,
  scope,
  scopeId,
  scopeName,
  schoolId,
  departmentId: scope === 'department' ? scopeId : null,
  role,
  subject: null,
  from: ago(5000),
  until,
});
const mine = [
  membership(me, 'school', schools[0].id, schools[0].name, schools[0].id, 'teacher'),
  membership(me, 'department', departments[0].id, '数学教研组', schools[0].id, 'department_lead'),
  membership(me, 'group', group.id, group.name, null, 'group_admin'),
];
export const session = {
  user: { id: me, loginName: 'wangmin', name: '王敏', mustChangePassword: false, locale: 'zh' },
  memberships: mine,
  roles: ['teacher', 'department_lead', 'group_admin'],
  abilities: { manageGroups: [group.id], manageSchools: schools.map((s) => s.id), catalogueSchools: [] },
  homeSchoolId: schools[0].id,
  schools: [{ id: schools[0].id, name: schools[0].name, shortName: schools[0].shortName, until: null }],
  expiresAt: ago(-100),
};
/** What differs for somebody who reads only. */
export const reader = {
  memberships: [membership(me, 'group', group.id, group.name, null, 'inspector')],
  roles: ['inspector'],
  abilities: { manageGroups: [], manageSchools: [], catalogueSchools: [] },
  homeSchoolId: null,
};
const login = (hours, ip, userAgent, current = false) => ({
  id: uid(),
  current,
  createdAt: ago(hours * 9),
  lastSeenAt: ago(hours),
  expiresAt: ago(-700),
  ip,
  userAgent,
});
export const sessions = [
  login(
    0.01,
    '10.2.1.17',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36 Edg/140.0',
    true,
  ),
  login(
    20,
    '10.2.1.80',
    'Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile Safari/537.36 MicroMessenger/8.0.50',
  ),
  login(90, '183.14.2.9', 'Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) Version/18.0 Safari/604.1'),
];
export const people = [
  { id: me, loginName: 'wangmin', name: '王敏', active: true, memberships: mine },
  ...['李建国', '张晓燕', '陈雨桐', '赵磊', '周倩', '吴志强'].map((n, i) => {
    const id = uid();
    return {
      id,
      loginName: `teacher${i + 1}`,
      name: n,
      active: i !== 4,
      memberships: [
        membership(
          id,
          'school',
          schools[0].id,
          schools[0].name,
          schools[0].id,
          i === 2 ? 'librarian' : 'teacher',
        ),
        ...(i === 1
          ? [membership(id, 'school', schools[1].id, schools[1].name, schools[1].id, 'teacher', ago(-2000))]
          : []),
      ],
    };
  }),
];

const grades = [
  '一年级',
  '二年级',
  '三年级',
  '四年级',
  '五年级',
  '六年级',
  '七年级',
  '八年级',
  '九年级',
  '高一',
  '高二',
  '高三',
];
const subjects = [
  ['chinese', '语文', 'Chinese'],
  ['math', '数学', 'Mathematics'],
  ['english', '英语', 'English'],
  ['physics', '物理', 'Physics'],
  ['chemistry', '化学', 'Chemistry'],
  ['biology', '生物学', 'Biology'],
  ['history', '历史', 'History'],
];
export const types = [
  ['lesson_plan', '教学设计', 'Lesson plan'],
  ['slides', '课件', 'Slides'],
  ['guide', '学案', 'Study guide'],
  ['task_sheet', '学习任务单', 'Task sheet'],
  ['exercise', '作业练习', 'Exercises'],
  ['paper', '试卷', 'Test paper'],
  ['video', '微课视频', 'Video lesson'],
  ['recording', '课堂实录', 'Recorded lesson'],
  ['material', '素材', 'Material'],
  ['reflection', '教学反思', 'Reflection'],
];
const stage = (key, zh, en, from, to, list) => ({
  key,
  name: name(zh, en),
  grades: grades.slice(from, to).map((_, i) => `g${from + i + 1}`),
  subjects: list,
});
export const taxonomy = {
  version: 'stage',
  stages: [
    stage('primary', '小学', 'Primary school', 0, 6, ['chinese', 'math', 'english']),
    stage(
      'junior',
      '初中',
      'Junior secondary',
      6,
      9,
      subjects.map((s) => s[0]),
    ),
    stage(
      'senior',
      '高中',
      'Senior secondary',
      9,
      12,
      subjects.map((s) => s[0]),
    ),
  ],
  subjects: subjects.map(([key, zh, en]) => ({ key, name: name(zh, en) })),
  grades: grades.map((zh, i) => ({ key: `g${i + 1}`, name: name(zh, `Grade ${i + 1}`) })),
  types: types.map(([key, zh, en]) => ({ key, name: name(zh, en) })),
};
const book = (id, title, edition, grade, volume) => ({
  id,
  title,
  stage: 'junior',
  subject: 'math',
  edition,
  grade,
  volume,
  hasChapters: true,
});
export const books = [
  book('rj-7a', '数学七年级上册', '人教版', 'g7', '上册'),
  book('rj-7b', '数学七年级下册', '人教版', 'g7', '下册'),
  book('rj-8a', '数学八年级上册', '人教版', 'g8', '上册'),
  book('bs-7a', '数学七年级上册', '北师大版', 'g7', '上册'),
];
const node = (id, title, children = []) => ({ id, title, children });
export const chapters = [
  node('rj-7a-1', '第一章 有理数', [
    node('rj-7a-1-1', '1.1 正数和负数'),
    node('rj-7a-1-2', '1.2 有理数'),
    node('rj-7a-1-3', '1.3 有理数的加减法'),
  ]),
  node('rj-7a-2', '第二章 整式的加减', [node('rj-7a-2-1', '2.1 整式'), node('rj-7a-2-2', '2.2 整式的加减')]),
  node('rj-7a-3', '第三章 一元一次方程', [node('rj-7a-3-1', '3.1 从算式到方程')]),
];

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
      i % 4 === 0 ? { id: me, name: '王敏' } : { id: people[(i % 6) + 1].id, name: people[(i % 6) + 1].name },
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
    visibleFrom: null,
    visibleUntil: null,
    licence: 'GROUP-ONLY',
    licenceUntil: null,
    pupils: false,
    consentRef: null,
    watermark: false,
    narrowedBy: null,
    fullFiles,
    audience: { preset: 'group', groupIds: [group.id], previewOnly: false, names: [group.name] },
    right: 'manage',
    createdAt: ago(i * 7 + 3),
    ...part,
  };
  made.push(view);
  return view;
}
resource('有理数（第一课时）教学设计与课件', 'lesson_plan', 'math', 'g7', 'junior', ['plan', 'slides']);
resource('去括号法则 微课', 'video', 'math', 'g7', 'junior', ['video']);
resource('有理数的加法 课件', 'slides', 'math', 'g7', 'junior', ['slides']);
resource('七年级上册数学期中试卷及参考答案', 'paper', 'math', 'g7', 'junior', ['paper']);
resource('《春》朗读与赏析', 'material', 'chinese', 'g7', 'junior', ['audio', 'plan']);
resource('光合作用示意图（高清）', 'material', 'biology', 'g7', 'junior', ['image']);
resource('杠杆的平衡条件 课件', 'slides', 'physics', 'g8', 'junior', ['half'], {
  author: { id: me, name: '王敏' },
});
resource('浮力实验录像', 'recording', 'physics', 'g8', 'junior', ['fresh'], {
  author: { id: me, name: '王敏' },
});
resource('期末复习提纲', 'guide', 'math', 'g7', 'junior', ['locked'], { author: { id: me, name: '王敏' } });
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
resource('整式的加减 分层作业', 'exercise', 'math', 'g7', 'junior', ['plan'], {
  state: 'draft',
  publishedAt: null,
  audience: null,
  author: { id: me, name: '王敏' },
});
resource('旧版导学案', 'guide', 'math', 'g7', 'junior', ['plan'], {
  state: 'withdrawn',
  author: { id: me, name: '王敏' },
});
resource('删掉的草稿', 'guide', 'math', 'g7', 'junior', ['plan'], {
  state: 'draft',
  trashedAt: ago(20),
  author: { id: me, name: '王敏' },
});
export const resources = made;
export const meId = me;
