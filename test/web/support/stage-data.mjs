/** Invented data in the shape of the contracts, for looking at pages without a server. */
let counter = 0;
export const uid = () => `01990000-0000-7000-8000-${String((counter += 1)).padStart(12, '0')}`;
/** So many hours before now; negative = after. */
export const ago = (hours) => new Date(Date.now() - hours * 3_600_000).toISOString();
const name = (zh, en) => ({ zh, en });

export const group = { id: uid(), name: '晨光教育集团', manageable: true, separated: false };
const school = (n, short, kind, until = null) => {
  const id = uid();
  return {
    id,
    name: n,
    shortName: short,
    links: [{ id: uid(), groupId: group.id, kind, from: ago(9000), until }],
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
  school('东坝学校', '东坝', 'member', ago(400)),
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
  schoolName: schools.find(({ id }) => id === schoolId)?.name ?? null,
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
const abilities = (some = {}) => ({
  manageGroups: [],
  manageSchools: [],
  catalogueSchools: [],
  secureGroups: [],
  secureSchools: [],
  ...some,
});
const ownSchool = ({ id, name, shortName }, until = null) => ({ id, name, shortName, until });
export const session = {
  user: { id: me, loginName: 'wangmin', name: '王敏', mustChangePassword: false, locale: 'zh' },
  memberships: mine,
  roles: ['teacher', 'department_lead', 'group_admin'],
  abilities: abilities({ manageGroups: [group.id], manageSchools: schools.map((s) => s.id) }),
  homeSchoolId: schools[0].id,
  schools: [ownSchool(schools[0])],
  expiresAt: ago(-100),
};
/** What differs for other people: a reader without a school, a teacher, one of two schools, an auditor, a security administrator. */
export const persons = {
  reader: {
    memberships: [membership(me, 'group', group.id, group.name, null, 'inspector')],
    roles: ['inspector'],
    abilities: abilities(),
    homeSchoolId: null,
    schools: [],
  },
  teacher: { memberships: mine.slice(0, 2), roles: ['teacher', 'department_lead'], abilities: abilities() },
  guest: {
    memberships: [
      ...mine.slice(0, 2),
      membership(me, 'school', schools[1].id, schools[1].name, schools[1].id, 'teacher', ago(-1500)),
    ],
    roles: ['teacher', 'department_lead'],
    abilities: abilities(),
    schools: [ownSchool(schools[0]), ownSchool(schools[1], ago(-1500))],
  },
  auditor: {
    memberships: [mine[0], membership(me, 'group', group.id, group.name, null, 'auditor')],
    roles: ['teacher', 'auditor'],
    abilities: abilities(),
  },
  guard: {
    memberships: [mine[0], membership(me, 'group', group.id, group.name, null, 'security_admin')],
    roles: ['teacher', 'security_admin'],
    abilities: abilities({ secureGroups: [group.id], secureSchools: schools.map((s) => s.id) }),
  },
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
  ['homework', '作业练习', 'Exercises'],
  ['paper', '试卷', 'Test paper'],
  ['video', '微课视频', 'Video lesson'],
  ['lesson_recording', '课堂实录', 'Recorded lesson'],
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

export const meId = me;
