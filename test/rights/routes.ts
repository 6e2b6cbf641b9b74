import { testStack } from '../support/services.js';
import type { Cells } from './actors.js';

/** What rows name, made anew for every cell where a row changes it. */
export interface Places {
  group: string;
  otherGroup: string;
  /** 甲, 乙 and 丙 */
  school: string;
  sisterSchool: string;
  otherSchool: string;
  /** of 甲 */
  department: string;
  team: string;
  schoolLink: string;
  /** the author, and somebody of 丙 */
  author: string;
  outsider: string;
  groupAdmin: string;
  /** a membership at 甲 of somebody who is nobody's concern */
  membership: string;
  bystander: string;
  /** an upload of the author's */
  upload: string;
  /** a session of the author's that nobody needs, and one of the asker's own */
  authorSession: string;
  ownSession: string;
  /** what the author submitted to the head of its department, and an asked question's answer is theirs */
  submission: string;
  /** a resource of the author's, published to the group, and the quality mark that its school has given it */
  marked: string;
  mark: string;
  /** of a share link that nobody has opened */
  linkToken: string;
  linkFile: string;
  /** a draft of the author's that another administrator of the group has opened for support, and that opening */
  draft: string;
  opening: string;
  /** a question to the author, who has a resource for school 甲 alone in a collection for the group */
  widening: string;
  /** what the colleague of the other school proposed for a collection of the author's, and the author's notice of it */
  proposal: string;
  notice: string;
  /** grows with every request */
  serial: number;
}

/** A route that asks for something else than one resource, tried on one thing. */
export interface Row {
  route: string;
  /** what is tried, where a route has several rows */
  when?: string;
  params?: (places: Places) => Record<string, string>;
  query?: (places: Places) => string;
  body?: (places: Places) => object;
  /** sent with If-Match */
  ifMatch?: number;
  cells: Cells;
  /** the answer does not end by itself */
  stream?: true;
  /** the session that asks is gone afterwards */
  endsSession?: true;
}

/** Who administers school 甲, or what lies in it; for the others it is not there. */
const administering = (ok: number): Cells => ({ otherwise: 404, schoolAdmin: ok, groupAdmin: ok });
const administeringGroup = (ok: number): Cells => ({ otherwise: 404, groupAdmin: ok });
const everybody = (ok: number): Cells => ({ otherwise: ok });
/** with or without a session */
const all = (status: number): Cells => ({ otherwise: status, anonymous: status });
const nobody = everybody(404);
const authorOnly = (ok: number): Cells => ({ otherwise: 404, author: ok });
/** Those who belong to school 甲. */
const ofSchool = (ok: number, rest: number): Cells => ({
  otherwise: rest,
  sameSchool: ok,
  sameDepartment: ok,
  author: ok,
  librarian: ok,
  schoolAdmin: ok,
});

/** 语文一年级上册, of the catalogue that comes with the program. */
const BOOK = '1ev5snn';
const own = ({ ownSession }: Places) => ({ id: ownSession });
/** One day at school 甲 for somebody, another one each time. */
const sheet = ({ school, serial }: Places) => {
  const day = new Date(Date.UTC(2030, 0, 1 + serial)).toISOString().slice(0, 10);
  const text = `登录名,姓名,教研组,角色,开始日期,最后一天\nlibrarian,,,,${day},${day}\n`;
  return { schoolId: school, fileName: '轮岗.csv', content: Buffer.from(text).toString('base64') };
};

