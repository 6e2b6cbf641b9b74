import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { removeData, startApp } from '../support/app.js';
import { eventually } from '../support/client.js';
import { foundGroup } from '../support/small-group.js';
import type { BenchCase } from './bench.js';
import { median, timed } from './measure.js';
import { drain, FILE_BYTES, inParallel, MIB, startBareServer, uploadGibibyte } from './transfer.js';

export const name = 'download';

const ROUNDS = 5;
const SPANS = 1_000;

/** An original of 1 GiB, whole and in 1,000 random spans of 1 … 4 MiB (four at a time), rights checked each time; against a bare server streaming the very same file. */
export async function* run(): AsyncGenerator<BenchCase> {
  const app = await startApp({ env: { WORK_VIDEOS: '0', WORK_DOCUMENTS: '0' } });
  let stopBare = () => {};
  try {
    const { author } = await foundGroup(app);
    const { id: uploadId } = await uploadGibibyte(app, author);
    await eventually(
      async () => (await author.get<{ state: string }>(`uploads/${uploadId}`)).body.state,
      (state) => state === 'stored',
    );
    const { body } = await author.post<{ id: string; fullFiles: { id: string }[] }>('resources', {
      title: '课堂实录',
      uploadIds: [uploadId],
    });
    const url = `${app.url}/api/v1/resources/${body.id}/files/${body.fullFiles[0]!.id}/original`;
    const cookie = { cookie: author.cookies() };
    const bare = await startBareServer(app.dataDir, largestFile(join(app.dataDir, 'objects/objects/blob')));
    stopBare = bare.stop;

    const whole = { ours: [] as number[], theirs: [] as number[] };
    const spans = { ours: [] as number[], theirs: [] as number[] };
    for (let round = 0; round <= ROUNDS; round += 1) {
      const ranges = Array.from({ length: SPANS }, randomRange);
      const measured = {
        theirs: await timed(() => drain(bare.url, {})),
        ours: await timed(() => drain(url, cookie)),
      };
      const measuredSpans = {
        theirs: await timed(() => inParallel(SPANS, async (i) => void (await drain(bare.url, ranges[i]!)))),
        ours: await timed(() =>
          inParallel(SPANS, async (i) => void (await drain(url, { ...cookie, ...ranges[i]! }))),
        ),
      };
      if (round === 0) continue;
      for (const side of ['ours', 'theirs'] as const) {
        whole[side].push(measured[side]);
        spans[side].push(measuredSpans[side]);
      }
    }
    yield result('1 GiB whole: throughput against node:http and an fs stream', whole);
    yield result('1,000 random spans of 1 … 4 MiB, 4 at a time: throughput against the same', spans);
  } finally {
    stopBare();
    await app.stop();
    await removeData(app);
  }
}

function result(title: string, times: { ours: number[]; theirs: number[] }): BenchCase {
  const [ms, baselineMs] = [median(times.ours), median(times.theirs)];
  return { bench: name, case: title, ms, baselineMs, ratio: baselineMs / ms, wanted: 'ratio ≥ 0.80' };
}

function randomRange(): { range: string } {
  const length = MIB + Math.floor(Math.random() * 3 * MIB);
  const start = Math.floor(Math.random() * (FILE_BYTES - length));
  return { range: `bytes=${start}-${start + length - 1}` };
}

function largestFile(directory: string): string {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((e) => e.isFile());
  return files
    .map((e) => join(e.parentPath, e.name))
    .reduce((a, b) => (statSync(a).size >= statSync(b).size ? a : b));
}
