import * as stage from './stage-data.mjs';
import { earlier, resources } from './stage-resources.mjs';
import * as contracts from '../../../dist/contracts/index.js';

const { ago, departments, group, people, schools, teams, uid } = stage;
const ref = ({ id, name }) => ({ id, name });

const addressee = (kind, { id, name }, place, count, schoolId = null) => ({
  kind,
  id,
  schoolId,
  name,
  place,
  people: count,
});
const colleagues = people.slice(1).map((p) => addressee('user', p, schools[0].name, 1, schools[0].id));
const reach = [
  addressee('team', teams[0], schools[0].name, 6),
  addressee('department', departments[0], schools[0].name, 14),
  addressee('department', departments[1], schools[0].name, 17),
  ...schools.map((s, i) => addressee('school', s, '', 86 + i * 13)),
  addressee('group', group, '', 618),
];

/** The parts that an audience stands for, as the count of people shows them. */
function partsOf({ preset, parts = [], departmentIds = [], schoolIds = [], groupIds = [] }) {
  const everybody = [...reach, ...colleagues];
  const of = (ids) => everybody.filter((one) => ids.includes(one.id));
  if (preset === 'school') return of([schools[0].id]);
  if (preset === 'custom') return of(parts.map(({ id }) => id));
  return of([...departmentIds, ...schoolIds, ...groupIds]);
}

const grant = (to, right, credited) => ({
  key: to.kind === 'user' ? `a:${to.id}:${to.schoolId}` : `${to.kind[0]}:${to.id}`,
  to,
  right,
  credited,
  grantedBy: ref(people[0]),
  grantedAt: ago(300),
});
const grants = [
  grant(colleagues[0], 'edit', true),
  grant(colleagues[3], 'manage', false),
  grant(reach[0], 'edit', false),
];

const link = (label, state, part = {}) => ({
  id: uid(),
  right: 'view',
  label,
  expiresAt: ago(-160),
  hasPassword: false,
  maxVisits: null,
  visits: 0,
  createdAt: ago(30),
  madeBy: ref(people[0]),
  revokedAt: null,
  state,
  ...part,
});
const links = [
  link('发给七年级家长委员会', 'open', { hasPassword: true, visits: 37, maxVisits: 200 }),
  link(null, 'open', { right: 'download', visits: 2 }),
  link('区教研活动', 'used_up', { visits: 50, maxVisits: 50 }),
  link('给实习老师', 'revoked', { visits: 3, revokedAt: ago(5) }),
  link('寒假前', 'expired', { visits: 12, expiresAt: ago(500) }),
  link('给兄弟学校', 'not_allowed', { visits: 1 }),
];
const visit = (hours, what, fileName = null) => ({
  at: ago(hours),
  what,
  ip: '117.136.40.21',
  userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) MicroMessenger/8.0.50',
  fileName,
});
const visits = [
  visit(1, 'downloaded', '1.2 有理数 教学设计（第一课时）.docx'),
  visit(1.1, 'opened'),
  visit(1.2, 'wrong_password'),
  visit(26, 'opened'),
  visit(49, 'refused'),
];

const reason = (kind, right, through = '', part = {}) => ({
  kind,
  right,
  through,
  until: null,
  grantedBy: null,
  ...part,
});
const inGroup = reason('group', 'download', group.name);
const sees = (person, right, reasons, at = [schools[0]]) => ({
  id: person.id,
  name: person.name,
  schools: at.map(ref),
  right,
  reasons,
});
const viewers = [
  sees(people[0], 'manage', [reason('author', 'manage'), inGroup]),
  sees(people[1], 'edit', [reason('co_author', 'edit', '', { grantedBy: '王敏' }), inGroup]),
  sees(
    people[2],
    'download',
    [
      reason('department', 'download', `${schools[0].name} 数学教研组`),
      reason('school', 'download', schools[1].name, { until: ago(-2000) }),
    ],
    schools.slice(0, 2),
  ),
  sees(people[4], 'manage', [reason('grant', 'manage', schools[0].name, { grantedBy: '王敏' })]),
  sees(people[3], 'view', [reason('support', 'view', '王老师来电，课件打不开', { until: ago(-1) })]),
];
const sighted = [
  ...resources.slice(0, 6).map((r, i) => ({
    id: r.id,
    title: r.title,
    school: r.school.name,
    right: i % 3 === 0 ? 'manage' : 'download',
    reasons: i % 3 === 0 ? [reason('author', 'manage'), inGroup] : [inGroup],
  })),
  { id: null, title: null, school: schools[0].name, right: 'manage', reasons: [reason('author', 'manage')] },
];

const care = (r, kinds, alsoManagedBy = []) => ({
  id: r.id,
  title: r.state === 'draft' ? null : r.title,
  state: r.state,
  kinds,
  alsoManagedBy,
});
const cared = [
  care(resources[0], ['author', 'link']),
  care(resources[1], ['grant'], ['李建国', '赵磊']),
  care(resources[2], ['author']),
  care(resources[11], ['author', 'grant']),
  care(resources[13], ['author']),
];
const defaults = [
  { type: null, preset: 'group', previewOnly: false, licence: 'GROUP-ONLY' },
  { type: 'paper', preset: 'school', previewOnly: true, licence: 'SCHOOL-ONLY' },
  { type: 'lesson_recording', preset: 'department', previewOnly: false, licence: 'ALL-RIGHTS' },
];

/** Tokens of the share links that visitors open: at once, with a password (`laoshi`), over. */
export const tokens = { open: 'o'.repeat(43), password: 'p'.repeat(43), ended: 'e'.repeat(43) };
function shared(right, mark) {
  const { title, description, type, author, school, licence, linkUrl, fullFiles } = resources[0];
  return {
    title,
    description,
    type,
    author: author.name,
    school: school.name,
    licence,
    linkUrl,
    files: fullFiles,
    right,
    mark,
    until: ago(-160),
  };
}

