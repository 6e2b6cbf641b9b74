import { fileOf, MemoryServer, WaitedClock } from './testing/memory-server.js';
import { TransferError, type SourceFile, type UploadPhase } from './types.js';
import { UploadQueue } from './upload-queue.js';
import { Wire } from './wire.js';

const clocks: WaitedClock[] = [];
afterEach(() => clocks.splice(0).forEach((clock) => clock.stop()));

function setUp(partSize = 10) {
  const server = new MemoryServer(partSize);
  const clock = new WaitedClock(server);
  clocks.push(clock);
  const queue = new UploadQueue(
    { server, clock, wire: new Wire(clock.now), random: () => 0, digest: () => Promise.resolve(undefined) },
    (tell) => tell(),
  );
  const phaseOf = (key: string) => queue.getSnapshot().items.find((i) => i.key === key)?.phase;
  const until = (key: string, phase: UploadPhase) =>
    new Promise<void>((resolve, reject) => {
      const check = () => {
        if (phaseOf(key) !== phase) return;
        stop();
        clearTimeout(limit);
        resolve();
      };
      const stop = queue.subscribe(check);
      const limit = setTimeout(() => reject(new Error(`${key} is ${phaseOf(key)}, not ${phase}`)), 3000);
      check();
    });
  const add = (...files: SourceFile[]) => queue.add(files.map((file) => ({ file })));
  return { server, clock, queue, add, until, phaseOf };
}

