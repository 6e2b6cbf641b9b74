import { removeData, startApp } from '../support/app.js';
import { eventually } from '../support/client.js';
import { services, type Grown } from '../support/services.js';
import { foundGroup } from '../support/small-group.js';
import type { BenchCase } from './bench.js';
import { median, timed } from './measure.js';
import {
  drain,
  FILE_BYTES,
  forgetPeakMemory,
  inParallel,
  MIB,
  peakMemory,
  uploadGibibyte,
} from './transfer.js';

export const name = 'storage-s3';

const ROUNDS = 3;
const SPANS = 300;

interface Figures {
  upload: number[];
  whole: number[];
  spans: number[];
  peak: number | null;
}

/** The upload and the download of the other benches with the files in an S3 store on the same machine; the baseline is the disk. */
export async function* run(): AsyncGenerator<BenchCase> {
  const kinds = (['minio', 'versitygw'] as const).filter((kind) => services[kind] !== null);
  if (kinds.length === 0) {
    console.error('storage-s3: left out, because MINIO_PATH and VERSITYGW_PATH are not set.');
    return;
  }
  const disk = await measured([]);
  for (const kind of kinds) {
    const store = await measured([kind]);
    for (const [title, key] of [
      ['upload of 1 GiB in 16 MiB parts, 4 at a time', 'upload'],
      ['1 GiB whole', 'whole'],
      [`${SPANS} random spans of 1 … 4 MiB, 4 at a time`, 'spans'],
    ] as const) {
      const [ms, baselineMs] = [median(store[key]), median(disk[key])];
      yield {
        bench: name,
        case: `${title}: throughput on ${kind} against the disk`,
        ms,
        baselineMs,
        ratio: baselineMs / ms,
      };
    }
    if (store.peak !== null)
      yield {
        bench: name,
        case: `peak memory of the server meanwhile, ${kind}`,
        note: `${Math.round(store.peak / 1e6)} MB (disk: ${Math.round((disk.peak ?? 0) / 1e6)} MB)`,
      };
  }
}

async function measured(grown: readonly Grown[]): Promise<Figures> {
  const app = await startApp({ stack: grown, env: { WORK_VIDEOS: '0', WORK_DOCUMENTS: '0' } });
  try {
    const { author } = await foundGroup(app);
    const figures: Figures = { upload: [], whole: [], spans: [], peak: null };
    forgetPeakMemory(app.process.pid!);
    for (let round = 0; round <= ROUNDS; round += 1) {
      const { id: uploadId, ms: upload } = await uploadGibibyte(app, author);
      await eventually(
        async () => (await author.get<{ state: string }>(`uploads/${uploadId}`)).body.state,
        (state) => state === 'stored',
        120_000,
      );
      const { body } = await author.post<{ id: string; fullFiles: { id: string }[] }>('resources', {
        title: '课堂实录',
        uploadIds: [uploadId],
      });
      const url = `${app.url}/api/v1/resources/${body.id}/files/${body.fullFiles[0]!.id}/original`;
      const read = (headers: Record<string, string> = {}) =>
        fetched(url, { cookie: author.cookies() }, headers);
      const ranges = Array.from({ length: SPANS }, randomRange);
      const whole = await timed(() => read());
      const spans = await timed(() => inParallel(SPANS, async (i) => void (await read(ranges[i]!))));
      if (round === 0) continue;
      figures.upload.push(upload);
      figures.whole.push(whole);
      figures.spans.push(spans);
    }
    figures.peak = peakMemory(app.process.pid!);
    return figures;
  } finally {
    await app.stop();
    await removeData(app);
  }
}

/** Reads an original as a browser does: asks us, and goes where it is sent. */
async function fetched(
  url: string,
  session: Record<string, string>,
  headers: Record<string, string>,
): Promise<number> {
  const answer = await fetch(url, { method: 'GET', redirect: 'manual', headers: { ...session, ...headers } });
  const elsewhere = answer.headers.get('location');
  if (elsewhere === null && answer.status >= 300) throw new Error(`GET: ${answer.status}`);
  if (elsewhere === null) {
    let bytes = 0;
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) bytes += chunk.length;
    return bytes;
  }
  await answer.body?.cancel();
  return drain(elsewhere, headers);
}

function randomRange(): { range: string } {
  const length = MIB + Math.floor(Math.random() * 3 * MIB);
  const start = Math.floor(Math.random() * (FILE_BYTES - length));
  return { range: `bytes=${start}-${start + length - 1}` };
}
