import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { removeData, startApp } from '../support/app.js';
import { eventually } from '../support/client.js';
import { foundGroup } from '../support/small-group.js';
import type { BenchCase } from './bench.js';
import { median } from './measure.js';
import {
  FILE_BYTES,
  forgetPeakMemory,
  inParallel,
  MIB,
  newFile,
  peakMemory,
  put,
  startBareServer,
  uploadGibibyte,
} from './transfer.js';

export const name = 'upload';

const ROUNDS = 5;
const PART = 16 * MIB;

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
    // In turn, so that a busy moment of the machine meets both; the first round warms up.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const part = newFile(PART);
      const begun = performance.now();
      await inParallel(FILE_BYTES / PART, (i) => put(`${bare.url}/${i}`, part(i)));
      const bareMs = performance.now() - begun;
      const { id, ms } = await uploadGibibyte(app, author);
      const acknowledged = performance.now();
      await eventually(
        async () => (await author.get<{ state: string }>(`uploads/${id}`)).body.state,
        (state) => state === 'stored',
      );
      if (round === 0) continue;
      theirs.push(bareMs);
      ours.push(ms);
      stored.push(performance.now() - acknowledged);
    }
    const speed = (ms: number) => `${Math.round(1024 / (ms / 1000))} MiB/s`;
    yield {
      bench: name,
      case: '1 GiB in 16 MiB parts, 4 at a time: throughput against a bare server writing files',
      ms: median(ours),
      baselineMs: median(theirs),
      ratio: median(theirs) / median(ours),
      note: `${speed(median(ours))} against ${speed(median(theirs))}; wanted ≥ 0.80`,
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
        case: 'peak memory of the server',
        ratio: peak / 250_000_000,
        note: `${Math.round(peak / 1e6)} MB while uploading; wanted ≤ 250 MB, ratio ≤ 1`,
      };
  } finally {
    bare.stop();
    await app.stop();
    rmSync(directory, { recursive: true, force: true });
    removeData(app);
  }
}