/** No mail is set up where they are tried: what is set up is tried in medium/mail. */
const MAIL: readonly Row[] = [
  { route: 'GET /api/v1/me/mail', cells: everybody(200) },
  {
    route: 'PUT /api/v1/me/mail/address',
    when: 'where mail is not set up',
    body: () => ({ address: 'somebody@school.example' }),
    cells: everybody(409),
  },
  {
    route: 'PUT /api/v1/me/mail/address',
    when: 'to take it away',
    body: () => ({ address: null }),
    cells: everybody(200),
  },
  {
    route: 'POST /api/v1/me/mail/confirmation',
    when: 'with an invented link',
    body: () => ({ token: 'invented-and-long-enough-to-be-one' }),
    cells: everybody(410),
  },
  {
    route: 'PATCH /api/v1/me/mail',
    body: () => ({ stopped: false, paces: [{ sort: 'rights', pace: 'none' }] }),
    cells: everybody(200),
  },
  { route: 'GET /api/v1/people/{id}/mail', params: (p) => ({ id: p.author }), cells: administering(200) },
  {
    route: 'GET /api/v1/people/{id}/mail',
    when: 'of somebody of the other group',
    params: (p) => ({ id: p.outsider }),
    cells: nobody,
  },
  {
    route: 'PUT /api/v1/people/{id}/mail/address',
    params: (p) => ({ id: p.bystander }),
    body: () => ({ address: null }),
    cells: administering(200),
  },
  {
    route: 'PUT /api/v1/people/{id}/mail/address',
    when: 'of somebody of the other group',
    params: (p) => ({ id: p.outsider }),
    body: () => ({ address: null }),
    cells: nobody,
  },
  {
    route: 'GET /api/v1/mail/unsubscribe/{token}',
    params: () => ({ token: 'invented' }),
    cells: all(302),
  },
  {
    route: 'POST /api/v1/mail/unsubscribe/{token}',
    when: 'with an invented signature',
    params: (p) => ({ token: `${p.author}~invented` }),
    cells: all(404),
  },
];

const IDENTITY: readonly Row[] = [
  { route: 'GET /api/v1/setup', cells: all(200) },
  {
    route: 'POST /api/v1/setup',
    when: 'with an invented code, on an installation that has people',
    body: () => ({
      code: 'AAAA-BBBB-CCCC-DDDD',
      groupName: '新集团',
      schoolName: '新学校',
      loginName: 'intruder',
      name: '闯入者',
      password: 'Qinghe-river-88',
    }),
    cells: all(404),
  },
  {
    route: 'POST /api/v1/session',
    when: 'with an invented name',
    // a name for each try, so that the throttle stays out of it
    body: ({ serial }) => ({ loginName: `nobody${serial}`, password: 'Qinghe-river-88' }),
    cells: all(401),
  },
  { route: 'GET /api/v1/session', cells: everybody(200) },
  { route: 'DELETE /api/v1/session', cells: everybody(204), endsSession: true },
  { route: 'GET /api/v1/sessions', cells: everybody(200) },
  { route: 'DELETE /api/v1/sessions', cells: everybody(204), endsSession: true },
  { route: 'DELETE /api/v1/sessions/{id}', when: 'their own', params: own, cells: everybody(204) },
  {
    route: 'DELETE /api/v1/sessions/{id}',
    when: 'the author’s',
    params: ({ authorSession }) => ({ id: authorSession }),
    cells: authorOnly(204),
  },
  { route: 'PATCH /api/v1/me', body: () => ({ locale: 'zh' }), cells: everybody(200) },
  {
    route: 'PUT /api/v1/me/password',
    when: 'without knowing the present one',
    body: () => ({ current: 'something else', next: 'Qinghe-river-99' }),
    cells: everybody(401),
  },
  {
    // Everybody may ask about themselves by their own id, too.
    route: 'GET /api/v1/people/{id}/sessions',
    params: (p) => ({ id: p.author }),
    cells: { ...administering(200), author: 200 },
  },
  {
    route: 'GET /api/v1/people/{id}/sessions',
    when: 'of somebody of the other group',
    params: (p) => ({ id: p.outsider }),
    cells: { otherwise: 404, outsider: 200 },
  },
  {
    route: 'DELETE /api/v1/people/{id}/sessions',
    params: (p) => ({ id: p.bystander }),
    cells: administering(204),
  },
  {
    route: 'DELETE /api/v1/people/{id}/sessions/{sessionId}',
    params: (p) => ({ id: p.author, sessionId: p.authorSession }),
    cells: { ...administering(204), author: 204 },
  },
];

