import * as stage from './stage-data.mjs';
import { resources } from './stage-resources.mjs';
import * as contracts from '../../../dist/contracts/index.js';

const { ago, departments, group, people, schools, uid } = stage;
const ref = ({ id, name }) => ({ id, name });

const entry = (hours, action, objectType, object, part = {}) => ({
  id: uid(),
  at: ago(hours),
  actor: ref(people[(Math.round(hours * 10) % 5) + 1]),
  school: ref(schools[0]),
  actingSchool: ref(schools[0]),
  action,
  objectType,
  object,
  result: 'ok',
  ip: '10.2.1.17',
  detail: null,
  ...part,
});
const title = ({ id, title: name }) => ({ id, name });
const hidden = ({ id }) => ({ id, name: null });
const program = { actor: null, ip: null, actingSchool: null };
/** One entry of every sort, with the details that the program writes. */
const entries = [
  entry(0.1, 'session.login', 'account', ref(people[1]), { actor: ref(people[1]) }),
  entry(0.2, 'resource.view', 'resource', title(resources[0])),
  entry(0.3, 'resource.download', 'resource', title(resources[0]), {
    detail: { file: resources[0].fullFiles[0].id },
  }),
  entry(0.5, 'access.refused', 'resource', hidden(resources[13]), {
    result: 'denied',
    detail: { route: 'GET /api/v1/resources/:id', code: 'not_found' },
  }),
  entry(0.7, 'resource.publish', 'resource', title(resources[1]), {
    detail: {
      audience: { preset: 'group', groupIds: [group.id], previewOnly: false },
      visibleFrom: Date.now() + 9e7,
      visibleUntil: null,
    },
  }),
  entry(0.9, 'resource.grant', 'resource', title(resources[1]), {
    detail: {
      to: { kind: 'user', id: people[2].id, schoolId: schools[0].id },
      right: 'edit',
      credited: true,
    },
  }),
  entry(1, 'resource.usage', 'resource', title(resources[2]), {
    detail: {
      before: { licence: 'GROUP-ONLY', pupils: false, watermark: false },
      change: { licence: 'CC-BY-4.0', watermark: true },
    },
  }),
  entry(1.5, 'support.open', 'resource', hidden(resources[13]), {
    detail: { reason: '王老师来电，课件打不开，请求检查', until: Date.now() + 3.6e6, opening: uid() },
  }),
  entry(2, 'membership.create', 'membership', ref(people[3]), {
    detail: {
      accountId: people[3].id,
      scope: 'department',
      scopeId: departments[0].id,
      role: 'department_lead',
      subject: null,
      from: ago(2),
      until: ago(-4000),
    },
  }),
  entry(3, 'link.open', 'share_link', hidden({ id: uid() }), {
    actor: null,
    actingSchool: null,
    ip: '117.136.40.21',
    detail: { link: uid() },
  }),
  entry(3.2, 'link.open', 'share_link', hidden({ id: uid() }), {
    actor: null,
    actingSchool: null,
    ip: '117.136.40.21',
    result: 'denied',
    detail: { link: uid(), code: 'link_password' },
  }),
  entry(4, 'account.create', 'account', ref(people[4]), {
    detail: { loginName: 'teacher4', name: '赵磊' },
  }),
  entry(5, 'session.login', 'account', hidden({ id: uid() }), {
    actor: { id: uid(), name: null },
    result: 'failed',
    detail: { code: 'wrong_credentials' },
  }),
  entry(6, 'school_link.update', 'school_link', hidden(schools[6].links[0]), {
    school: ref(schools[6]),
    detail: { until: ago(400) },
  }),
  entry(9, 'resource.erase', 'resource', hidden({ id: uid() }), program),
  entry(11, 'uploads.part', 'upload', hidden({ id: uid() }), {
    result: 'denied',
    detail: { part: 3, code: 'signature_invalid' },
  }),
];

const standing = (part = {}) => ({
  head: { seq: 20814, hash: 'b'.repeat(64) },
  unsealed: { count: 2, oldestAt: ago(0) },
  verified: { at: ago(0.5), seq: 20814, links: 20814, faults: [] },
  ...part,
});
const broken = standing({
  verified: {
    at: ago(0.5),
    seq: 20814,
    links: 20814,
    faults: [
      { seq: 18220, fault: 'hash' },
      { seq: 18221, fault: 'entry_missing' },
      { seq: null, fault: 'cut' },
    ],
  },
});

