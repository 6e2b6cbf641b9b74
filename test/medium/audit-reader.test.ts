import type {
  AuditEntryView,
  AuditPeople,
  AuditReach,
  AuditStanding,
  ResourceView,
} from '../../src/contracts/index.js';
import { DAY } from '../../src/kernel/clock.js';
import { Provisioning, type NewMembership } from '../../src/modules/organization/index.js';
import { Scheduler } from '../../src/platform/queue/index.js';
import { eventually, type ApiClient } from '../support/client.js';
import { UploadWorld } from './uploads-world.js';

interface Page {
  items: AuditEntryView[];
  next: string | null;
}

describe('the audit record over HTTP', () => {
  let world: UploadWorld;
  let author: ApiClient;
  let auditor: ApiClient;
  let elsewhere: ApiClient;
  let id: string;

  const idOf = async (who: ApiClient) => (await who.get<{ user: { id: string } }>('session')).body.user.id;
  const give = async (who: ApiClient, input: Partial<NewMembership>) => {
    const accountId = await idOf(who);
    const wanted = { scope: 'school', scopeId: world.schoolId, role: 'auditor', ...input } as const;
    const from = world.clock.now() - DAY;
    return world.database.transaction((tx) =>
      world.app.get(Provisioning, { strict: false }).addMembership(tx, accountId, { ...wanted, from }),
    );
  };
  const read = async (who: ApiClient, query = '') => (await who.get<Page>(`audit?limit=100${query}`)).body;

  beforeAll(async () => {
    world = await UploadWorld.open();
    author = await world.teacher('author');
    auditor = await world.teacher('auditor');
    elsewhere = await world.teacher('elsewhere', world.otherSchoolId);
    await give(auditor, {});
    await give(elsewhere, { scopeId: world.otherSchoolId });
    const made = await author.post<ResourceView>('resources', { title: '=HYPERLINK("x")' });
    id = made.body.id;
    await author.delete(`resources/${id}`);
    await elsewhere.post('resources', { title: '河东的草稿' });
  });
  afterAll(() => world.close());

  it('is read whole by an auditor of the school, logins of its people among it, and nothing of another school', async () => {
    const { items } = await read(auditor);
    expect(items.map((entry) => entry.action)).toEqual(
      expect.arrayContaining(['resource.create', 'resource.trash', 'session.login']),
    );
    expect(items.every((entry) => entry.school === null || entry.school.id === world.schoolId)).toBe(true);
    const elsewhereId = await idOf(elsewhere);
    expect(items.some((entry) => entry.actor?.id === elsewhereId)).toBe(false);
    expect(items.find((entry) => entry.objectType === 'resource')).toMatchObject({
      actor: { name: 'author' },
      school: { name: '江城一中' },
      // a draft: that it was made is known to the auditor, what it is called is not
      object: { id, name: null },
      ip: '127.0.0.1',
    });
  });

  it('is read by an author as far as it tells of their own things, and by nobody else', async () => {
    const { items } = await read(author);
    expect(items.map((entry) => [entry.action, entry.object?.id])).toEqual([
      ['resource.trash', id],
      ['resource.create', id],
    ]);
    expect(items.every((entry) => entry.ip === null)).toBe(true);
    const stranger = await world.teacher('stranger');
    expect((await read(stranger)).items).toEqual([]);
    expect((await stranger.get<AuditReach>('audit/reach')).body).toEqual({ schools: [], auditor: false });
    expect((await auditor.get<AuditReach>('audit/reach')).body).toEqual({
      schools: [{ id: world.schoolId, name: '江城一中' }],
      auditor: true,
    });
  });

  it('is narrowed by each filter and read page by page', async () => {
    const authorId = await idOf(author);
    expect((await read(auditor, `&actorId=${authorId}&action=resource.`)).items).toHaveLength(2);
    expect((await read(auditor, `&objectId=${id}&action=resource.trash`)).items).toHaveLength(1);
    expect((await read(auditor, `&schoolId=${world.otherSchoolId}`)).items).toEqual([]);
    expect((await read(auditor, '&result=failed')).items).toEqual([]);
    expect((await read(auditor, '&until=2001-01-01T00:00:00Z')).items).toEqual([]);
    const first = (await auditor.get<Page>('audit?limit=1&action=resource.')).body;
    const second = (await auditor.get<Page>(`audit?limit=1&action=resource.&cursor=${first.next}`)).body;
    expect([...first.items, ...second.items].map((entry) => entry.action)).toEqual([
      'resource.trash',
      'resource.create',
    ]);
    expect(second.next).toBeNull();
    expect((await auditor.get('audit?cursor=x')).status).toBe(400);
  });

  it('is exported for a spreadsheet without formulas, and the export is written down', async () => {
    const answer = await auditor.get<string>('audit/export?action=resource.');
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const lines = answer.body.trim().split('\r\n');
    expect(lines[0]).toContain('at,id,actorId');
    expect(lines).toHaveLength(3);
    expect(answer.body).not.toMatch(/(^|,)"?[=+@]/m);
    expect((await read(auditor, '&action=audit.export')).items).toHaveLength(1);
    expect((await author.get<string>('audit/export')).body.trim().split('\r\n')).toHaveLength(3);
  });

  it('says how far it is sealed and whether the chain is whole, to auditors alone', async () => {
    await eventually(
      async () => (await auditor.get<AuditStanding>('audit/standing')).body,
      ({ head }) => head !== null,
    );
    const after = (await auditor.post<AuditStanding>('audit/verify')).body;
    expect(after.verified).toMatchObject({ faults: [] });
    expect(after.head!.seq).toBeGreaterThanOrEqual(after.verified!.seq);
    expect(after.verified!.links).toBe(after.verified!.seq);
    expect((await read(auditor, '&action=audit.verify')).items).toHaveLength(1);
    expect((await auditor.get<AuditStanding>('audit/standing')).body.verified).toEqual(after.verified);
    for (const path of ['audit/standing', 'audit/people?text=a'])
      expect((await author.get(path)).status).toBe(403);
    expect((await author.post('audit/verify')).status).toBe(403);
  });

  it('lets auditors find the people of their schools by name, and nobody of another', async () => {
    const found = async (text: string) =>
      (await auditor.get<AuditPeople>(`audit/people?text=${text}`)).body.items.map((person) => person.name);
    expect(await found('aut')).toEqual(['author']);
    expect(await found('elsewhere')).toEqual([]);
  });

  it('is never read by whoever administers: the two duties exclude each other', async () => {
    await expect(give(auditor, { role: 'school_admin' })).rejects.toMatchObject({ code: 'duties_conflict' });
    await expect(give(auditor, { role: 'teacher', scopeId: world.otherSchoolId })).resolves.toBeTruthy();
  });

  it('loses nothing with time: what was done half a year ago is there, and the chain is whole', async () => {
    const before = await read(auditor, '&action=resource.');
    world.clock.advance(200 * DAY);
    const later = await world.signIn('auditor');
    await world.app.get(Scheduler, { strict: false }).wake();
    const kept = (await read(later, '&action=resource.')).items.map((entry) => entry.id);
    expect(before.items.length).toBeGreaterThan(0);
    expect(kept).toEqual(expect.arrayContaining(before.items.map((entry) => entry.id)));
    expect((await later.post<AuditStanding>('audit/verify')).body.verified).toMatchObject({ faults: [] });
  });
});