const ORGANIZATION: readonly Row[] = [
  { route: 'GET /api/v1/organization', cells: everybody(200) },
  {
    route: 'PATCH /api/v1/groups/{id}',
    params: (p) => ({ id: p.group }),
    body: ({ serial }) => ({ name: `一集团${serial}` }),
    cells: administeringGroup(200),
  },
  {
    route: 'PATCH /api/v1/groups/{id}',
    when: 'the other group',
    params: (p) => ({ id: p.otherGroup }),
    body: () => ({ name: '别的' }),
    cells: nobody,
  },
  {
    route: 'POST /api/v1/schools',
    body: ({ group, serial }) => ({ groupId: group, name: `新学校${serial}` }),
    cells: administeringGroup(201),
  },
  {
    route: 'PATCH /api/v1/schools/{id}',
    params: (p) => ({ id: p.school }),
    body: ({ serial }) => ({ name: `甲校${serial}` }),
    cells: administering(200),
  },
  {
    route: 'PATCH /api/v1/schools/{id}',
    when: 'the sister school',
    params: (p) => ({ id: p.sisterSchool }),
    body: ({ serial }) => ({ name: `乙校${serial}` }),
    cells: administeringGroup(200),
  },
  {
    route: 'PATCH /api/v1/schools/{id}',
    when: 'a school of the other group',
    params: (p) => ({ id: p.otherSchool }),
    body: () => ({ name: '别的学校' }),
    cells: nobody,
  },
  {
    route: 'POST /api/v1/school-links',
    when: 'into the other group',
    body: (p) => ({ schoolId: p.school, groupId: p.otherGroup }),
    cells: nobody,
  },
  {
    route: 'PATCH /api/v1/school-links/{id}',
    params: (p) => ({ id: p.schoolLink }),
    body: () => ({ kind: 'member' }),
    cells: administeringGroup(200),
  },
  {
    route: 'POST /api/v1/departments',
    body: ({ school, serial }) => ({ schoolId: school, subject: 'english', name: `英语组${serial}` }),
    cells: administering(201),
  },
  {
    route: 'PATCH /api/v1/departments/{id}',
    params: (p) => ({ id: p.department }),
    body: ({ serial }) => ({ name: `数学组${serial}` }),
    cells: administering(200),
  },
  {
    route: 'POST /api/v1/teams',
    body: ({ department, serial }) => ({ departmentId: department, grade: 'g8', name: `备课组${serial}` }),
    cells: administering(201),
  },
  {
    route: 'PATCH /api/v1/teams/{id}',
    params: (p) => ({ id: p.team }),
    body: ({ serial }) => ({ name: `七年级${serial}` }),
    cells: administering(200),
  },
  { route: 'GET /api/v1/people', cells: administering(200) },
  {
    route: 'GET /api/v1/people',
    when: 'of the sister school',
    query: (p) => `schoolId=${p.sisterSchool}`,
    cells: administeringGroup(200),
  },
  {
    route: 'POST /api/v1/people',
    body: ({ school, serial }) => ({
      loginName: `new${serial}`,
      name: '新人',
      initialPassword: 'First-Qinghe-88',
      memberships: [{ scope: 'school', scopeId: school, role: 'teacher' }],
    }),
    cells: administering(201),
  },
  {
    route: 'POST /api/v1/people',
    when: 'who administers the group',
    body: ({ group, serial }) => ({
      loginName: `boss${serial}`,
      name: '新人',
      initialPassword: 'First-Qinghe-88',
      memberships: [{ scope: 'group', scopeId: group, role: 'group_admin' }],
    }),
    cells: administeringGroup(201),
  },
  {
    route: 'PATCH /api/v1/people/{id}',
    params: (p) => ({ id: p.bystander }),
    body: () => ({ name: '路过' }),
    cells: administering(200),
  },
  {
    route: 'PATCH /api/v1/people/{id}',
    when: 'somebody of the other group',
    params: (p) => ({ id: p.outsider }),
    body: () => ({ name: '外人' }),
    cells: nobody,
  },
  {
    route: 'PATCH /api/v1/people/{id}',
    when: 'the group’s administrator, whom a school’s does not see',
    params: (p) => ({ id: p.groupAdmin }),
    body: () => ({ name: '集团管理员' }),
    cells: administeringGroup(200),
  },
  {
    route: 'POST /api/v1/memberships',
    body: ({ bystander, department }) => ({
      userId: bystander,
      scope: 'department',
      scopeId: department,
      role: 'teacher',
      from: '2027-01-01T00:00:00Z',
      until: '2027-01-02T00:00:00Z',
    }),
    cells: administering(201),
  },
  {
    route: 'PATCH /api/v1/memberships/{id}',
    params: (p) => ({ id: p.membership }),
    body: () => ({ until: '2028-01-01T00:00:00Z' }),
    cells: administering(200),
  },
  {
    route: 'DELETE /api/v1/memberships/{id}',
    params: (p) => ({ id: p.membership }),
    cells: administering(204),
  },
  { route: 'GET /api/v1/rotations/template', cells: everybody(200) },
  { route: 'POST /api/v1/rotations/preview', body: (p) => sheet(p), cells: administering(200) },
  {
    route: 'POST /api/v1/rotations',
    body: (p) => sheet(p),
    cells: administering(201),
  },
  { route: 'GET /api/v1/people/{id}/sight', params: (p) => ({ id: p.author }), cells: administering(200) },
  {
    route: 'GET /api/v1/people/{id}/sight',
    when: 'of somebody of the other group',
    params: (p) => ({ id: p.outsider }),
    cells: nobody,
  },
];