const opening = (admin, hours, part = {}) => ({
  id: uid(),
  admin: ref(admin),
  reason: '王老师来电，课件在投影上打不开，请求检查',
  from: ago(hours),
  until: ago(hours - 1),
  open: false,
  ended: null,
  ...part,
});
/** For the author: open now, and earlier ones. For an administrator: their own. */
const openings = {
  owner: [
    opening(people[4], 0.3, { open: true, until: ago(-0.7) }),
    opening(people[4], 200, { ended: { at: ago(199.6), by: ref(people[0]) } }),
    opening(people[2], 900),
  ],
  admin: [opening(people[0], 0.3, { open: true, until: ago(-0.7) })],
};

const line = (n, part = {}) => ({
  line: n,
  loginName: `teacher${n}`,
  name: '李建国',
  place: '数学教研组',
  role: 'teacher',
  from: ago(-100),
  until: ago(-4000),
  errors: [],
  ...part,
});
const good = [
  line(2),
  line(3, { name: '张晓燕', place: schools[0].name }),
  line(4, { name: '陈雨桐', role: 'department_lead', until: null }),
];
const bad = [
  line(2),
  line(3, { loginName: 'zhangxy', name: '', place: '', role: null, errors: ['person_unknown'] }),
  line(4, { name: '张晓艳', errors: ['name_differs', 'department_unknown'] }),
  line(5, { name: '陈雨桐', from: null, until: null, errors: ['date_invalid'] }),
  line(6, { name: '', loginName: '', errors: ['role_unknown', 'interval_invalid'] }),
  line(7, { name: '赵磊', errors: ['conflict'] }),
  line(8, { name: '周倩', errors: ['twice'] }),
];

const counted = (licence, count, seen) => ({ licence, resources: count, seen });
function linkPreview({ schoolId }) {
  const school = schools.find(({ id }) => id === schoolId);
  const joining = school.links[0].until !== null;
  return {
    kind: joining ? 'joining' : 'leaving',
    school: { ...ref(school), people: 86 },
    group: { ...ref(group), otherPeople: 532, otherSchools: 5 },
    shared: joining
      ? [counted('GROUP-ONLY', 214, true), counted('SCHOOL-ONLY', 12, false)]
      : [counted('GROUP-ONLY', 214, false), counted('CC-BY-4.0', 38, true), counted('ALL-RIGHTS', 9, false)],
    received: { changes: 1860, stays: joining ? 0 : 97 },
    grants: joining ? 0 : 4,
  };
}

/** The audit record, support access, people who come for a term, schools that leave and join. */
export function officeRoutes({ scene }) {
  const auditor = () => scene().as === 'auditor';
  const own = (e) => /^(resource|support|access|link)\./.test(e.action);
  return [
    [
      'GET',
      /^\/audit$/,
      ({ query, empty }) => {
        const readable = entries.filter((e) => auditor() || own(e));
        const items = readable.filter(
          (e) =>
            (!query.get('action') || e.action.startsWith(query.get('action'))) &&
            (!query.get('result') || e.result === query.get('result')),
        );
        const seen = auditor() ? items : items.map((e) => ({ ...e, ip: null }));
        return [contracts.auditPage, { items: empty ? [] : seen, next: null }];
      },
    ],
    [
      'GET',
      /^\/audit\/reach$/,
      () => [
        contracts.auditReach,
        { schools: auditor() ? schools.slice(0, 6).map(ref) : [], auditor: auditor() },
      ],
    ],
    [
      'GET',
      /^\/audit\/standing$/,
      () => [
        contracts.auditStanding,
        scene().chain === 'broken'
          ? broken
          : standing(scene().chain === 'unverified' ? { verified: null } : {}),
      ],
    ],
    ['GET', /^\/audit\/people$/, () => [contracts.auditPeople, { items: people.map(ref) }]],
    [
      'GET',
      /^\/resources\/[^/]+\/support$/,
      () =>
        scene().support === 'admin'
          ? [contracts.supportList, { items: openings.admin }]
          : [contracts.supportList, { items: scene().support === 'owner' ? openings.owner : [] }],
    ],
    [
      'POST',
      /^\/people$/,
      ({ body: { loginName, name } }) => [
        contracts.personView,
        { id: uid(), loginName, name, active: true, memberships: [] },
        201,
      ],
    ],
    [
      'POST',
      /^\/rotations\/preview$/,
      ({ body }) => {
        if (body.fileName.includes('坏')) return { status: 422, body: { code: 'sheet_unreadable' } };
        const ready = !body.fileName.includes('有错');
        return [contracts.rotationPreview, { lines: ready ? good : bad, ready }];
      },
    ],
    [
      'GET',
      /^\/school-links\/preview$/,
      ({ query }) => [contracts.linkPreview, linkPreview({ schoolId: query.get('schoolId') })],
    ],
    ['DELETE', /^\/memberships\/[^/]+$/, () => null],
  ];
}
