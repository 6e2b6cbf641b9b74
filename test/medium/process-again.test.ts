import { jest } from '@jest/globals';
import type { FileView, ResourceView } from '../../src/contracts/index.js';
import { AppError } from '../../src/kernel/errors.js';
import { DAY } from '../../src/kernel/clock.js';
import { DocumentTool } from '../../src/platform/media/index.js';
import { ObjectStore } from '../../src/platform/storage/storage.port.js';
import { makePdf } from '../contract/media-fixtures.js';
import { eventually, type ApiClient } from '../support/client.js';
import { read, showFile, type ShownFile } from './shown-file.js';
import { UploadWorld } from './uploads-world.js';

describe('a published document, whose bytes somebody else has in a draft of their own', () => {
  let world: UploadWorld;
  let author: ApiClient;
  let reader: ApiClient;
  let other: ApiClient;
  let shown: ShownFile;
  let own: ShownFile;
  let sha256: string;

  beforeEach(async () => {
    world = await UploadWorld.open({ partBytes: 1024 * 1024 });
    author = await world.teacher('author');
    reader = await world.teacher('reader');
    other = await world.teacher('other', world.otherSchoolId);
    const bytes = makePdf(['Pythagoras', 'Euclid']);
    shown = await showFile(world, author, '勾股定理.pdf', bytes);
    own = await draft(bytes);
    sha256 = (await seen()).sha256;
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await world.close();
  });

  /** The same bytes in a draft that nobody else sees. */
  const draft = async (bytes: Buffer): Promise<ShownFile> => {
    const upload = await other.upload('副本.pdf', bytes);
    const { fileId } = await world.ended(other, upload);
    const { id } = (await other.post<ResourceView>('resources', { title: '副本', uploadIds: [upload] })).body;
    return { id, fileId: fileId!, base: `resources/${id}/files/${fileId}` };
  };
  const seen = async (): Promise<FileView> =>
    (await reader.get<ResourceView>(`resources/${shown.id}`)).body.fullFiles[0]!;
  const retry = async (who = other, which = own) => who.post<{ code?: string }>(`${which.base}/retry`);
  const pictures = () =>
    Promise.all(
      ['pages/1', 'pages/2', 'thumbnail'].map(async (what) => {
        const url = `${world.url}/api/v1/${shown.base}/${what}`;
        return (await read(url, { cookie: reader.cookies() })).status;
      }),
    );
  /** As if the last run had left something out, or nothing. */
  const marked = (state: string) =>
    world.database.transaction((tx) =>
      tx.manager.query('UPDATE file_rendering SET state = ?, failure = ? WHERE sha256 = ?', [
        state,
        JSON.stringify({ code: 'processing_failed', params: {} }),
        sha256,
      ]),
    );
  const keys = async (): Promise<Set<string>> => {
    const found = new Set<string>();
    for await (const { key } of world.app.get(ObjectStore).list(`rendition/${sha256.slice(0, 2)}/${sha256}/`))
      found.add(key.split('/')[3]!);
    return found;
  };
  /** Documents are drawn only once `go` has been called, by what `then` makes of it. */
  const held = (
    then: (draw: () => ReturnType<DocumentTool['render']>) => ReturnType<DocumentTool['render']>,
  ) => {
    const tool = world.app.get(DocumentTool, { strict: false });
    const render = tool.render.bind(tool);
    let go = (): void => undefined;
    const gate = new Promise<void>((resolve) => (go = resolve));
    jest.spyOn(tool, 'render').mockImplementation(async (...given) => {
      await gate;
      return then(() => render(...given));
    });
    return () => go();
  };

  it('stays as it is, however often that person asks to process their copy again', async () => {
    const before = await keys();
    for (let i = 0; i < 20; i += 1) {
      expect((await retry()).status).toBe(202);
      expect(await seen()).toMatchObject({ state: 'ready', preview: { pages: 2, hasThumbnail: true } });
      expect(await pictures()).toEqual([200, 200, 200]);
    }
    expect(await keys()).toEqual(before);
  });

  it('keeps showing what there is of it while it is processed again, and then what was made anew', async () => {
    await marked('partial');
    const before = await keys();
    const go = held((draw) => draw());
    expect((await retry()).status).toBe(202);
    await eventually(seen, (file) => file.state === 'processing');
    expect(await seen()).toMatchObject({
      failure: null,
      preview: { pages: 2, hasThumbnail: true, hasText: true },
    });
    expect(await pictures()).toEqual([200, 200, 200]);
    // One that is being processed is not begun once more.
    expect((await retry()).status).toBe(202);
    go();
    await eventually(seen, (file) => file.state === 'ready');
    expect(await pictures()).toEqual([200, 200, 200]);
    await eventually(keys, (now) => now.size === 1 && ![...before].some((key) => now.has(key)));
  });

  it('keeps what there is of it when it cannot be made again', async () => {
    await marked('partial');
    const before = await keys();
    held(() => Promise.reject(new AppError('processing_timeout')))();
    await retry();
    await eventually(seen, (file) => file.failure?.code === 'processing_timeout');
    expect(await seen()).toMatchObject({ state: 'partial', preview: { pages: 2, hasThumbnail: true } });
    expect(await pictures()).toEqual([200, 200, 200]);
    await eventually(keys, (now) => now.size === 1 && [...before].every((key) => now.has(key)));
  });

  it('is processed again five times a day at most, whoever of them asks', async () => {
    held(() => Promise.reject(new AppError('document_damaged')))();
    for (let i = 0; i < 5; i += 1) {
      await marked('failed');
      expect((await retry(i % 2 ? author : other, i % 2 ? shown : own)).status).toBe(202);
      await eventually(seen, (file) => file.failure?.code === 'document_damaged');
    }
    const refused = await retry(author, shown);
    expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3_600);
    world.clock.advance(DAY);
    author = await world.signIn('author');
    await marked('failed');
    expect((await retry(author, shown)).status).toBe(202);
  });
});