/** Whoever stands in for the head of the department, who is not there: administrators of the school and its group. */
const reviewing = (ok: number): Cells => ({ ...administering(ok) });
const submitted = ({ submission }: Places) => ({ id: submission });
/** An act of a reviewer on what they have not read as it is now: it is told from what is not theirs. */
const review = (act: string, body?: () => object): Row => ({
  route: `POST /api/v1/reviews/{id}/${act}`,
  params: submitted,
  ifMatch: 1,
  ...(body ? { body } : {}),
  cells: reviewing(204),
});
const submission = (act: string, ok: number, body?: () => object): Row => ({
  route: `POST /api/v1/submissions/{id}/${act}`,
  params: submitted,
  ...(body ? { body } : {}),
  cells: { otherwise: 404, author: ok, manager: ok },
});

const giving = (body: (places: Places) => object): Omit<Row, 'cells'> => ({
  route: 'POST /api/v1/resources/{id}/marks',
  params: ({ marked: id }) => ({ id }),
  ifMatch: 2,
  body,
});

const REVIEW: readonly Row[] = [
  {
    route: 'GET /api/v1/groups/{id}/review-policy',
    params: (p) => ({ id: p.group }),
    cells: { otherwise: 200, outsider: 404, ended: 404 },
  },
  {
    route: 'GET /api/v1/groups/{id}/review-policy',
    when: 'of the other group',
    params: (p) => ({ id: p.otherGroup }),
    cells: { otherwise: 404, outsider: 200 },
  },
  {
    route: 'PUT /api/v1/groups/{id}/review-policy',
    params: (p) => ({ id: p.group }),
    body: () => ({ items: [] }),
    cells: administeringGroup(200),
  },
  {
    route: 'GET /api/v1/groups/{id}/review-rubric',
    params: (p) => ({ id: p.group }),
    cells: { otherwise: 200, outsider: 404, ended: 404 },
  },
  {
    route: 'PUT /api/v1/groups/{id}/review-rubric',
    params: (p) => ({ id: p.group }),
    body: () => ({ items: [] }),
    cells: administeringGroup(200),
  },
  { route: 'GET /api/v1/reviews', cells: everybody(200) },
  { route: 'GET /api/v1/reviews/{id}', params: submitted, cells: reviewing(200) },
  { route: 'GET /api/v1/reviews/{id}/candidates', params: submitted, cells: reviewing(200) },
  review('take'),
  {
    route: 'PATCH /api/v1/reviews/{id}/description',
    params: submitted,
    ifMatch: 1,
    body: () => ({ title: '改正的名称', resourceRev: 1 }),
    cells: reviewing(200),
  },
  // The first who asks has given nothing back: nobody has it.
  { ...review('give-back'), cells: reviewing(409) },
  { ...review('reassign', () => ({ toId: '0198f3a0-0000-7000-8000-000000000000' })), cells: reviewing(409) },
  review('approve', () => ({})),
  review('return', () => ({ reasons: ['quality'] })),
  review('ask', () => ({ words: '出处？' })),
  // What is not theirs is refused in the answer, like what does not exist.
  {
    route: 'POST /api/v1/reviews/many',
    body: ({ submission: id }) => ({ act: 'take', items: [{ id, rev: 1 }] }),
    cells: everybody(200),
  },
  {
    route: 'GET /api/v1/reviews/many/candidates',
    query: (p) => `ids=${p.submission}`,
    cells: everybody(200),
  },
  { route: 'GET /api/v1/reviews/opinions', cells: everybody(200) },
  // One judges there: there is no opinion to take back.
  { ...review('recall'), cells: everybody(404) },
  { route: 'GET /api/v1/reviews/figures', cells: administering(200) },
  submission('withdraw', 204),
  submission('answer', 204, () => ({ words: '课本' })),
  // It has not been returned.
  submission('appeal', 409, () => ({ words: '请再看' })),
  { route: 'GET /api/v1/reviews/{id}/marks', params: submitted, cells: reviewing(200) },
  {
    ...giving((p) => ({ kind: 'group', scopeId: p.group })),
    cells: administeringGroup(201),
  },
  {
    ...giving((p) => ({ kind: 'group', scopeId: p.otherGroup })),
    when: 'in the name of a group that its school is not in',
    cells: nobody,
  },
  {
    // It bears it.
    ...giving((p) => ({ kind: 'school', scopeId: p.school })),
    when: 'in the name of its school',
    cells: { otherwise: 404, schoolAdmin: 409 },
  },
  {
    route: 'POST /api/v1/resources/{id}/marks/{markId}/take-away',
    params: ({ marked: id, mark: markId }) => ({ id, markId }),
    body: () => ({ words: '发现错误' }),
    cells: { otherwise: 404, schoolAdmin: 204 },
  },
];

