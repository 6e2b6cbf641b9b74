import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { removeData, startApp } from '../support/app.js';
import { eventually } from '../support/client.js';
import { foundGroup } from '../support/small-group.js';
import type { BenchCase } from './bench.js';
import { median, timed } from './measure.js';
import {
  FILE_BYTES,
  forgetPeakMemory,
  inParallel,
  MIB,
  newFile,
  PART_BYTES,
  peakMemory,
  put,
  startBareServer,
  uploadGibibyte,
} from './transfer.js';

export const name = 'upload';

const ROUNDS = 5;

/** 1 GiB in parts of 16 MiB, four at a time, from the first request to the acknowledgement; against a bare server that pipes the same parts into files. */
export async function* run(): AsyncGenerator<BenchCase> {
  const app = await startApp({ env: { WORK_VIDEOS: '0', WORK_DOCUMENTS: '0' } });
  const directory = mkdtempSync(join(app.dataDir, 'bare-'));
  const bare = await startBareServer(directory, '');
  try {
    const { author } = await foundGroup(app);
    const ours: number[] = [];
    forgetPeakMemory(app.process.pid!);
    const theirs: number[] = [];
    const stored: number[] = [];
    // In turn, so that a busy moment of the machine meets both; the first round warms up. Before each of the two a file
    // of the same size is written and removed: in a virtual machine memory that nobody has used of late has to be found
    // first, which takes longer than the whole transfer and would meet one of them by chance.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const part = newFile(PART_BYTES);
      warmMemory(directory);
      const bareMs = await timed(() =>
        inParallel(FILE_BYTES / PART_BYTES, (i) => put(`${bare.url}/${i}`, part(i))),
      );
      emptyOf(directory, PART_BYTES);
      warmMemory(directory);
      const { id, ms } = await uploadGibibyte(app, author);
      const acknowledged = performance.now();
      await eventually(
        async () => (await author.get<{ state: string }>(`uploads/${id}`)).body.state,
        (state) => state === 'stored',
      );
      const storedMs = performance.now() - acknowledged;
      emptyOf(app.dataDir, FILE_BYTES);
      if (round === 0) continue;
      theirs.push(bareMs);
      ours.push(ms);
      stored.push(storedMs);
    }
    const speed = (ms: number) => `${Math.round(1024 / (ms / 1000))} MiB/s`;
    yield {
      bench: name,
      case: '1 GiB in 16 MiB parts, 4 at a time: throughput against a bare server writing files',
      ms: median(ours),
      baselineMs: median(theirs),
      ratio: median(theirs) / median(ours),
      wanted: 'ratio ≥ 0.80',
      note: `${speed(median(ours))} against ${speed(median(theirs))}`,
    };
    yield {
      bench: name,
      case: 'acknowledged → verified and stored (hash and type of 1 GiB)',
      ms: median(stored),
      note: 'no bound',
    };
    const peak = peakMemory(app.process.pid!);
    if (peak !== null)
      yield {
        bench: name,
        case: 'peak memory of the server while uploading',
        wanted: '≤ 250 MB',
        note: `${Math.round(peak / 1e6)} MB`,
      };
  } finally {
    bare.stop();
    await app.stop();
    rmSync(directory, { recursive: true, force: true });
    await removeData(app);
  }
}

function warmMemory(directory: string): void {
  const path = join(directory, 'warm');
  const file = openSync(path, 'w');
  const block = Buffer.alloc(MIB);
  for (let i = 0; i < FILE_BYTES / MIB; i += 1) writeSync(file, block);
  closeSync(file);
  rmSync(path);
}

/** Removes the files of this size below a folder. */
function emptyOf(folder: string, size: number): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && statSync(path).size === size) rmSync(path);
  }
}