describe('The upload queue', () => {
  it('sends every part of every file, at most four parts at once over all files', async () => {
    const { server, add, until } = setUp();
    const keys = add(fileOf('a.docx', 95), fileOf('b.pptx', 95), fileOf('c.mp4', 95), fileOf('d.pdf', 95));
    await Promise.all(keys.map((key) => until(key, 'verifying')));
    expect(server.arrived).toHaveLength(40);
    expect(new Set(server.arrived).size).toBe(40);
    expect(server.mostAtOnce).toBe(4);
  });

  it('waits a lost network out, longer each time, and says so meanwhile', async () => {
    const { server, clock, queue, add, until } = setUp();
    const phases = new Set<string>();
    queue.subscribe(() => queue.getSnapshot().items.forEach((i) => phases.add(i.phase)));
    server.fault = (_id, _number, nth) => (nth <= 12 ? new TransferError('network', 'offline') : null);
    const [key] = add(fileOf('a.docx', 10));
    await until(key!, 'verifying');
    expect(phases).toContain('stalled');
    expect(clock.waits.slice(0, 12)).toEqual([
      500, 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000, 30000, 30000, 30000,
    ]);
  });

  it('gives up an answer that stays bad after eight tries, and tries again when the person says so', async () => {
    const { server, add, queue, until } = setUp();
    server.fault = () => new TransferError('again', 'internal');
    const [key] = add(fileOf('a.docx', 10));
    await until(key!, 'failed');
    expect(queue.getSnapshot().items[0]?.failure?.code).toBe('internal');
    server.fault = () => null;
    queue.resume(key!);
    await until(key!, 'verifying');
  });

  it('signs an address anew when it has ended, and the file arrives all the same', async () => {
    const { server, add, until } = setUp();
    server.urlLife = 40_000;
    server.fault = (_id, number, nth) => {
      if (number === 1 && nth === 1) server.now += 60_000;
      return null;
    };
    const [key] = add(fileOf('a.docx', 100));
    await until(key!, 'verifying');
    expect(server.signed.length).toBeGreaterThan(10);
  });

  it('sends after a pause only what had not arrived', async () => {
    const { server, queue, add, until } = setUp();
    let key = '';
    server.fault = (_id, number) => {
      if (number === 6) queue.pause(key);
      return null;
    };
    [key] = add(fileOf('a.docx', 100)) as [string];
    await until(key, 'paused');
    await new Promise((resolve) => setTimeout(resolve, 20));
    const before = server.arrived.length;
    expect(before).toBeLessThan(10);
    server.fault = () => null;
    queue.resume(key);
    await until(key, 'verifying');
    expect(server.arrived).toHaveLength(new Set(server.arrived).size);
    expect(server.arrived).toHaveLength(10);
  });

  it('lets what is under way arrive when paused, and drops it only after some seconds', async () => {
    const { server, clock, queue, add, until, phaseOf } = setUp();
    const phases: (UploadPhase | undefined)[] = [];
    // the seconds do not pass here
    clock.stop();
    let key = '';
    server.fault = (_id, number) => {
      if (number === 2) {
        queue.pause(key);
        phases.push(phaseOf(key));
      }
      return null;
    };
    [key] = add(fileOf('a.docx', 100)) as [string];
    await until(key, 'paused');
    expect(phases).toEqual(['pausing']);
    expect(server.arrived).toEqual(expect.arrayContaining(['up-1/1', 'up-1/2', 'up-1/3', 'up-1/4']));
    expect(server.arrived.length).toBeLessThan(6);
    expect(queue.getSnapshot().items[0]?.sent).toBe(10 * server.arrived.length);
  });

  it('sends a small file before the large ones it was chosen with', async () => {
    const { server, add, until } = setUp();
    const keys = add(fileOf('一.mp4', 95), fileOf('二.mp4', 95), fileOf('三.mp4', 95), fileOf('短.docx', 10));
    await Promise.all(keys.map((key) => until(key, 'verifying')));
    const small = [...server.uploads.values()].find((u) => u.fileName === '短.docx');
    expect(server.arrived.indexOf(`${small?.id}/1`)).toBeLessThan(4);
  });

  it('says of an interrupted file how far it had come', async () => {
    const { server, queue } = setUp();
    const { id } = await server.create(
      { fileName: '课.mp4', size: 95, lastModified: 1 },
      new AbortController().signal,
    );
    server.uploads.get(id)!.parts = [
      { number: 1, size: 10 },
      { number: 2, size: 10 },
    ];
    await queue.recover();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(queue.getSnapshot().items[0]).toMatchObject({ phase: 'needs-file', sent: 20 });
  });

  it('goes on after a reload when the same file is chosen again, and takes another file as a new one', async () => {
    const first = setUp();
    first.server.fault = (_id, number) => (number > 4 ? new TransferError('refused', 'internal') : null);
    const [lost] = first.add(fileOf('课件.pptx', 100, 77));
    await first.until(lost!, 'failed');
    const held = first.server.arrived.length;
    first.server.fault = () => null;

    // a new page: nothing is known but what the server says
    const queue = new UploadQueue(
      {
        server: first.server,
        clock: first.clock,
        wire: new Wire(first.clock.now),
        random: () => 0,
        digest: () => Promise.resolve(undefined),
      },
      (tell) => tell(),
    );
    await queue.recover();
    expect(queue.getSnapshot().items.map((i) => i.phase)).toEqual(['needs-file']);
    const keys = queue.add([{ file: fileOf('课件.pptx', 100, 77) }, { file: fileOf('课件.pptx', 100, 78) }]);
    await new Promise<void>((resolve) => {
      const stop = queue.subscribe(() => {
        if (!queue.getSnapshot().items.every((i) => i.phase === 'verifying')) return;
        stop();
        resolve();
      });
    });
    expect(first.server.uploads.size).toBe(2);
    expect(keys).toHaveLength(2);
    expect(first.server.arrived.filter((p) => p.startsWith('up-1/'))).toHaveLength(10);
    expect(held).toBeGreaterThan(0);
  });

  it('tells the reason of a refused file and leaves the others alone', async () => {
    const { queue, add, until } = setUp();
    const [empty, good] = add(fileOf('空.docx', 0), fileOf('好.docx', 30));
    await until(empty!, 'failed');
    await until(good!, 'verifying');
    expect(queue.getSnapshot().items[0]?.failure).toEqual({ code: 'file_empty', params: {} });
  });

  it('shows what the server says of the check, once', async () => {
    const { server, queue, add, until } = setUp();
    const [key] = add(fileOf('a.docx', 10));
    await until(key!, 'verifying');
    const upload = server.uploads.get('up-1')!;
    queue.onServerState({ ...upload, state: 'failed', failure: { code: 'type_refused', params: {} } });
    expect(queue.getSnapshot().items[0]).toMatchObject({
      phase: 'failed',
      failure: { code: 'type_refused' },
    });
  });

  it('gives the room back on the server when a file is taken out', async () => {
    const { server, queue, add, until } = setUp();
    const [key] = add(fileOf('a.docx', 10));
    await until(key!, 'verifying');
    queue.remove(key!);
    expect(server.aborted).toEqual(['up-1']);
    expect(queue.getSnapshot().items).toEqual([]);
  });
});
