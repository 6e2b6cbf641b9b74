import type {
  CollectionView,
  CreatedLink,
  GrantView,
  ResourceView,
  SupportView,
  WideningView,
} from '../../src/contracts/index.js';
import { DAY } from '../../src/kernel/clock.js';
import type { Id } from '../../src/kernel/ids.js';
import type { NewMembership } from '../../src/modules/organization/index.js';
import { ACTORS, type ActorName } from '../rights/actors.js';
import type { CollectionTarget } from '../rights/collection-routes.js';
import type { CollectionState, ResourceState } from '../rights/resource-states.js';
import type { Target } from '../rights/resource-routes.js';
import type { Places } from '../rights/routes.js';
import { ok } from './ok.js';
import type { InProcessClient } from './in-process-client.js';
import { Program, type Signed } from './program.js';

/** An id of nothing. */
export const UNKNOWN = '0198f3a0-0000-7000-8000-000000000000';

/** `/a/{id}` with what stands in braces filled in. */
export const filled = (path: string, params: Record<string, string>) =>
  path.replace(/\{(\w+)\}/g, (_whole, name: string) => params[name] ?? UNKNOWN);
/** The revision that a row of the tables names: of things that nobody has changed, the first. */
export const headersOf = ({ revised, ifMatch }: { revised?: boolean; ifMatch?: number }) =>
  (revised || ifMatch ? { 'if-match': `"${ifMatch ?? 1}"` } : {}) as Record<string, string>;
/** Method and path of a route. */
export const split = (route: string) => route.split(' ') as [string, string];

/** The places that a row may use up, so that the next asker needs others. */
export const MADE_ANEW: ReadonlySet<string | symbol> = new Set<keyof Places>([
  'membership',
  'bystander',
  'upload',
  'authorSession',
  'draft',
  'opening',
  'widening',
  'proposal',
  'submission',
  'marked',
  'notice',
]);

/** The world that the tables of test/rights speak of. */
export interface MatrixWorld {
  program: Program;
  people: Record<Exclude<ActorName, 'anonymous'>, Signed>;
  schools: { own: Id; sister: Id; other: Id };
  client: (actor: ActorName) => InProcessClient;
  /** Signs somebody in once more, whose sessions are gone. */
  renew: (actor: ActorName) => Promise<void>;
  /** A resource of the author's in a state, with a file, a link, and what the editor, manager and a bystander were given. */
  resource: (state: ResourceState) => Promise<Target>;
  /** A collection of the author's in a state, with what the editor, manager and a bystander were given. */
  collection: (state: CollectionState) => Promise<CollectionTarget>;
  /** Things that rows may change, made anew: those of {@link MADE_ANEW}. */
  places: () => Promise<Omit<Places, 'serial' | 'ownSession'>>;
}

