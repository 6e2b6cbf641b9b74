import type { ResourceView, SearchResponse, SightPage, ViewersPage } from '../../src/contracts/index.js';
import { DAY } from '../../src/kernel/clock.js';
import type { Id } from '../../src/kernel/ids.js';
import { ActorService } from '../../src/modules/organization/index.js';
import { FileGate } from '../../src/modules/resources/content/file-gate.js';
import { ResourcePublisher } from '../../src/modules/resources/index.js';
import { eventually } from '../support/client.js';
import { ok } from '../support/ok.js';
import { ReviewWorld } from './review-world.js';

describe('a change of what is in force through review', () => {
  let world: ReviewWorld;
  let id: Id;
  let before: Id;
  let after: Id;

  beforeEach(async () => {
    world = await ReviewWorld.open();
    ({ id, fileId: before } = await world.draft('一稿：苹果'));
    await ok(world.act('lead', await world.submit(id), 'approve'));
    await ok(world.act('groupLead', (await world.submissions(id))[0]!.id, 'approve'));
    after = await waits('二稿：香蕉');
  }, 60_000);
  afterEach(() => world.close());

  /** Files that are there already stand for uploads that have ended; which of both is held is what counts here. */
  async function waits(text: string): Promise<Id> {
    await ok(world.change('author', 'PATCH', id, '', { linkUrl: 'https://example.org/new' }));
    const { id: spare } = await world.draft(text, '另一份');
    const [row] = await world.program.query<{ file_id: Id }>(
      'SELECT file_id FROM resource_file WHERE resource_id = ?',
      [spare],
    );
    await world.program.write('DELETE FROM resource_file WHERE resource_id = ?', [spare]);
    await world.program.write('DELETE FROM resource_pending_file WHERE resource_id = ?', [id]);
    await world.program.write(
      'INSERT INTO resource_pending_file (resource_id, file_id, position) VALUES (?, ?, 0)',
      [id, row!.file_id],
    );
    return row!.file_id;
  }
  const files = async (who: 'author' | 'reader') =>
    (await world.view(who, id)).fullFiles.map((file) => file.id);
  /** How often the audit record says that somebody downloaded a file. */
  const downloads = async (who: 'lead', fileId: Id) => {
    const rows = await world.program.query<{ detail: unknown }>(
      "SELECT detail FROM audit_entry WHERE action = 'resource.download' AND actor_id = ?",
      [world.people[who].id],
    );
    return rows.filter(({ detail }) => JSON.stringify(detail).includes(fileId)).length;
  };
  /** Who can see it because they are asked to review it, as its author is told. */
  const reviewers = async () => {
    const { items } = await ok(world.as('author').get<ViewersPage>(`resources/${id}/viewers?reason=review`));
    return items.map(({ name }) => name);
  };
  /** What the lead can see because they are asked to review it, as their school's administrator is told. */
  const asked = async () => {
    const { items, counts } = await ok(
      world.as('admin').get<SightPage>(`people/${world.people.lead.id}/sight`),
    );
    const found = items.filter(({ reasons }) => reasons.some(({ kind }) => kind === 'review'));
    expect(counts.find(({ kind }) => kind === 'review')?.things ?? 0).toBe(found.length);
    return found.map((item) => item.id);
  };
  const exists = async (fileId: Id) =>
    (await world.program.query('SELECT id FROM file WHERE id = ?', [fileId])).length === 1;

  it('waits beside it: readers see what is in force, in every way', async () => {
    expect(await files('reader')).toEqual([before]);
    expect(await world.view('reader', id)).toMatchObject({ linkUrl: null, pending: null });
    expect((await world.view('author', id)).pending).toMatchObject({
      ...{ linkUrl: 'https://example.org/new', files: [{ id: after }], pendingUploads: 0 },
    });
    for (const what of ['original', 'thumbnail', 'text', 'pages/1'])
      expect([what, (await world.as('reader').get(`resources/${id}/files/${after}/${what}`)).status]).toEqual(
        [what, 404],
      );
    expect((await world.original('author', id, after)).status).toBe(200);
    expect((await world.original('lead', id, after)).status).toBe(404);
    expect(await reviewers()).not.toContain('lead老师');
    expect(await asked()).toEqual([]);
    const found = async (text: string) =>
      (await ok(world.as('reader').get<SearchResponse>(`search?text=${encodeURIComponent(text)}`))).total;
    await eventually(
      () => found('苹果'),
      (total) => total === 1,
    );
    expect(await found('香蕉')).toBe(0);
  });

  it('bears the reviewer’s name where previews are marked', async () => {
    await world.submit(id);
    const lead = (await world.program.get(ActorService).load(world.people.lead.id, world.people.lead.id))!;
    const opened = () => world.program.get(FileGate).open(lead, { id, fileId: after }, 'view');
    expect(await opened()).toMatchObject({ mark: null, inForce: false });
    await world.program.write('UPDATE resource SET watermark = 1 WHERE id = ?', [id]);
    expect(await opened()).toMatchObject({ mark: 'lead老师', inForce: false });
  });

  it('is looked at by whoever is asked, and comes in force with their last word', async () => {
    const submission = await world.submit(id);
    expect((await world.review('lead', submission)).body).toMatchObject({
      replaces: true,
      content: { files: [{ id: after }], linkUrl: 'https://example.org/new' },
      resource: { fullFiles: [{ id: before }], pending: null },
    });
    for (const fileId of [before, after]) expect((await world.original('lead', id, fileId)).status).toBe(200);
    expect(await downloads('lead', after)).toBe(1);
    expect(await reviewers()).toContain('lead老师');
    expect(await asked()).toEqual([id]);
    await ok(world.act('lead', submission, 'approve'));
    expect((await world.original('lead', id, after)).status).toBe(404);
    await ok(world.act('groupLead', submission, 'approve'));
    expect(await files('reader')).toEqual([after]);
    const view = await world.view('author', id);
    expect([view.linkUrl, view.pending]).toEqual(['https://example.org/new', null]);
    // What was in force is an earlier version now.
    expect((await world.original('reader', id, before)).status).toBe(404);
    expect((await world.original('author', id, before)).status).toBe(200);
  });

  it('stays with its author when it is returned, until it is given up: then its files go', async () => {
    const submission = await world.submit(id);
    await ok(world.act('lead', submission, 'return', { reasons: ['content_error'] }));
    expect(await files('reader')).toEqual([before]);
    expect((await world.view('author', id)).pending).not.toBeNull();
    expect((await world.as('reader').delete(`resources/${id}/pending`)).status).toBe(404);
    await ok(world.as('author').delete(`resources/${id}/pending`));
    expect((await world.view('author', id)).pending).toBeNull();
    expect([await exists(before), await exists(after)]).toEqual([true, false]);
    expect((await world.as('author').delete(`resources/${id}/pending`)).status).toBe(404);
  });

  it('is nothing once it is the same again', async () => {
    await ok(world.change('author', 'PATCH', id, '', { fileIds: [before], linkUrl: null }));
    expect((await world.view('author', id)).pending).toBeNull();
    expect(await exists(after)).toBe(false);
  });

  it('comes in force with the next publishing once nothing is asked any more', async () => {
    await world.policy([]);
    await ok(world.change<ResourceView>('author', 'POST', id, '/publish', { audience: world.group }));
    expect(await files('reader')).toEqual([after]);
  });

  it('goes with the resource when that is erased', async () => {
    await ok(world.as('author').delete(`resources/${id}`));
    await world.program.get(ResourcePublisher).empty(world.program.clock.now() + DAY);
    for (const table of ['resource_pending', 'resource_pending_file'])
      expect(await world.program.query(`SELECT * FROM ${table}`)).toEqual([]);
    expect([await exists(before), await exists(after)]).toEqual([false, false]);
  });
});
