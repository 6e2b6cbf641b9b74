import Database from 'libsql';
import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FtsSearchEngine } from '../../src/platform/search/adapters/fts/fts.engine.js';
import { Fts5Postings } from '../../src/platform/search/adapters/fts/fts5-postings.js';
import type { SearchDocument } from '../../src/platform/search/search.port.js';
import { eventually } from '../support/eventually.js';
import { document, query } from './search-model.js';
import { searchContract } from './search.contract.js';

const directories: string[] = [];

function directory(): string {
  const path = mkdtempSync(join(tmpdir(), 'lianke-search-'));
  directories.push(path);
  return path;
}

afterAll(() => {
  for (const path of directories) rmSync(path, { recursive: true, force: true });
});

searchContract('the embedded engine', () => FtsSearchEngine.open({ directory: directory() }));

async function* batches(documents: SearchDocument[]): AsyncGenerator<SearchDocument[]> {
  yield await Promise.resolve(documents);
}

const total = async (engine: FtsSearchEngine, text: string): Promise<number> =>
  (await engine.search(query(text))).total;

describe('the embedded engine', () => {
  it('has everything again after a restart, and asks for a rebuild until one was finished', async () => {
    const path = directory();
    const first = await FtsSearchEngine.open({ directory: path });
    await first.apply([document('a', { title: '课件' })], [{ id: 'b', rev: 4 }]);
    await first.close();
    const second = await FtsSearchEngine.open({ directory: path });
    expect([second.needsRebuild, await total(second, '课件')]).toEqual([true, 1]);
    await second.rebuild(batches([document('a', { title: '课件' })]));
    expect(second.needsRebuild).toBe(false);
    await second.close();
    const third = await FtsSearchEngine.open({ directory: path });
    await third.apply([document('b', { rev: 3, title: '课件' })], []);
    expect([third.needsRebuild, await total(third, '课件')]).toEqual([false, 1]);
    await third.close();
  });

  it.each([
    ['cut short', (file: string): void => truncateSync(file, 20_000)],
    ['overwritten', (file: string): void => writeFileSync(file, 'x'.repeat(50_000))],
    ['emptied', (file: string): void => truncateSync(file, 0)],
    ['missing', (file: string): void => rmSync(file)],
  ])('starts empty and asks for a rebuild when its file is %s', async (_, damage) => {
    const path = directory();
    const first = await FtsSearchEngine.open({ directory: path });
    await first.rebuild(
      batches(Array.from({ length: 200 }, (__, i) => document(`d${i}`, { title: '课件', body: `${i}页` }))),
    );
    await first.close();
    for (const name of readdirSync(path)) {
      if (name.endsWith('.db')) damage(join(path, name));
      else rmSync(join(path, name));
    }
    const second = await FtsSearchEngine.open({ directory: path });
    expect([second.needsRebuild, await second.count()]).toEqual([true, 0]);
    await second.apply([document('a', { title: '课件' })], []);
    expect(await total(second, '课件')).toBe(1);
    await second.close();
  });

  it('goes on with the old index when it died in the middle of a rebuild, and leaves one file', async () => {
    const path = directory();
    const first = await FtsSearchEngine.open({ directory: path });
    await first.rebuild(batches([document('a', { title: '课件' })]));
    await first.close();
    writeFileSync(join(path, 'search-v2-new.building'), 'half written');
    writeFileSync(join(path, 'search-v0-00000009.db'), 'of an older program');
    const second = await FtsSearchEngine.open({ directory: path });
    expect([second.needsRebuild, await total(second, '课件')]).toEqual([false, 1]);
    await second.apply([], [{ id: 'b', rev: 1 }]);
    await second.close();
    expect(readdirSync(path).filter((name) => !/-(wal|shm)$/.test(name))).toEqual(['search-v2-00000002.db']);
  });

  it('answers the same from several reading threads', async () => {
    const engine = await FtsSearchEngine.open({ directory: directory(), readers: 2 });
    for (let i = 0; i < 5; i += 1) {
      await engine.apply([document(`d${i}`, { title: '课件' })], []);
      expect(await Promise.all([total(engine, '课件'), total(engine, '课件')])).toEqual([i + 1, i + 1]);
    }
    await engine.close();
  });

  it('starts another thread when one of its threads died, and has lost nothing', async () => {
    const engine = await FtsSearchEngine.open({ directory: directory() });
    await engine.apply([document('a', { title: '课件' })], []);
    for (const link of [...engine['readers'], engine['writer']]) await link['worker']?.terminate();
    expect(await total(engine, '课件')).toBe(1);
    await engine.apply([document('b', { title: '课件' })], []);
    expect(await total(engine, '课件')).toBe(2);
    await engine['writer']['worker']?.terminate();
    await engine.apply([], [{ id: 'a', rev: 2 }]);
    expect(await total(engine, '课件')).toBe(1);
    await engine.close();
    await expect(engine.search(query('课件'))).rejects.toThrow('closed');
  });

  it('lets its writing thread rest, wakes it for the next change, and never in the middle of a rebuild', async () => {
    const engine = await FtsSearchEngine.open({ directory: directory(), writerRestMs: 20 });
    const resting = () => eventually('the thread rests', () => !engine['writer'].isRunning);
    const slowly = async function* (): AsyncGenerator<SearchDocument[]> {
      for (const id of ['a', 'b', 'c']) {
        await new Promise((wake) => setTimeout(wake, 60));
        yield [document(id, { title: '课件' })];
      }
    };
    expect(await engine.rebuild(slowly())).toEqual({ documents: 3 });
    for (let i = 0; i < 3; i += 1) {
      await resting();
      await engine.apply([document(`d${i}`, { title: '课件' })], [{ id: 'a', rev: 2 }]);
      expect(await total(engine, '课件')).toBe(3 + i);
    }
    await resting();
    // changes asked for at the very moment of falling asleep
    for (let i = 0; i < 10; i += 1) {
      await new Promise((wake) => setTimeout(wake, 18 + (i % 5)));
      await engine.apply([document(`e${i}`, { title: '课件' })], []);
    }
    expect(await total(engine, '课件')).toBe(15);
    await engine.close();
  });

  it('does not let its journal grow with every change', async () => {
    const path = directory();
    const engine = await FtsSearchEngine.open({ directory: path });
    const sizes: number[] = [];
    for (let i = 0; i < 220; i += 1) {
      await engine.apply([document(`d${i % 7}`, { rev: i, title: '课件', body: `第${i}版`.repeat(50) })], []);
      const name = readdirSync(path).find((file) => file.endsWith('-wal'));
      sizes.push(name ? (await import('node:fs')).statSync(join(path, name)).size : 0);
    }
    await engine.close();
    expect(Math.max(...sizes.slice(110))).toBeLessThanOrEqual(2 * Math.max(...sizes.slice(0, 110)));
  });

  it('reads exactly the posting lists that FTS5 itself would answer with', async () => {
    const path = directory();
    const engine = await FtsSearchEngine.open({ directory: path });
    const word = (i: number): string =>
      `w${i % 13} v${i % 101} 汉字${'甲乙丙丁戊'.charAt(i % 5)}${i % 3 ? 'common' : ''}`;
    for (let i = 0; i < 40; i += 1) {
      await engine.apply(
        Array.from({ length: 50 }, (_, j) =>
          document(`d${(i * 37 + j) % 900}`, { rev: i, title: word(i + j), body: word(j).repeat(j % 4) }),
        ),
        i % 5 === 4 ? [{ id: `d${i}`, rev: 50 }] : [],
      );
    }
    await engine.close();
    const file = readdirSync(path).find((name) => name.endsWith('.db')) ?? '';
    const db = new Database(join(path, file));
    const postings = new Fts5Postings(db, 'postings');
    postings.refresh();
    const living = new Set(
      (db.prepare('SELECT doc FROM docs').raw().all() as [number][]).map(([doc]) => doc),
    );
    db.exec(`CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, postings, row)`);
    const terms = (db.prepare('SELECT term FROM temp.vocabulary').raw().all() as [string][]).map(
      ([term]) => term,
    );
    expect(terms.length).toBeGreaterThan(200);
    const match = db.prepare('SELECT rowid FROM postings WHERE postings MATCH ? ORDER BY rowid').raw();
    for (const term of terms) {
      const { docs, runs } = postings.read(term, term);
      const right = (match.all(`"${term}"`) as [number][]).map(([doc]) => doc);
      expect([...docs].filter((doc) => living.has(doc)).sort((a, b) => a - b)).toEqual(
        right.filter((doc) => living.has(doc)),
      );
      for (const [code] of runs) expect(code).toBe(term.charCodeAt(term.length - 1) - 0xe000);
    }
    db.close();
  });
});
