import type { ResourceView } from '../../src/contracts/index.js';
import type { RunningApp } from './app.js';
import { ApiClient, eventually } from './client.js';
import { ok } from './ok.js';

export const PASSWORD = 'Qinghe-river-88';

/** The smallest world in which sharing means something: a group of two schools, and somebody elsewhere. */
export interface SmallGroup {
  groupId: string;
  coreId: string;
  memberId: string;
  admin: ApiClient;
  /** teaches at the core school, mathematics department */
  author: ApiClient;
  /** teaches at the member school */
  colleague: ApiClient;
  /** has an account and belongs nowhere any more */
  outsider: ApiClient;
}

/** The one-time code of the first-run page, as an empty installation prints it just after it is ready. */
export async function setupCode(app: RunningApp): Promise<string> {
  const printed = () => /[A-Z0-9]{4}(?:-[A-Z0-9]{4}){3}/.exec(app.output())?.[0];
  return (await eventually(
    () => Promise.resolve(printed()),
    (code) => code !== undefined,
  ))!;
}

/** Sets an empty installation up through its first-run page and adds people over the API. */
export async function foundGroup(app: RunningApp): Promise<SmallGroup> {
  const code = await setupCode(app);
  const admin = new ApiClient(app.url);
  const made = await admin.post('setup', {
    code,
    groupName: '青禾教育集团',
    schoolName: '青禾实验小学',
    loginName: 'admin',
    name: '周明',
    password: PASSWORD,
  });
  if (made.status >= 300) throw new Error(`Setup failed: ${made.status} ${JSON.stringify(made.body)}`);
  const organization = (
    await admin.get<{ groups: { id: string }[]; schools: { id: string }[] }>('organization')
  ).body;
  const groupId = organization.groups[0]!.id;
  const coreId = organization.schools[0]!.id;
  const memberId = (await ok(admin.post<{ id: string }>('schools', { groupId, name: '东溪小学' }))).id;

  const teacher = (loginName: string, name: string, scopeId: string) =>
    newcomer(app, admin, { loginName, name }, { scope: 'school', scopeId, role: 'teacher' });
  const outsider = await teacher('outsider', '路人', memberId);
  const people = (
    await admin.get<{ items: { loginName: string; memberships: { id: string }[] }[] }>(
      `people?schoolId=${memberId}`,
    )
  ).body;
  const membership = people.items.find((p) => p.loginName === 'outsider')!.memberships[0]!;
  await ok(admin.delete(`memberships/${membership.id}`));
  return {
    groupId,
    coreId,
    memberId,
    admin,
    author: await teacher('author', '王芳', coreId),
    colleague: await teacher('colleague', '李强', memberId),
    outsider,
  };
}

/** Adds somebody with memberships, who has chosen {@link PASSWORD} for theirs. */
export async function newcomer(
  app: Pick<RunningApp, 'url'>,
  admin: ApiClient,
  person: { loginName: string; name: string },
  ...memberships: object[]
): Promise<ApiClient> {
  const current = `First-${PASSWORD}`;
  await ok(admin.post('people', { ...person, initialPassword: current, memberships }));
  const client = await new ApiClient(app.url).login(person.loginName, current);
  await ok(client.request('PUT', 'me/password', { current, next: PASSWORD }));
  return client.login(person.loginName, PASSWORD);
}

/** Publishes a web link to somebody's group, or to another audience; what there is of it then. */
export async function publishLink(
  { author, groupId }: Pick<SmallGroup, 'author' | 'groupId'>,
  title: string,
  more: { type?: string; tags?: string[]; audience?: object } = {},
): Promise<ResourceView> {
  const { audience = { preset: 'group', groupIds: [groupId], previewOnly: false }, ...fields } = more;
  const body = { title, type: 'material', linkUrl: 'https://example.org/', ...fields };
  const made = await ok(author.post<ResourceView>('resources', body));
  const match = { 'if-match': `"${made.rev}"` };
  return ok(author.post<ResourceView>(`resources/${made.id}/publish`, { audience }, match));
}
