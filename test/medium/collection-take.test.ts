import { buffer } from 'node:stream/consumers';
import * as mupdf from 'mupdf';
import { fromBufferPromise } from 'yauzl';
import { MOST_GATHERED, type ArchiveView, type ResourceView } from '../../src/contracts/index.js';
import { newId, type Id } from '../../src/kernel/ids.js';
import { AccessService } from '../../src/modules/access/index.js';
import { OutlinePrinter } from '../../src/modules/curation/taking/outline-printer.js';
import { ActorService } from '../../src/modules/organization/index.js';
import { ResourceFinder } from '../../src/modules/resources/index.js';
import { ObjectStore } from '../../src/platform/storage/storage.port.js';
import { eventually } from '../support/client.js';
import { ok } from '../support/ok.js';
import type { Signed } from '../support/program.js';
import { of, openShelf, SCHOOL, viewOf, type Shelf } from '../support/shelf.js';
import { read } from './shown-file.js';

const HOSTILE = '<script>alert(1)</script>&"\'';

describe('taking a collection along', () => {
  let shelf: Shelf;
  beforeAll(async () => {
    shelf = await openShelf();
  });
  afterAll(() => shelf?.program.close());

  const address = (id: Id, what: string) =>
    `http://localhost:${shelf.program.settings.http.port}/api/v1/collections/${id}/${what}`;
  const take = (by: Signed, id: Id, what: string) => read(address(id, what), { cookie: by.client.cookies() });
  const actions = (id: Id) =>
    shelf.program
      .query<{ action: string }>(
        `SELECT action FROM audit_entry WHERE object_id = ? AND action IN ('collection.print', 'collection.download', 'resource.download')`,
        [id],
      )
      .then((rows) => rows.map(({ action }) => action));
  const link = { kind: 'link', url: 'https://example.org/tool', title: '画图工具', note: '课上用' };

  const pagesOf = (bytes: Buffer) => {
    const pdf = mupdf.Document.openDocument(bytes, 'application/pdf');
    return Array.from({ length: pdf.countPages() }, (_, i) => pdf.loadPage(i));
  };
  const textOf = (bytes: Buffer) =>
    pagesOf(bytes)
      .map((page) => page.toStructuredText('preserve-whitespace').asText())
      .join('\n');
  async function unpacked(bytes: Buffer): Promise<Map<string, string>> {
    const files = new Map<string, string>();
    const zip = await fromBufferPromise(bytes);
    for await (const entry of zip.eachEntry())
      files.set(entry.fileName, (await buffer(await zip.openReadStreamPromise(entry))).toString());
    return files;
  }
  const namesIn = async (by: Signed, id: Id) => {
    const { status, headers, bytes } = await take(by, id, 'archive.zip');
    expect([status, headers.get('content-length')]).toEqual([200, String(bytes.length)]);
    return unpacked(bytes);
  };

  describe('as a table of contents on paper', () => {
    const linksOf = (bytes: Buffer) =>
      pagesOf(bytes).flatMap((page) => page.getLinks().map((one) => one.getURI()));

    it('says in Chinese what is in it, where it stands and where it is found', async () => {
      const { reader, GROUP, resource, collection } = shelf;
      const plan = await resource('一次函数教案', GROUP);
      const facts = { title: '一次函数单元', summary: '从变化说起', stage: 'junior', subject: 'math' };
      const id = await collection(GROUP, facts, [
        { items: [of(plan, '先看这份')] },
        { title: '第二课时', text: '先复习', items: [link] },
      ]);
      const { status, headers, bytes } = await take(reader, id, 'outline.pdf');
      expect([status, headers.get('content-type')]).toEqual([200, 'application/pdf']);
      expect(headers.get('content-disposition')).toContain(
        `filename*=UTF-8''${encodeURIComponent('一次函数单元.pdf')}`,
      );
      const text = textOf(bytes);
      for (const words of [
        '一次函数单元',
        '甲校',
        '组长',
        '初中',
        '数学',
        '从变化说起',
        '第二课时',
        '先复习',
      ])
        expect(text).toContain(words);
      for (const words of ['1. 一次函数教案', '素材', '先看这份', '2. 画图工具', '课上用', '1 / 1'])
        expect(text).toContain(words);
      expect(text).toContain(`/resources/${plan.id}`);
      expect(linksOf(bytes)).toEqual(
        expect.arrayContaining([expect.stringContaining(`/resources/${plan.id}`), link.url]),
      );
      const english = textOf((await take(reader, id, 'outline.pdf?language=en')).bytes);
      expect(english).toMatch(/Mathematics|Maths/);
      expect(await actions(id)).toEqual(['collection.print', 'collection.print']);
    });

    it('holds what people wrote as text, and draws what its fonts lack another way', async () => {
      const { reader, GROUP, collection } = shelf;
      const id = await collection(GROUP, { title: HOSTILE, summary: 'x\u2075 和 😀' }, [
        { items: [{ ...link, title: HOSTILE, note: HOSTILE }] },
      ]);
      const { bytes } = await take(reader, id, 'outline.pdf');
      const text = textOf(bytes).replace(/\s+/g, '');
      expect(text.split(HOSTILE)).toHaveLength(4);
      expect(text).toContain('〓');
      expect(bytes.includes('/JavaScript')).toBe(false);
    });

    it('is the same whether there is something that the asker may not see or not', async () => {
      const { lead, reader, outsider, GROUP, resource, collection } = shelf;
      const [open, secret] = [await resource('公开的', GROUP), await resource('校内的', SCHOOL)];
      const told = async (more: object[]) => {
        const id = await collection(GROUP, { title: '比一比' }, [
          { items: [...more, of(open), ...more] },
          ...(more.length > 0 ? [{ title: '校内', items: more }] : []),
        ]);
        expect((await take(outsider, id, 'outline.pdf')).status).toBe(404);
        const own = textOf((await take(lead, id, 'outline.pdf')).bytes);
        expect(own.includes('校内的')).toBe(more.length > 0);
        return textOf((await take(reader, id, 'outline.pdf')).bytes).replaceAll(id, '');
      };
      expect(await told([of(secret, '给本校')])).toBe(await told([]));
    });

    it('is handed out only as it may be read when it is done: printing takes a while', async () => {
      const { lead, reader, program, GROUP, collection } = shelf;
      const id = await collection(GROUP, { title: '打印中' }, [{ items: [link] }]);
      const actor = await program.get(ActorService).load(reader.id, newId());
      const right = await program.get(AccessService).authorize(actor, 'view', 'collection', id);
      const print = (again: () => Promise<typeof actor | null>) =>
        program.get(OutlinePrinter).print({ actor, again }, right, 'zh', new AbortController().signal);
      expect((await print(() => Promise.resolve(actor))).title).toBe('打印中');
      await expect(print(() => Promise.resolve(null))).rejects.toMatchObject({ code: 'unauthenticated' });
      await expect(
        print(async () => {
          await ok(lead.client.post(`collections/${id}/withdraw`));
          return actor;
        }),
      ).rejects.toMatchObject({ code: 'not_found' });
    });

    it('goes over as many pages as it needs, each with its number', async () => {
      const { reader, GROUP, collection } = shelf;
      const items = Array.from({ length: 90 }, (_, i) => ({ ...link, title: `网页${i + 1}` }));
      const id = await collection(GROUP, { title: '长的' }, [{ items }]);
      const { bytes } = await take(reader, id, 'outline.pdf');
      const pages = pagesOf(bytes);
      expect(pages.length).toBeGreaterThan(3);
      expect(pages.at(-1)!.toStructuredText('preserve-whitespace').asText()).toContain(
        `${pages.length} / ${pages.length}`,
      );
      expect(textOf(bytes)).toContain('90. 网页90');
      expect(linksOf(bytes).filter((one) => one === link.url)).toHaveLength(90);
    });
  });

  describe('as an archive', () => {
    const blobOf = async (resourceId: Id) => {
      const rows = await shelf.program.query<{ sha256: string; objectKey: string }>(
        'SELECT b.sha256, b.object_key AS objectKey FROM file_blob b JOIN file f ON f.sha256 = b.sha256 ' +
          'JOIN resource_file r ON r.file_id = f.id WHERE r.resource_id = ?',
        [resourceId],
      );
      return rows[0]!;
    };
    it('has a folder for each section, every file once under a name that all can keep, and a page about them', async () => {
      const { lead, own, reader, program, GROUP, resource, collection } = shelf;
      const plan = await resource('教案', GROUP);
      const two = await resource('两个文件: a/b?', GROUP);
      await program.attach(two.id, { id: lead.id, schoolId: own }, '第二个文件');
      const id = await collection(GROUP, { title: '一次函数单元', summary: HOSTILE }, [
        { items: [of(plan, '先看这份'), link] },
        { title: 'CON.', text: '先复习', items: [of(two), of(plan, '再看一遍')] },
        { title: '只有话', text: '留给作业', items: [] },
      ]);
      const files = await namesIn(reader, id);
      const inner = '02 CON/03 两个文件_ a_b_/';
      expect([...files.keys()]).toEqual([
        'index.html',
        '01/01 教案.txt',
        `${inner}讲义.txt`,
        `${inner}讲义 (2).txt`,
      ]);
      expect(files.get('01/01 教案.txt')).toBe('教案的讲义');
      expect(new Set([files.get(`${inner}讲义.txt`), files.get(`${inner}讲义 (2).txt`)])).toEqual(
        new Set(['两个文件: a/b?的讲义', '第二个文件']),
      );
      const page = files.get('index.html')!;
      expect(page).not.toMatch(/<script|javascript:|\son\w+=/i);
      expect(page).toContain('&lt;script&gt;');
      const targets = [...page.matchAll(/href="(\.\/[^"]+)"/g)].map((m) =>
        decodeURIComponent(m[1]!.slice(2)),
      );
      expect(new Set(targets)).toEqual(new Set([...files.keys()].slice(1)));
      expect(page).toContain('href="https://example.org/tool"');
      for (const words of ['先看这份', '再看一遍', '先复习', '只有话', '留给作业', '课上用'])
        expect(page).toContain(words);
      expect(await ok(reader.client.get<ArchiveView>(`collections/${id}/archive`))).toMatchObject({
        files: 3,
        elsewhere: 1,
        previewOnly: 0,
      });
      expect(await actions(id)).toEqual(['collection.download']);
    });

    it('is not made for whoever asks for its head alone', async () => {
      const { reader, outsider, GROUP, collection } = shelf;
      const id = await collection(GROUP, { title: '只问问' }, []);
      for (const what of ['archive.zip', 'outline.pdf']) {
        const ask = (by: Signed) => read(address(id, what), { cookie: by.client.cookies() }, 'HEAD');
        expect([(await ask(reader)).status, (await ask(outsider)).status]).toEqual([200, 404]);
      }
      expect(await actions(id)).toEqual([]);
    });

    it('leaves out what may only be looked at, and says so; what is not everybody’s is written down', async () => {
      const { lead, reader, GROUP, resource, collection } = shelf;
      const shown = await resource('只能看', { ...GROUP, previewOnly: true });
      const own = await resource('校内卷', SCHOOL);
      const id = await collection(GROUP, { title: '预览' }, [{ items: [of(shown), of(own)] }]);
      const files = await namesIn(reader, id);
      expect([...files.keys()]).toEqual(['index.html']);
      expect(files.get('index.html')).toMatch(/只能看<\/a>.*只能在线预览，没有放进来/s);
      expect(files.get('index.html')).not.toContain('校内卷');
      expect(await ok(reader.client.get<ArchiveView>(`collections/${id}/archive`))).toMatchObject({
        ...{ files: 0, elsewhere: 0, previewOnly: 1 },
      });
      expect([...(await namesIn(lead, id)).keys()]).toEqual(['index.html', '01 只能看.txt', '02 校内卷.txt']);
      expect(await actions(own.id)).toEqual(['resource.download']);
      expect(await actions(shown.id)).toEqual(['resource.download']);
    });

    it('is the same whether there is something that the asker may not see or not', async () => {
      const { reader, outsider, GROUP, resource, collection } = shelf;
      const [open, secret] = [await resource('公开的', GROUP), await resource('校内的', SCHOOL)];
      const told = async (more: object[]) => {
        const id = await collection(GROUP, { title: '比一比' }, [
          { items: [...more, of(open), ...more] },
          ...(more.length > 0 ? [{ title: '校内', items: more }] : []),
        ]);
        expect((await take(outsider, id, 'archive.zip')).status).toBe(404);
        expect((await outsider.client.get(`collections/${id}/archive`)).status).toBe(404);
        const files = [...(await namesIn(reader, id))];
        return files.map(([name, text]) => [name, text.replaceAll(id, '')]);
      };
      expect(await told([of(secret, '给本校')])).toEqual(await told([]));
    });

    /** Gives a resource's file more bytes than are under way between two ends of a connection. */
    async function enlarge(resourceId: Id): Promise<void> {
      const { sha256, objectKey } = await blobOf(resourceId);
      const bytes = Buffer.alloc(24 * 1024 ** 2, 'a');
      await shelf.program.get(ObjectStore).put(objectKey, bytes, { contentType: 'text/plain' });
      await shelf.program.write('UPDATE file_blob SET size = ? WHERE sha256 = ?', [bytes.length, sha256]);
    }

    it('is cut off where the right to a file ends before its turn: it never looks whole', async () => {
      const { lead, reader, GROUP, resource, collection } = shelf;
      const [large, later] = [await resource('很大的', GROUP), await resource('后来的', GROUP)];
      await enlarge(large.id);
      const id = await collection(GROUP, { title: '断开' }, [{ items: [of(large), of(later)] }]);
      const answer = await fetch(address(id, 'archive.zip'), {
        headers: { cookie: reader.client.cookies() },
      });
      const chunks = answer.body!.getReader();
      expect((await chunks.read()).done).toBe(false);
      await ok(lead.client.post(`resources/${later.id}/withdraw`));
      const rest = async () => {
        while (!(await chunks.read()).done);
      };
      await expect(rest()).rejects.toThrow();
      expect(await actions(later.id)).toEqual([]);
    });

    it('is made twice at once for one person, and no oftener: the third waits until one has ended', async () => {
      const { lead, reader, GROUP, resource, collection } = shelf;
      const large = await resource('下不完的', GROUP);
      await enlarge(large.id);
      const id = await collection(GROUP, { title: '一次两份' }, [{ items: [of(large)] }]);
      const begin = async (by: Signed) => {
        const given = new AbortController();
        const headers = { cookie: by.client.cookies() };
        const { status } = await fetch(address(id, 'archive.zip'), { headers, signal: given.signal });
        return { status, end: () => given.abort() };
      };
      const first = await begin(reader);
      const second = await begin(reader);
      expect([first.status, second.status]).toEqual([200, 200]);
      expect((await begin(reader)).status).toBe(429);
      const other = await begin(lead);
      expect(other.status).toBe(200);
      for (const one of [first, other]) one.end();
      const again = await eventually(
        () => begin(reader),
        ({ status }) => status !== 429,
      );
      expect(again.status).toBe(200);
      for (const one of [second, again]) one.end();
    });

    it('is refused with a sentence where it would be too large', async () => {
      const { reader, program, GROUP, resource, collection } = shelf;
      const one = await resource('巨大', GROUP);
      const id = await collection(GROUP, { title: '太大' }, [{ items: [of(one)] }]);
      const { sha256 } = await blobOf(one.id);
      await program.write('UPDATE file_blob SET size = ? WHERE sha256 = ?', [9 * 1024 ** 3, sha256]);
      expect(await take(reader, id, 'archive.zip')).toMatchObject({
        status: 422,
        code: 'collection_too_large',
      });
      const { status, body } = await reader.client.get<{ code: string }>(`collections/${id}/archive`);
      expect([status, body.code]).toEqual([422, 'collection_too_large']);
    });
  });

  describe('with what a section gathers by itself', () => {
    /** Lets the second section of a collection gather by a search. */
    async function gather(id: Id, search: object): Promise<Id> {
      const { rev, sections } = await viewOf(shelf.lead, id);
      const sectionId = sections[1]!.id;
      await ok(
        shelf.lead.client.request(
          'PATCH',
          `collections/${id}/sections/${sectionId}`,
          { search },
          { 'if-match': `"${rev}"` },
        ),
      );
      return sectionId;
    }
    const gathering = (name: string, items: object[] = []) =>
      shelf.collection(shelf.GROUP, { title: name }, [
        { items },
        { title: '自动', text: '会自己更新', items: [] },
      ]);
    const printed = async (by: Signed, id: Id) =>
      textOf((await take(by, id, 'outline.pdf')).bytes).replace(/\s+/g, '');

    it('takes for each asker what they see of it now, behind what was put there by hand', async () => {
      const { lead, reader, GROUP, resource } = shelf;
      const [byHand, out] = [await resource('圆锥甲', GROUP), await resource('圆锥乙', GROUP)];
      const shown = await resource('圆锥丙', GROUP);
      await resource('圆锥丁校内', SCHOOL);
      await resource('圆锥戊只看', { ...GROUP, previewOnly: true });
      const id = await gathering('圆锥', [of(byHand)]);
      const sectionId = await gather(id, { text: '圆锥' });
      await ok(lead.client.request('PUT', `collections/${id}/sections/${sectionId}/exceptions/${out.id}`));
      await eventually(
        () => lead.client.get<{ items: unknown[] }>(`collections/${id}/sections/${sectionId}/found`),
        ({ body }) => body.items.length === 3,
      );
      const files = await namesIn(reader, id);
      expect([...files.keys()]).toEqual(['index.html', '01/01 圆锥甲.txt', '02 自动/圆锥丙.txt']);
      const page = files.get('index.html')!;
      expect(page).toMatch(/自动收集.*圆锥戊只看<\/a>.*只能在线预览，没有放进来/s);
      for (const title of ['圆锥乙', '圆锥丁校内']) expect(page).not.toContain(title);
      expect([...(await namesIn(lead, id)).keys()].sort()).toEqual(
        [
          'index.html',
          ...['01/01 圆锥甲.txt', '02 自动/圆锥丙.txt', '02 自动/圆锥丁校内.txt', '02 自动/圆锥戊只看.txt'],
        ].sort(),
      );
      expect(await ok(reader.client.get<ArchiveView>(`collections/${id}/archive`))).toMatchObject({
        ...{ files: 2, previewOnly: 1, rest: null },
      });
      const text = await printed(reader, id);
      expect(text).toMatch(/1\.圆锥甲.*自动会自己更新以下由这一节自动收集·圆锥/);
      for (const title of ['圆锥丙', '圆锥戊只看']) expect(text).toContain(`·${title}`);
      for (const title of ['圆锥乙', '圆锥丁校内']) expect(text).not.toContain(title);
      expect(await printed(lead, id)).toContain('·圆锥丁校内');
      await ok(lead.client.post(`resources/${shown.id}/withdraw`));
      expect([...(await namesIn(reader, id)).keys()]).toEqual(['index.html', '01/01 圆锥甲.txt']);
      expect(await printed(reader, id)).not.toContain('圆锥丙');
    });

    it('takes no more of it than there is room for, and says that there is more, or may be', async () => {
      const { lead, reader, program, GROUP, resource } = shelf;
      const { id: resourceId } = await resource('圆台', GROUP);
      const card = await ok(reader.client.get<ResourceView>(`resources/${resourceId}`));
      const id = await gathering('圆台');
      await gather(id, { text: '圆台' });
      const finder = program.get(ResourceFinder);
      const find = (next: string | null, limited: boolean) =>
        finder.provide((_, __, { cursor, limit }) => {
          const from = Number(cursor ?? 0);
          const items = Array.from({ length: limit }, (_one, i) => ({
            ...card,
            id: `01890000-0000-7000-8000-${String(from + i).padStart(12, '0')}`,
            title: `圆台${from + i}`,
          }));
          return Promise.resolve({ items, next: next && String(from + limit), limited });
        });
      find('more', false);
      const text = await printed(lead, id);
      expect(text.split('·圆台')).toHaveLength(MOST_GATHERED + 1);
      for (const title of ['·圆台0', `·圆台${MOST_GATHERED - 1}`]) expect(text).toContain(title);
      expect(text).toContain('这一节还收集了更多');
      const rest = async () => (await ok(lead.client.get<ArchiveView>(`collections/${id}/archive`))).rest;
      expect(await rest()).toBe('more');
      find(null, true);
      expect(await rest()).toBe('incomplete');
    });
  });
});
