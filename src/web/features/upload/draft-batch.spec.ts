import type { AudienceInput, CreateResourceInput, ResourceView } from '../../api/resources.js';
import { DraftBatch } from './draft-batch.js';
import { fileOf, MemoryServer, WaitedClock } from './engine/testing/memory-server.js';
import { UploadQueue } from './engine/upload-queue.js';
import { Wire } from './engine/wire.js';

const audience: AudienceInput = { preset: 'school', previewOnly: false };

/** A batch on the in-memory upload server; drafts are only counted. */
function setUp() {
  const uploads = new MemoryServer();
  const clock = new WaitedClock(uploads);
  const queue = new UploadQueue(
    {
      server: uploads,
      clock,
      wire: new Wire(clock.now),
      random: () => 0,
      digest: () => Promise.resolve(undefined),
    },
    (tell) => tell(),
  );
  const created: CreateResourceInput[] = [];
  const published: string[] = [];
  const view = (id: string) =>
    ({
      id,
      rev: 1,
      title: '课题',
      type: 'recording',
      linkUrl: null,
      tags: ['春'],
      description: '',
    }) as unknown as ResourceView;
  const batch = new DraftBatch(
    queue,
    {
      create: (body) => Promise.resolve(view(`r${created.push(body)}`)),
      read: (id) => Promise.resolve(view(id)),
      update: (id) => Promise.resolve(view(id)),
      publish: (id) => {
        published.push(id);
        return Promise.resolve(view(id));
      },
      trash: () => Promise.resolve(),
      guess: (names) => Promise.resolve({ items: names.map(() => ({ type: 'slides' }) as never) }),
    },
    () => undefined,
  );
  return { uploads, clock, queue, batch, created, published };
}

describe('A batch of resources to be', () => {
  it('published before the server knows of its files waits for that, and makes one draft for each', async () => {
    const { uploads, clock, batch, created, published } = setUp();
    let announce = () => {};
    const slow = new Promise<void>((resolve) => (announce = resolve));
    const { create } = uploads;
    uploads.create = async (file, signal) => {
      await slow;
      return create(file, signal);
    };
    batch.addFiles([{ file: fileOf('一.pptx', 20) }, { file: fileOf('二.pptx', 20) }]);
    const finished = batch.finish(audience);
    void batch.sync();
    announce();
    await finished;
    expect(batch.getSnapshot().units.map((u) => u.phase)).toEqual(['published', 'published']);
    expect(created.map((c) => c.uploadIds)).toEqual([['up-1'], ['up-2']]);
    expect(published).toHaveLength(2);
    clock.stop();
  });

  it('leaves out what was refused and publishes the rest', async () => {
    const { clock, queue, batch, published } = setUp();
    const refused = new Promise<void>((resolve) => {
      const leave = queue.subscribe(() => {
        if (!queue.getSnapshot().items.some((i) => i.phase === 'failed')) return;
        leave();
        resolve();
      });
    });
    batch.addFiles([{ file: fileOf('空.pdf', 0) }, { file: fileOf('课件.pptx', 20) }]);
    await refused;
    await batch.finish(audience);
    expect(batch.getSnapshot().units.map((u) => u.phase)).toEqual(['editing', 'published']);
    expect(published).toHaveLength(1);
    clock.stop();
  });

  it.each([
    ['makes the draft that a page closed at once did not come to', null, 1],
    ['belongs to the draft that waits for it', 'r-earlier', 0],
  ])('a file that continues an interrupted upload %s', async (_, resourceId, drafts) => {
    const { uploads, clock, queue, batch, created } = setUp();
    const file = fileOf('公开课.mp4', 20);
    const { id } = await uploads.create(
      { fileName: file.name, size: file.size, lastModified: file.lastModified },
      new AbortController().signal,
    );
    if (resourceId) uploads.waitedFor.set(id, resourceId);
    await queue.recover();
    batch.addFiles([{ file }]);
    await batch.sync();
    expect(created.map((c) => c.uploadIds)).toEqual(Array.from({ length: drafts }, () => [id]));
    const [unit] = batch.getSnapshot().units;
    expect(unit?.uploadKeys).toEqual([queue.getSnapshot().items[0]?.key]);
    expect([unit?.title, unit?.kept]).toEqual(resourceId ? ['课题', true] : ['公开课', false]);
    clock.stop();
  });
});