const MATERIAL: readonly Row[] = [
  { route: 'GET /api/v1/resources', cells: everybody(200) },
  {
    route: 'POST /api/v1/resources',
    when: 'in the name of school 甲',
    body: ({ school }) => ({ title: '新的', schoolId: school }),
    cells: ofSchool(201, 403),
  },
  { route: 'GET /api/v1/collections', cells: everybody(200) },
  {
    route: 'POST /api/v1/collections',
    when: 'in the name of school 甲',
    body: ({ school }) => ({ title: '新的合集', schoolId: school }),
    cells: ofSchool(201, 403),
  },
  { route: 'GET /api/v1/widenings', cells: everybody(200) },
  {
    route: 'DELETE /api/v1/widenings/{id}',
    when: 'that the author was asked',
    params: (p) => ({ id: p.widening }),
    cells: authorOnly(204),
  },
  { route: 'GET /api/v1/proposals', cells: everybody(200) },
  {
    route: 'POST /api/v1/proposals/{id}/withdraw',
    when: 'that the colleague made',
    params: (p) => ({ id: p.proposal }),
    cells: { otherwise: 404, colleague: 204 },
  },
  ...REVIEW,
  { route: 'GET /api/v1/notices', cells: everybody(200) },
  { route: 'GET /api/v1/notices/unseen', cells: everybody(200) },
  {
    route: 'POST /api/v1/notices/{id}/seen',
    when: 'that the author was sent',
    params: (p) => ({ id: p.notice }),
    cells: authorOnly(204),
  },
  {
    // It is about one's own notices up to there, whoever was sent that one.
    route: 'POST /api/v1/notices/seen',
    body: (p) => ({ until: p.notice }),
    cells: everybody(204),
  },
  ...MAIL,
  { route: 'GET /api/v1/tags/suggestions', cells: everybody(200) },
  { route: 'GET /api/v1/search', cells: everybody(200) },
  { route: 'GET /api/v1/search/suggestions', query: () => 'text=x', cells: everybody(200) },
  { route: 'GET /api/v1/taxonomy', cells: everybody(200) },
  { route: 'GET /api/v1/books', cells: everybody(200) },
  {
    route: 'GET /api/v1/books/{bookId}/chapters',
    when: 'of an unknown book',
    params: () => ({ bookId: 'none' }),
    cells: nobody,
  },
  { route: 'GET /api/v1/books/{bookId}/coverage', params: () => ({ bookId: BOOK }), cells: everybody(200) },
  {
    route: 'GET /api/v1/books/{bookId}/coverage',
    when: 'of an unknown book',
    params: () => ({ bookId: 'none' }),
    cells: nobody,
  },
  {
    route: 'POST /api/v1/taxonomy/guesses',
    body: () => ({ fileNames: ['七年级上册.docx'] }),
    cells: everybody(200),
  },
  { route: 'GET /api/v1/events', stream: true, cells: everybody(200) },
  { route: 'GET /api/v1/quota', cells: everybody(200) },
  {
    route: 'POST /api/v1/uploads',
    when: 'in the name of school 甲',
    body: ({ school }) => ({ fileName: '讲义.txt', size: 10, schoolId: school }),
    cells: ofSchool(201, 403),
  },
  { route: 'GET /api/v1/uploads', cells: everybody(200) },
  { route: 'GET /api/v1/uploads/{id}', params: (p) => ({ id: p.upload }), cells: authorOnly(200) },
  {
    route: 'POST /api/v1/uploads/{id}/parts',
    params: (p) => ({ id: p.upload }),
    body: () => ({ numbers: [1] }),
    cells: authorOnly(200),
  },
  {
    route: 'POST /api/v1/uploads/{id}/complete',
    when: 'before its parts have come',
    params: (p) => ({ id: p.upload }),
    body: () => ({ sha256: '0'.repeat(64) }),
    cells: authorOnly(409),
  },
  { route: 'DELETE /api/v1/uploads/{id}', params: (p) => ({ id: p.upload }), cells: authorOnly(204) },
  {
    route: 'PUT /api/v1/parts/{uploadId}/{part}',
    when: 'of an invented upload',
    params: (p) => ({ uploadId: p.upload, part: '1' }),
    query: () => 'expires=99999999999999&maxBytes=10&signature=abc',
    // Where parts go straight to the store no address was ever signed here.
    cells: all(testStack.some((one) => one === 'minio' || one === 'versitygw') ? 403 : 404),
  },
];

