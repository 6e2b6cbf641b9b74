import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import {
  MOST_VERSIONS,
  type CollectionItem,
  type CollectionView,
  type ResourceVersions,
  type ResourceView,
  type VersionToPin,
} from '../../src/contracts/index.js';
import { DAY, HOUR } from '../../src/kernel/clock.js';
import { newId, type Id } from '../../src/kernel/ids.js';
import { ActorService } from '../../src/modules/organization/index.js';
import { Originals, ReadingRecord } from '../../src/modules/resources/index.js';
import { ok } from '../support/ok.js';
import type { Signed } from '../support/program.js';
import { itemsOf, of, openShelf, SCHOOL, type Shelf } from '../support/shelf.js';
import { read } from './shown-file.js';

/** Below a file: everything of it that can be asked for. */
const ADDRESSES = [
  ...['original', 'text', 'thumbnail', 'image', 'audio', 'poster', 'strip', 'pages/1', 'pages/1/thumbnail'],
  ...['hls/master.m3u8', 'hls/720p/seg1.m4s'],
];

describe('an item that holds a version fast', () => {
  let shelf: Shelf;
  beforeAll(async () => {
    shelf = await openShelf();
  });
  afterAll(() => shelf?.program.close());

  const resourceOf = (by: Signed, id: Id) => ok(by.client.get<ResourceView>(`resources/${id}`));
  const versionsOf = (by: Signed, id: Id) => ok(by.client.get<ResourceVersions>(`resources/${id}/versions`));
  const revised = async (by: Signed, path: string) => {
    const { rev } = await ok(by.client.get<{ rev: number }>(path));
    return { 'if-match': `"${rev}"` };
  };
  const pin = async (by: Signed, id: Id, itemId: Id, version: VersionToPin) =>
    by.client.request(
      'PUT',
      `collections/${id}/items/${itemId}/version`,
      { version },
      await revised(shelf.lead, `collections/${id}`),
    );
  /** Puts another file and another link in the place of what was there. */
  async function replace(id: Id, name: string): Promise<void> {
    const { program, lead, own } = shelf;
    const body = { linkUrl: `https://example.org/${encodeURIComponent(name)}`, fileIds: [] };
    await ok(lead.client.patch(`resources/${id}`, body, await revised(lead, `resources/${id}`)));
    await program.attach(id, { id: lead.id, schoolId: own }, name);
    shelf.program.clock.advance(HOUR);
  }
  const share = async (id: Id, audience: object) =>
    ok(
      shelf.lead.client.post(
        `resources/${id}/publish`,
        { audience },
        await revised(shelf.lead, `resources/${id}`),
      ),
    );
  const bytes = (by: Signed, id: Id, fileId: Id, what = 'original') =>
    read(
      `http://localhost:${shelf.program.settings.http.port}/api/v1/resources/${id}/files/${fileId}/${what}`,
      { cookie: by.client.cookies() },
    );
  const status = async (by: Signed, id: Id, fileId: Id) => (await bytes(by, id, fileId)).status;
  const first = async (by: Signed, id: Id, mode = 'reading') => (await itemsOf(by, id, mode))[0]!;
  const filesOf = ({ resource }: CollectionItem) => resource!.files.map((file) => file.id);
  async function unpacked(by: Signed, id: Id): Promise<Map<string, string>> {
    const address = `http://localhost:${shelf.program.settings.http.port}/api/v1/collections/${id}/archive.zip`;
    const answer = await read(address, { cookie: by.client.cookies() });
    expect(answer.status).toBe(200);
    const files = new Map<string, string>();
    const zip = await fromBufferPromise(answer.bytes);
    for await (const entry of zip.eachEntry())
      files.set(entry.fileName, (await buffer(await zip.openReadStreamPromise(entry))).toString());
    return files;
  }

  /** A resource of the lead's in a collection, its item pinned, and then replaced once. */
  async function pinned(audience = shelf.GROUP) {
    const made = await shelf.resource('一次函数', audience);
    const old = await resourceOf(shelf.lead, made.id);
    const id = await shelf.collection(shelf.GROUP, { title: '单元' }, [{ items: [of(made)] }]);
    const item = await first(shelf.lead, id);
    await ok(pin(shelf.lead, id, item.id, 'in force'));
    shelf.program.clock.advance(HOUR);
    await replace(made.id, '新讲义');
    const now = await resourceOf(shelf.lead, made.id);
    return { id, itemId: item.id, resourceId: made.id, old: old.fullFiles[0]!.id, now: now.fullFiles[0]!.id };
  }

  it('follows until it is pinned, keeps to the version then, and follows again', async () => {
    const { lead, reader, resource, GROUP, collection } = shelf;
    const made = await resourceOf(lead, (await resource('一次函数', GROUP)).id);
    const id = await collection(GROUP, {}, [{ items: [of(made)] }]);
    const { id: itemId } = await first(lead, id);
    expect(await first(reader, id)).toMatchObject({ pinned: null });
    await ok(pin(lead, id, itemId, 'in force'));
    expect(await first(reader, id)).toMatchObject({ pinned: { number: 1, earlier: null } });
    expect((await first(lead, id, 'curating')).curating).toMatchObject({
      pin: 'in force',
      mayPinEarlier: true,
    });

    await replace(made.id, '新讲义');
    const old = made.fullFiles[0]!.id;
    const shown = await first(reader, id);
    expect(filesOf(shown)).toEqual([old]);
    expect(shown.resource!.linkUrl).toBe('https://example.org/');
    expect(shown.pinned).toMatchObject({ number: 1, earlier: { right: 'download', files: [{ id: old }] } });
    expect((await first(lead, id, 'curating')).curating).toMatchObject({ pin: 'earlier' });
    expect((await bytes(reader, made.id, old)).bytes.toString()).toContain('一次函数');
    expect([
      await status(reader, made.id, old),
      (await resourceOf(reader, made.id)).fullFiles[0]!.id,
    ]).not.toContain(404);

    await ok(pin(lead, id, itemId, null));
    expect(await first(reader, id)).toMatchObject({ pinned: null });
    expect(filesOf(await first(reader, id))).not.toContain(old);
    expect(await status(reader, made.id, old)).toBe(404);
    expect(await status(lead, made.id, old)).toBe(200);
  });

  it('is in the history, and undone', async () => {
    const { lead, reader } = shelf;
    const { id, itemId, old, resourceId } = await pinned();
    await ok(pin(lead, id, itemId, null));
    expect(await status(reader, resourceId, old)).toBe(404);
    const { items } = await ok(lead.client.get<{ items: { what: string }[] }>(`collections/${id}/history`));
    expect(items.map(({ what }) => what).slice(0, 2)).toEqual(['item_follow', 'item_pin']);
    await ok(lead.client.post(`collections/${id}/undo`, {}, await revised(lead, `collections/${id}`)));
    expect(filesOf(await first(reader, id))).toEqual([old]);
    expect(await status(reader, resourceId, old)).toBe(200);
    const audited = await shelf.program.query<{ action: string }>(
      `SELECT action FROM audit_entry WHERE object_id = ? AND action IN ('collection.item_pin', 'collection.item_follow') ORDER BY action`,
      [id],
    );
    expect(audited.map(({ action }) => action)).toEqual(['collection.item_follow', 'collection.item_pin']);
  });

  it('is pinned to an earlier version by those only who may edit the resource, and to one that has its file', async () => {
    const { lead, reader } = shelf;
    const { id: mine, itemId, resourceId, old, now } = await pinned();
    const own = await ok(reader.client.post<CollectionView>('collections', { title: '读者编的' }));
    const { ids } = await ok(
      reader.client.post<{ ids: Id[] }>(`collections/${own.id}/items`, {
        items: [
          of({ id: resourceId } as ResourceView),
          { kind: 'link', url: 'https://example.org/', title: '页' },
        ],
      }),
    );
    const put = async (itemId2: Id, version: VersionToPin) =>
      reader.client.request(
        'PUT',
        `collections/${own.id}/items/${itemId2}/version`,
        { version },
        await revised(reader, `collections/${own.id}`),
      );
    expect((await put(ids[0]!, 1)).status).toBe(404);
    expect((await put(ids[0]!, 7)).status).toBe(404);
    expect((await put(ids[1]!, 'in force')).status).toBe(400);
    expect((await put(ids[0]!, 'in force')).status).toBe(200);
    expect(await first(reader, own.id, 'curating')).toMatchObject({
      pinned: { number: 2, earlier: null },
      curating: { pin: 'in force', mayPinEarlier: false },
    });
    expect((await pin(lead, mine, itemId, 2)).status).toBe(200);
    expect(await status(reader, resourceId, old)).toBe(404);
    expect((await pin(lead, mine, itemId, 1)).status).toBe(200);
    expect(await status(reader, resourceId, old)).toBe(200);

    // Pages of a file: only versions that hold it.
    await shelf.program.write(
      `UPDATE collection_item SET kind = 'pages', file_id = ?, range_from = 1, range_to = 1 WHERE id = ?`,
      [now, itemId],
    );
    await ok(pin(lead, mine, itemId, null));
    expect((await pin(lead, mine, itemId, 1)).status).toBe(404);
    expect((await pin(lead, mine, itemId, 'in force')).status).toBe(200);
  });

  it('shows nothing to whom the version was never shown: they see the one in force', async () => {
    const { lead, reader, GROUP, own } = shelf;
    const colleague = await shelf.teacher(`colleague`, '同事', own);
    const { id, resourceId, old, now } = await pinned(SCHOOL);
    expect(await itemsOf(reader, id)).toEqual([]);
    expect(await status(reader, resourceId, old)).toBe(404);
    await share(resourceId, GROUP);

    const late = await first(reader, id);
    expect([filesOf(late), late.pinned]).toEqual([[now], null]);
    expect(late.resource!.linkUrl).not.toBe('https://example.org/');
    expect([await status(reader, resourceId, old), await status(reader, resourceId, now)]).toEqual([
      404, 200,
    ]);
    expect(filesOf(await first(colleague, id))).toEqual([old]);
    expect(await status(colleague, resourceId, old)).toBe(200);
    const names = [...(await unpacked(reader, id)).values()].join('\n');
    expect(names).not.toContain('一次函数的讲义');
    expect(names).toContain('新讲义');

    // A curator of the other school is told no more than that.
    await ok(
      lead.client.request('PUT', `collections/${id}/grants`, {
        to: { kind: 'user', id: reader.id, schoolId: shelf.sister },
        right: 'edit',
      }),
    );
    expect(await first(reader, id, 'curating')).toMatchObject({ pinned: null, curating: { pin: 'away' } });
    const copy = await ok(reader.client.post<CollectionView>(`collections/${id}/copy`, {}));
    expect(await first(reader, copy.id)).toMatchObject({ pinned: null });
  });

  it('shows a version to nobody when it was replaced before its window, after its withdrawal, or before this was remembered', async () => {
    const { lead, reader, GROUP, program } = shelf;
    const made = await resourceOf(lead, (await shelf.resource('试卷', GROUP)).id);
    const old = made.fullFiles[0]!.id;
    const id = await shelf.collection(GROUP, {}, [{ items: [of(made)] }]);
    const { id: itemId } = await first(lead, id);
    const from = new Date(program.clock.now() + DAY).toISOString();
    await ok(
      lead.client.post(
        `resources/${made.id}/publish`,
        { audience: GROUP, visibleFrom: from },
        await revised(lead, `resources/${made.id}`),
      ),
    );
    await ok(pin(lead, id, itemId, 'in force'));
    await replace(made.id, '改过的试卷');
    program.clock.advance(2 * DAY);
    expect(await first(reader, id)).toMatchObject({ pinned: null });
    expect(await status(reader, made.id, old)).toBe(404);

    const gone = await resourceOf(lead, (await shelf.resource('有误的讲义', GROUP)).id);
    const holding = await shelf.collection(GROUP, {}, [{ items: [of(gone)] }]);
    await ok(pin(lead, holding, (await first(lead, holding)).id, 'in force'));
    await ok(
      lead.client.post(`resources/${gone.id}/withdraw`, {}, await revised(lead, `resources/${gone.id}`)),
    );
    await replace(gone.id, '改好的讲义');
    await share(gone.id, GROUP);
    expect(await first(reader, holding)).toMatchObject({ pinned: null });
    expect(await status(reader, gone.id, gone.fullFiles[0]!.id)).toBe(404);

    const other = await pinned();
    await program.write('UPDATE resource_version SET shown_to = NULL WHERE resource_id = ?', [
      other.resourceId,
    ]);
    expect(await status(reader, other.resourceId, other.old)).toBe(404);
    expect(filesOf(await first(reader, other.id))).toEqual([other.now]);
    expect(await status(lead, other.resourceId, other.old)).toBe(200);
  });

  it('gives no more than the version was shown for: what was to be looked at only stays so', async () => {
    const { reader, GROUP } = shelf;
    const { id, resourceId, old } = await pinned({ ...GROUP, previewOnly: true });
    await share(resourceId, GROUP);
    const shown = await first(reader, id);
    expect([filesOf(shown), shown.pinned!.earlier!.right]).toEqual([[old], 'view']);
    expect(await status(reader, resourceId, old)).toBe(404);
    expect((await bytes(reader, resourceId, old, 'text')).status).toBe(200);
    expect([...(await unpacked(reader, id)).keys()]).toEqual(['index.html']);
  });

  it('ends with the right, the collection, and the version, at the next request', async () => {
    const { lead, reader, GROUP } = shelf;
    const one = await pinned();
    expect(await status(reader, one.resourceId, one.old)).toBe(200);
    await share(one.resourceId, SCHOOL);
    expect(await status(reader, one.resourceId, one.old)).toBe(404);
    expect(await itemsOf(reader, one.id)).toEqual([]);
    await share(one.resourceId, GROUP);
    expect(await status(reader, one.resourceId, one.old)).toBe(200);

    await ok(lead.client.post(`collections/${one.id}/withdraw`));
    expect(await status(reader, one.resourceId, one.old)).toBe(404);

    const two = await pinned();
    expect((await versionsOf(lead, two.resourceId)).items).toMatchObject([{ number: 1, pinnedIn: 1 }]);
    await ok(lead.client.delete(`collections/${two.id}`));
    expect(await status(reader, two.resourceId, two.old)).toBe(404);
    expect((await versionsOf(lead, two.resourceId)).items).toMatchObject([{ number: 1, pinnedIn: 0 }]);

    const three = await pinned();
    await ok(lead.client.delete(`resources/${three.resourceId}/versions/1`));
    expect(filesOf(await first(reader, three.id))).toEqual([three.now]);
    expect(await first(lead, three.id, 'curating')).toMatchObject({
      pinned: null,
      curating: { pin: 'away' },
    });
    expect(await status(reader, three.resourceId, three.old)).toBe(404);
  });

  it('is counted to whoever may delete the version, as far as they see the collections', async () => {
    const { lead, reader, resource, GROUP } = shelf;
    const made = await resource('秘密的合集', GROUP);
    const hidden = await ok(reader.client.post<CollectionView>('collections', { title: '读者的草稿' }));
    const { ids } = await ok(
      reader.client.post<{ ids: Id[] }>(`collections/${hidden.id}/items`, { items: [of(made)] }),
    );
    await ok(
      reader.client.request(
        'PUT',
        `collections/${hidden.id}/items/${ids[0]!}/version`,
        { version: 'in force' },
        await revised(reader, `collections/${hidden.id}`),
      ),
    );
    const { fullFiles } = await resourceOf(reader, made.id);
    await replace(made.id, '新的');
    expect((await versionsOf(lead, made.id)).items).toMatchObject([{ number: 1, pinnedIn: 0 }]);
    expect(await status(reader, made.id, fullFiles[0]!.id)).toBe(200);
    expect(await status(shelf.outsider, made.id, fullFiles[0]!.id)).toBe(404);
  });

  it('keeps a version that is older than as many as are kept, until nothing holds it fast', async () => {
    const { lead, reader } = shelf;
    const { id, itemId, resourceId, old } = await pinned();
    const edit = async (i: number) => {
      const body = { linkUrl: `https://example.org/${i}`, fileIds: [] };
      await ok(
        lead.client.patch(`resources/${resourceId}`, body, await revised(lead, `resources/${resourceId}`)),
      );
    };
    for (let i = 1; i <= MOST_VERSIONS + 1; i += 1) await edit(i);
    const numbers = async () => (await versionsOf(lead, resourceId)).items.map(({ number }) => number);
    expect([(await numbers()).length, (await numbers()).slice(-2)]).toEqual([MOST_VERSIONS + 1, [3, 1]]);
    expect(filesOf(await first(reader, id))).toEqual([old]);
    expect(await status(reader, resourceId, old)).toBe(200);

    await ok(pin(lead, id, itemId, null));
    await edit(0);
    expect([(await numbers()).length, (await numbers()).at(-1)]).toEqual([MOST_VERSIONS, 4]);
    expect(await status(lead, resourceId, old)).toBe(404);
  }, 60_000);

  it('is opened and closed for every address of its bytes alike', async () => {
    const { lead, reader, GROUP, program } = shelf;
    const { id, itemId, resourceId, old } = await pinned();
    const answers = async () =>
      new Set(
        await Promise.all(ADDRESSES.map(async (what) => (await bytes(reader, resourceId, old, what)).status)),
      );
    expect(await answers()).toEqual(new Set([200]));
    await program.get(ReadingRecord).settled();
    const [row] = await program.query<{ n: number }>(
      `SELECT COUNT(*) AS n FROM audit_entry WHERE action = 'resource.view' AND object_id = ? AND actor_id = ?`,
      [resourceId, reader.id],
    );
    expect(Number(row!.n)).toBe(1);
    await ok(
      lead.client.post(
        `resources/${resourceId}/publish`,
        { audience: GROUP },
        await revised(lead, `resources/${resourceId}`),
      ),
    );
    await ok(pin(lead, id, itemId, null));
    expect(await answers()).toEqual(new Set([404]));
  });

  it('is taken along, printed and copied as it is shown, and what is read of it is written down', async () => {
    const { reader, program } = shelf;
    const { id, resourceId, old } = await pinned();
    const files = await unpacked(reader, id);
    expect([...files.keys()].sort()).toEqual(['01 一次函数.txt', 'index.html']);
    expect(files.get('index.html')).toMatch(/固定版本（\d{4}-\d\d-\d\d 至 \d{4}-\d\d-\d\d）/);
    const copy = await ok(reader.client.post<CollectionView>(`collections/${id}/copy`, {}));
    expect(filesOf(await first(reader, copy.id))).toEqual([old]);
    const [row] = await program.query<{ n: number }>(
      `SELECT COUNT(*) AS n FROM audit_entry WHERE action = 'resource.download' AND object_id = ? AND actor_id = ?`,
      [resourceId, reader.id],
    );
    expect(Number(row!.n)).toBe(1);
  });

  it('is not sent any further in an archive under way, once nothing holds it fast any more', async () => {
    const { lead, reader, program } = shelf;
    const { id, itemId, resourceId, old, now } = await pinned();
    const actor = await program.get(ActorService).load(reader.id, newId());
    const originals = program.get(Originals);
    const held = [old, now].map((fileId) => ({ id: resourceId, fileId }));
    const found = [...(await originals.of(actor!, held)).values()];
    expect(found.map(({ fileId, inForce }) => [fileId, inForce])).toEqual([
      [old, false],
      [now, true],
    ]);
    expect(await originals.may(actor!, found)).toBe(true);
    await ok(pin(lead, id, itemId, null));
    expect(await originals.may(actor!, found)).toBe(false);
    expect(await originals.may(actor!, found.slice(1))).toBe(true);
    await expect(originals.open({ actor: actor!, ip: '' }, found[0]!)).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