export async function openMatrixWorld(): Promise<MatrixWorld> {
  const program = await Program.open();
  const now = program.clock.now();
  const from = now - 100 * DAY;
  const group = await program.group('一集团');
  const otherGroup = await program.group('二集团');
  const own = await program.school(group, '甲校', from);
  const sister = await program.school(group, '乙校', from);
  const other = await program.school(otherGroup, '丙校', from);
  const maths = await program.department(own, 'math', '数学组');
  const chinese = await program.department(own, 'chinese', '语文组');
  const teaches = (scopeId: Id): NewMembership => ({ scope: 'school', scopeId, role: 'teacher', from });
  const inDepartment = (scopeId: Id): NewMembership => ({
    scope: 'department',
    scopeId,
    role: 'teacher',
    from,
  });
  const MEMBERSHIPS: Record<Exclude<ActorName, 'anonymous'>, NewMembership> = {
    outsider: teaches(other),
    ended: { ...teaches(own), until: now - DAY },
    colleague: teaches(sister),
    sameSchool: inDepartment(chinese.id),
    sameDepartment: inDepartment(maths.id),
    author: inDepartment(maths.id),
    editor: teaches(sister),
    manager: teaches(sister),
    librarian: { ...teaches(own), role: 'librarian' },
    schoolAdmin: { ...teaches(own), role: 'school_admin' },
    groupAdmin: { scope: 'group', scopeId: group, role: 'group_admin', from },
    auditor: { scope: 'group', scopeId: group, role: 'auditor', from },
  };
  const people = {} as MatrixWorld['people'];
  for (const actor of ACTORS)
    if (actor !== 'anonymous')
      people[actor] = await program.person(actor, `${actor}人`, [MEMBERSHIPS[actor]]);
  // The last administrator of a group is protected by rules of their own; those are not asked for here.
  const second = await program.person('second', '另一位', [MEMBERSHIPS.groupAdmin]);
  const anonymous = program.anonymous();
  const [link] = await program.query<{ id: Id }>('SELECT id FROM school_link WHERE school_id = ?', [own]);
  let serial = 0;

  const bystander = async () => {
    const { id } = await program.person(`bystander${(serial += 1)}`, '路人', [teaches(own)]);
    const [held] = await program.query<{ id: Id }>('SELECT id FROM membership WHERE account_id = ?', [id]);
    return { id, membership: held!.id };
  };
  const granted = await bystander();
  const resource = async (state: ResourceState): Promise<Target> => {
    // One author makes thousands of them here, within an instant.
    await program.write('DELETE FROM request_budget');
    const target = await draft(program, people, { school: own, sister }, granted);
    await bring(program, people.author.client, target, state, { own, sister, maths: maths.id, group });
    return target;
  };
  const shared = await resource('published to the group');
  const kept = await resource('published to the school');
  const collection = async (state: CollectionState): Promise<CollectionTarget> => {
    const target = await collected(people, { school: own, sister }, granted, kept.id);
    await bringCollection(people.author.client, target.id, state, { own, sister, maths: maths.id, group });
    return target;
  };
  const token = await linkToken(people.author.client, shared.id);
  let spare: Id | null = null;
  return {
    program,
    people,
    schools: { own, sister, other },
    client: (actor) => (actor === 'anonymous' ? anonymous : people[actor].client),
    renew: async (actor) => {
      if (actor === 'anonymous') return;
      people[actor] = { ...people[actor], client: await program.session(people[actor].id) };
    },
    resource,
    collection,
    places: async () => {
      const somebody = await bystander();
      await program.session(somebody.id);
      // Nobody keeps more than fifty.
      if (spare) await program.write('DELETE FROM login_session WHERE id = ?', [spare]);
      await program.session(people.author.id);
      const [session] = await program.query<{ id: Id }>(
        'SELECT id FROM login_session WHERE account_id = ? ORDER BY id DESC LIMIT 1',
        [people.author.id],
      );
      spare = session!.id;
      const upload = await people.author.client.post<{ id: Id }>('uploads', {
        fileName: '讲义.txt',
        size: 10,
        schoolId: own,
      });
      const draft = await resource('draft');
      const opening = await ok(
        second.client.post<SupportView>(`resources/${draft.id}/support`, { reason: '老师请求协助查看' }),
      );
      const asking = await collection('published to the group');
      await ok(people.author.client.post(`collections/${asking.id}/items/${asking.schoolItem}/widening`));
      const { items: asked } = await ok(people.author.client.get<{ items: WideningView[] }>('widenings'));
      const proposal = await propose(people.colleague.client, asking.id, 'https://example.org/colleague');
      const submission = await submitted(people, { school: own, group }, await resource('draft'));
      const marked = await resource('published to the group');
      const { id: mark } = await ok(
        people.schoolAdmin.client.post<{ id: Id }>(
          `resources/${marked.id}/marks`,
          { kind: 'school', scopeId: own },
          { 'if-match': '"2"' },
        ),
      );
      const { items: notices } = await ok(people.author.client.get<{ items: { id: Id }[] }>('notices'));
      return {
        group,
        otherGroup,
        school: own,
        sisterSchool: sister,
        otherSchool: other,
        department: maths.id,
        team: maths.team,
        schoolLink: link!.id,
        author: people.author.id,
        outsider: people.outsider.id,
        groupAdmin: people.groupAdmin.id,
        membership: somebody.membership,
        bystander: somebody.id,
        upload: upload.body.id,
        authorSession: session!.id,
        linkToken: token,
        linkFile: shared.fileId,
        draft: draft.id,
        opening: opening.id,
        widening: asked[0]!.id,
        proposal,
        submission,
        marked: marked.id,
        mark,
        notice: notices[0]!.id,
      };
    },
  };
}