const SHARING: readonly Row[] = [
  {
    route: 'GET /api/v1/sharing/reach',
    query: (p) => `schoolId=${p.school}`,
    cells: { ...ofSchool(200, 200), outsider: 404, ended: 404 },
  },
  {
    route: 'GET /api/v1/sharing/reach',
    when: 'of a school of the other group',
    query: (p) => `schoolId=${p.otherSchool}`,
    cells: { otherwise: 404, outsider: 200 },
  },
  {
    route: 'GET /api/v1/sharing/people',
    query: (p) => `schoolId=${p.school}&text=${encodeURIComponent('人')}`,
    cells: { otherwise: 200, outsider: 404, ended: 404 },
  },
  {
    route: 'POST /api/v1/sharing/audience',
    body: (p) => ({ schoolId: p.school, audience: { preset: 'school' } }),
    cells: { otherwise: 200, outsider: 404, ended: 404 },
  },
  {
    route: 'POST /api/v1/sharing/audience',
    when: 'for a draft',
    body: (p) => ({ schoolId: p.school, audience: { preset: 'school' }, resourceId: p.draft }),
    cells: { ...authorOnly(200), manager: 200 },
  },
  {
    route: 'GET /api/v1/schools/{id}/sharing-defaults',
    params: (p) => ({ id: p.school }),
    cells: { ...ofSchool(200, 404), groupAdmin: 200 },
  },
  {
    // Members know that it is there: 403.
    route: 'PUT /api/v1/schools/{id}/sharing-defaults',
    params: (p) => ({ id: p.school }),
    body: () => ({ items: [] }),
    cells: { ...ofSchool(403, 404), schoolAdmin: 200, groupAdmin: 200 },
  },
  {
    route: 'PUT /api/v1/resources/audience',
    when: 'of a draft: it is left alone, and hidden from those who may not see it',
    body: ({ draft }) => ({ selection: { ids: [draft] }, audience: { preset: 'school' } }),
    cells: everybody(200),
  },
  {
    route: 'POST /api/v1/resources/{id}/support',
    params: (p) => ({ id: p.draft }),
    body: () => ({ reason: '老师请求协助查看' }),
    cells: administering(201),
  },
  {
    route: 'DELETE /api/v1/resources/{id}/support/{supportId}',
    params: (p) => ({ id: p.draft, supportId: p.opening }),
    cells: { ...administering(204), author: 204, manager: 204 },
  },
  {
    route: 'GET /api/v1/school-links/preview',
    query: (p) => `schoolId=${p.school}&groupId=${p.group}`,
    cells: administering(200),
  },
  {
    route: 'GET /api/v1/school-links/preview',
    when: 'of a school of the other group',
    query: (p) => `schoolId=${p.otherSchool}&groupId=${p.otherGroup}`,
    cells: nobody,
  },
  {
    route: 'GET /api/v1/schools/{id}/hand-over/{personId}',
    params: (p) => ({ id: p.school, personId: p.author }),
    cells: administering(200),
  },
  {
    route: 'POST /api/v1/schools/{id}/hand-over/{personId}',
    params: (p) => ({ id: p.school, personId: p.bystander }),
    body: ({ author }) => ({ shares: [{ toId: author }] }),
    cells: administering(200),
  },
  { route: 'GET /api/v1/audit/standing', cells: { otherwise: 403, auditor: 200 } },
  { route: 'POST /api/v1/audit/verify', cells: { otherwise: 403, auditor: 200 } },
  { route: 'GET /api/v1/audit/people', query: () => 'text=x', cells: { otherwise: 403, auditor: 200 } },
  { route: 'GET /api/v1/audit', cells: everybody(200) },
  { route: 'GET /api/v1/audit/reach', cells: everybody(200) },
  { route: 'GET /api/v1/audit/export', cells: everybody(200) },
  {
    route: 'GET /api/v1/links/{token}',
    when: 'not opened yet',
    params: (p) => ({ token: p.linkToken }),
    cells: all(403),
  },
  {
    route: 'GET /api/v1/links/{token}',
    when: 'invented',
    params: () => ({ token: 'x'.repeat(43) }),
    cells: all(404),
  },
  {
    route: 'POST /api/v1/links/{token}/open',
    when: 'invented',
    params: () => ({ token: 'x'.repeat(43) }),
    body: () => ({}),
    cells: all(404),
  },
  ...['text', 'original', '*'].map((what): Row => ({
    route: `GET /api/v1/links/{token}/files/{fileId}/${what === '*' ? '{path}' : what}`,
    when: 'not opened yet',
    params: (p) => ({ token: p.linkToken, fileId: p.linkFile, path: 'thumbnail' }),
    cells: all(403),
  })),
];

const PREPARATION: readonly Row[] = [
  { route: 'GET /api/v1/plans', cells: everybody(200) },
  { route: 'GET /api/v1/plans/tasks', cells: everybody(200) },
  {
    route: 'POST /api/v1/plans',
    body: (p) => ({
      ...{ title: '七年级数学', startsOn: '2026-09-01', weeks: 18, schoolId: p.school },
      audience: { preset: 'school' },
    }),
    cells: { otherwise: 403, schoolAdmin: 201 },
  },
];

/** Every other route, one row or several. */
export const ROWS: readonly Row[] = [...IDENTITY, ...ORGANIZATION, ...MATERIAL, ...SHARING, ...PREPARATION];