/** Audiences, people let in by name, links and what visitors see, who can see what, handing over, what schools propose. */
export function sharingRoutes({ scene }) {
  const some = (list, empty) => (empty ? [] : list);
  return [
    ['GET', /^\/sharing\/reach$/, ({ empty }) => [contracts.reachView, { items: some(reach, empty) }]],
    [
      'GET',
      /^\/sharing\/people$/,
      ({ query }) => [
        contracts.peopleInReach,
        { items: colleagues.filter(({ name }) => name.includes(query.get('text'))) },
      ],
    ],
    [
      'POST',
      /^\/sharing\/audience$/,
      ({ body }) => {
        const parts = partsOf(body.audience);
        const sum = parts.reduce((all, part) => all + part.people, 0);
        const levels = scene().reviewed ? ['department', 'group'] : [];
        return [contracts.audiencePreview, { parts, total: parts.length > 2 ? sum - 6 : sum, levels }];
      },
    ],
    [
      'PUT',
      /^\/resources\/audience$/,
      ({ body }) => {
        const [one, two, three] = resources;
        const refused = [
          { id: one.id, title: one.title, because: 'consent_required' },
          { id: two.id, title: two.title, because: 'licence_forbids' },
          { id: three.id, title: three.title, because: 'licence_forbids' },
          { id: uid(), title: null, because: 'not_found' },
        ];
        const changed = body.selection.ids.length - 1;
        return [contracts.audienceOfManyResult, { changed, same: 1, refused, more: false }];
      },
    ],
    [
      'GET',
      /^\/resources\/[^/]+\/grants$/,
      ({ empty }) => [contracts.grantList, { items: some(grants, empty) }],
    ],
    [
      'PUT',
      /^\/resources\/[^/]+\/grants$/,
      ({ body }) =>
        body.to.id === stage.meId
          ? { status: 409, body: { code: 'own_rights' } }
          : [contracts.grantList, { items: grants }],
    ],
    [
      'GET',
      /^\/resources\/[^/]+\/links$/,
      ({ empty }) => [contracts.shareLinkList, { items: some(links, empty) }],
    ],
    [
      'POST',
      /^\/resources\/[^/]+\/links$/,
      () =>
        scene().refused
          ? { status: 422, body: { code: 'licence_forbids' } }
          : [
              contracts.createdLink,
              { link: links[0], url: `https://lianke.chenguang.example/s/${tokens.open}` },
              201,
            ],
    ],
    [
      'GET',
      /^\/resources\/[^/]+\/links\/[^/]+\/log$/,
      ({ empty }) => [contracts.linkLog, { items: some(visits, empty) }],
    ],
    [
      'GET',
      /^\/resources\/[^/]+\/versions$/,
      ({ empty }) => [contracts.resourceVersions, { current: empty ? 1 : 3, items: some(earlier, empty) }],
    ],
    [
      'GET',
      /^\/resources\/[^/]+\/viewers$/,
      ({ query, empty }) => {
        const text = query.get('text') ?? '';
        const found = some(viewers, empty).filter(({ name }) => name.includes(text));
        return [
          contracts.viewersPage,
          {
            items: found,
            next: null,
            found: found.length,
            total: empty ? 0 : 618,
            schools: schools.slice(0, 3).map((s, i) => ({ ...ref(s), people: 86 + i * 13 })),
            links: some(links, empty).filter(({ state }) => state === 'open'),
          },
        ];
      },
    ],
    [
      'GET',
      /^\/people\/[^/]+\/sight$/,
      ({ empty }) => [
        contracts.sightPage,
        {
          items: some(sighted, empty),
          next: null,
          total: some(sighted, empty).length,
          counts: [
            { kind: 'author', things: 3 },
            { kind: 'group', things: 6 },
          ],
        },
      ],
    ],
    [
      'GET',
      /^\/schools\/[^/]+\/hand-over\/([^/]+)$/,
      ({ match, empty }) => [
        contracts.handOverPage,
        {
          items: some(cared, empty),
          next: null,
          person: ref(people.find(({ id }) => id === match[1])),
          counts: { author: 4, grant: 2, link: 1, total: some(cared, empty).length },
        },
      ],
    ],
    [
      'POST',
      /^\/schools\/[^/]+\/hand-over\/[^/]+$/,
      () => [contracts.handOverResult, { handed: 5, already: 1, links: 1 }],
    ],
    [
      'GET',
      /^\/schools\/[^/]+\/sharing-defaults$/,
      () => [contracts.sharingDefaults, { items: scene().defaults ? defaults : [] }],
    ],
    [
      'GET',
      /^\/links\/([^/]+)$/,
      ({ match }) => {
        if (match[1] === tokens.ended) return { status: 410, body: { code: 'link_ended' } };
        if (match[1] === tokens.password)
          return { status: 403, body: { code: 'link_password', params: { needed: 1 } } };
        if (match[1] === tokens.open)
          return { status: 403, body: { code: 'link_password', params: { needed: 0 } } };
        return { status: 404, body: { code: 'not_found' } };
      },
    ],
    [
      'POST',
      /^\/links\/([^/]+)\/open$/,
      ({ match, body }) => {
        if (match[1] === tokens.open) return [contracts.sharedView, shared('download', null)];
        if (body.password !== 'laoshi')
          return { status: 403, body: { code: 'link_password', params: { needed: 1, wrong: 1 } } };
        return [contracts.sharedView, shared('view', '117.136.40.21')];
      },
    ],
  ];
}