/** A draft with everything that may hang on a resource. */
async function draft(
  program: Program,
  people: MatrixWorld['people'],
  schools: { school: Id; sister: Id },
  bystander: { id: Id },
): Promise<Target> {
  const { client, id: authorId } = people.author;
  const { body } = await client.post<ResourceView>('resources', {
    title: '一次函数',
    type: 'material',
    licence: 'CC-BY-4.0',
    schoolId: schools.school,
    linkUrl: 'https://example.org/',
  });
  const owner = { id: authorId, schoolId: schools.school };
  const fileId = await program.attach(body.id, owner, '一次函数的图象是一条直线。');
  await program.write(
    'INSERT INTO resource_version (resource_id, number, title, link_url, pupils, since_at, until_at, replaced_by, removed)' +
      " VALUES (?, 1, '一次函数', 'https://example.org/before', 0, 1, 2, ?, 0)",
    [body.id, authorId],
  );
  const grantKey = await giveAll(people, `resources/${body.id}`, schools, bystander);
  return {
    id: body.id,
    fileId,
    grantKey,
    linkId: UNKNOWN,
    bystander: { id: bystander.id, schoolId: schools.school },
  };
}

/** Gives the editor, the manager and a bystander what their names say; gives the key of the bystander's grant. */
async function giveAll(
  people: MatrixWorld['people'],
  to: string,
  schools: { school: Id; sister: Id },
  bystander: { id: Id },
): Promise<string> {
  const give = (id: Id, schoolId: Id, right: 'edit' | 'manage') =>
    ok(
      people.author.client.request<{ items: GrantView[] }>('PUT', `${to}/grants`, {
        to: { kind: 'user', id, schoolId },
        right,
      }),
    );
  await give(people.editor.id, schools.sister, 'edit');
  await give(people.manager.id, schools.sister, 'manage');
  const { items } = await give(bystander.id, schools.school, 'edit');
  return items.find((grant) => grant.to.id === bystander.id)!.key;
}

/** A draft of a collection with everything that may hang on one. */
async function collected(
  people: MatrixWorld['people'],
  schools: { school: Id; sister: Id },
  bystander: { id: Id },
  resourceId: Id,
): Promise<CollectionTarget> {
  const { client } = people.author;
  const { id, sections } = await ok(
    client.post<CollectionView>('collections', { title: '一次函数单元', schoolId: schools.school }),
  );
  const { id: second } = await ok(client.post<{ id: Id }>(`collections/${id}/sections`, { title: '第二节' }));
  const { rev } = await ok(client.get<CollectionView>(`collections/${id}`));
  // It gathers nothing: every sheet and archive would bring along the thousands of things that are made here.
  await ok(
    client.request(
      'PATCH',
      `collections/${id}/sections/${second}`,
      { search: { text: '抛物线' } },
      { 'if-match': `"${rev}"` },
    ),
  );
  const items = [
    { kind: 'link', url: 'https://example.org/', title: '链接' },
    { kind: 'resource', resourceId },
  ];
  const sectionId = sections[0]!.id;
  const { ids } = await ok(client.post<{ ids: [Id, Id] }>(`collections/${id}/items`, { sectionId, items }));
  return {
    id,
    sections: [sectionId, second],
    linkItem: ids[0],
    schoolItem: ids[1],
    schoolResource: resourceId,
    proposal: await propose(client, id, 'https://example.org/proposed'),
    grantKey: await giveAll(people, `collections/${id}`, schools, bystander),
    bystander: { id: bystander.id, schoolId: schools.school },
  };
}

/** Proposes a link for a collection; gives the proposal. */
async function propose(client: InProcessClient, collectionId: Id, url: string): Promise<Id> {
  const item = { kind: 'link', url, title: '推荐的链接' };
  const made = client.post<{ id: Id }>(`collections/${collectionId}/proposals`, { item, reason: '合适' });
  return (await ok(made)).id;
}

