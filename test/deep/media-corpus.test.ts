import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { jest } from '@jest/globals';
import { AppError } from '../../src/kernel/errors.js';
import type { Inspection } from '../../src/platform/media/inspector.port.js';
import type { WorkOptions } from '../../src/platform/media/work.js';
import type { MediaRoom } from '../contract/media-rooms.js';
import { anyProcessWith, mediaRoom, tools } from '../contract/media-rooms.js';

const CORPUS = resolve(import.meta.dirname, '../../../shared/corpus');
/** For every file together with its tools. */
const DEADLINE_MS = 180_000;

jest.setTimeout(3_000_000);

/** Does with an accepted file what processing does, and returns the text that would be searched. */
async function work(room: MediaRoom, path: string, found: Inspection, options: WorkOptions): Promise<string> {
  const source = { path, ...found };
  switch (found.kind) {
    case 'archive':
      return '';
    case 'image':
      await room.images.render(source, options);
      return '';
    case 'audio':
      await room.sounds.render(source, options);
      return '';
    case 'video': {
      const info = await room.videos.probe(source, options);
      if (info.playable) await room.videos.repackage(source, info, options);
      await room.videos.stills(source, info, options);
      // Long films are only opened here: encoding them says nothing new.
      if (info.durationMs < 30_000) await room.videos.ladder(source, info, options);
      return '';
    }
    default: {
      const result = await room.documents.render(source, options);
      return [...result.pages.map((page) => page.text), result.extraText].join('\n');
    }
  }
}

/** Where the line was broken, and how wide a letter is, makes no difference. */
const folded = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

function phrases(): Map<string, string[]> {
  const byFile = new Map<string, string[]>();
  for (const line of readFileSync(join(CORPUS, 'probes.tsv'), 'utf8').trim().split('\n').slice(1)) {
    const [path = '', phrase = ''] = line.split('\t');
    byFile.set(path, [...(byFile.get(path) ?? []), phrase]);
  }
  return byFile;
}

const present = existsSync(CORPUS);
if (!present) console.log('The corpus does not lie beside the project: its run is skipped.');

(present ? describe : describe.skip)('the corpus', () => {
  it('every file ends ready or failed with a reason, in time; its phrases are found', async () => {
    const room = mediaRoom();
    const probes = phrases();
    const tally = new Map<string, number>();
    const faults: string[] = [];
    const missed: string[] = [];
    let asked = 0;
    const files = (await readdir(CORPUS, { recursive: true, withFileTypes: true })).filter((f) => f.isFile());
    for (const file of files) {
      const path = join(file.parentPath, file.name);
      const name = path.slice(CORPUS.length + 1);
      if (!name.includes('/')) continue;
      const started = Date.now();
      let outcome: string;
      let text = '';
      try {
        const found = await room.inspector.inspect(path, basename(path));
        text = await room.runner.withJobDirectory((directory) =>
          work(room, path, found, { directory, deadlineMs: DEADLINE_MS / 4 }),
        );
        outcome = `ready ${found.kind}`;
      } catch (error) {
        outcome = error instanceof AppError ? `failed ${error.code}` : 'fault';
        if (!(error instanceof AppError)) faults.push(`${name}: ${String(error)}`);
      }
      if (Date.now() - started > DEADLINE_MS) faults.push(`${name}: took ${Date.now() - started} ms`);
      tally.set(outcome, (tally.get(outcome) ?? 0) + 1);
      const wanted = probes.get(name) ?? [];
      asked += wanted.length;
      const content = folded(text);
      missed.push(
        ...wanted.filter((phrase) => !content.includes(folded(phrase))).map((p) => `${name}: ${p}`),
      );
    }
    const lines = [...tally].sort().map(([outcome, count]) => `${String(count).padStart(4)} ${outcome}`);
    console.log(
      `${lines.join('\n')}\nphrases found: ${asked - missed.length} of ${asked}\n${missed.join('\n')}`,
    );
    expect(faults).toEqual([]);
    expect(await anyProcessWith(join(room.root, 'jobs'))).toBe(false);
    if (tools.soffice !== null) expect((asked - missed.length) / asked).toBeGreaterThanOrEqual(0.95);
    await room.remove();
  });
});