/** Submits a draft for a group that asks for its department's word at that moment only; gives the submission. */
async function submitted(
  people: MatrixWorld['people'],
  places: { school: Id; group: Id },
  { id }: Target,
): Promise<Id> {
  const policy = (items: object[]) =>
    ok(people.groupAdmin.client.request('PUT', `groups/${places.group}/review-policy`, { items }));
  await policy([{ type: null, school: [], beyond: ['department', 'group'] }]);
  const { rev } = (await people.author.client.get<ResourceView>(`resources/${id}`)).body;
  const audience = { preset: 'group', groupIds: [places.group] };
  const made = people.author.client.post<{ id: Id }>(
    `resources/${id}/submissions`,
    { audience },
    { 'if-match': `"${rev}"` },
  );
  const { id: submission } = await ok(made);
  await policy([]);
  return submission;
}

async function bringCollection(
  author: InProcessClient,
  id: Id,
  state: CollectionState,
  places: { own: Id; sister: Id; maths: Id; group: Id },
): Promise<void> {
  const AUDIENCES = {
    'published to nobody': { preset: 'self' },
    'published to the department': { preset: 'department', departmentIds: [places.maths] },
    'published to the school': { preset: 'school' },
    'published to both schools': { preset: 'schools', schoolIds: [places.own, places.sister] },
    'published to the group': { preset: 'group', groupIds: [places.group] },
  };
  if (state === 'draft') return;
  const audience = AUDIENCES[state === 'in the trash' ? 'published to the group' : state];
  const { rev } = (await author.get<CollectionView>(`collections/${id}`)).body;
  await ok(author.post(`collections/${id}/publish`, { audience }, { 'if-match': `"${rev}"` }));
  if (state === 'in the trash') await ok(author.delete(`collections/${id}`));
}

async function bring(
  program: Program,
  author: InProcessClient,
  target: Target,
  state: ResourceState,
  places: { own: Id; sister: Id; maths: Id; group: Id },
): Promise<void> {
  const now = program.clock.now();
  const change = async (method: string, what: string, body: object) => {
    const { rev } = (await author.get<ResourceView>(`resources/${target.id}`)).body;
    await ok(author.request(method, `resources/${target.id}/${what}`, body, { 'if-match': `"${rev}"` }));
  };
  const publish = (audience: object, window: { from?: number; until?: number } = {}) =>
    change('POST', 'publish', {
      audience,
      ...(window.from ? { visibleFrom: new Date(window.from).toISOString() } : {}),
      ...(window.until ? { visibleUntil: new Date(window.until).toISOString() } : {}),
    });
  const group = { preset: 'group', groupIds: [places.group] };
  if (state === 'draft') return;
  // Links are made of what is published, and outlive it.
  await publish(group);
  const link = await ok(
    author.post<CreatedLink>(`resources/${target.id}/links`, {
      right: 'view',
      expiresAt: new Date(now + 30 * DAY).toISOString(),
    }),
  );
  target.linkId = link.link.id;
  switch (state) {
    case 'published to nobody':
      return publish({ preset: 'self' });
    case 'published to the department':
      return publish({ preset: 'department', departmentIds: [places.maths] });
    case 'published to the school':
      return publish({ preset: 'school' });
    case 'published to both schools':
      return publish({ preset: 'schools', schoolIds: [places.own, places.sister] });
    case 'published to the group':
      return;
    case 'published to the group for preview only':
      return publish({ ...group, previewOnly: true });
    case 'published to the group from tomorrow':
      return publish(group, { from: now + DAY });
    case 'published to the group until yesterday':
      return publish(group, { from: now - 2 * DAY, until: now - DAY });
    case 'published to the group with pupils and no consent':
      return change('PATCH', 'usage', { pupils: true });
    case 'withdrawn':
      await ok(author.post(`resources/${target.id}/withdraw`));
      return;
    case 'in the trash':
      await ok(author.delete(`resources/${target.id}`));
      return;
  }
}

async function linkToken(author: InProcessClient, id: Id): Promise<string> {
  const { url } = await ok(
    author.post<CreatedLink>(`resources/${id}/links`, {
      right: 'download',
      expiresAt: '2026-12-01T00:00:00Z',
    }),
  );
  return url.slice(url.lastIndexOf('/') + 1);
}
