import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import type { RunningApp } from '../support/app.js';
import { freePort } from '../support/free-port.js';
import type { ApiClient } from '../support/client.js';

export const MIB = 1024 * 1024;
export const FILE_BYTES = 1024 * MIB;
export const PART_BYTES = 16 * MIB;
export const AT_ONCE = 4;

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

/** Runs `work` for 0 … count − 1, so many at a time. */
export async function inParallel(count: number, work: (i: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** PUTs a body over a kept-alive connection. */
export function put(url: string, body: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      { method: 'PUT', agent, headers: { 'content-length': body.length } },
      (response) => {
        response.resume();
        response.on('end', () =>
          response.statusCode === 204 || response.statusCode === 200
            ? resolve()
            : reject(new Error(`PUT: ${response.statusCode}`)),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** GETs and throws the bytes away; resolves with their number. */
export function drain(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    request(url, { agent, headers }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => (bytes += chunk.length));
      response.on('end', () =>
        response.statusCode! < 300 ? resolve(bytes) : reject(new Error(`GET: ${response.statusCode}`)),
      );
      response.on('error', reject);
    })
      .on('error', reject)
      .end();
  });
}

/** Part `i` of 1 GiB that looks like an MP4 and is otherwise noise; each call of `newFile` begins another file. */
export function newFile(partSize: number): (i: number) => Buffer {
  const noise = randomBytes(partSize);
  const first = Buffer.from(noise);
  Buffer.from('0000001c667479706d703432000000006d70343269736f6d6176633100000001', 'hex').copy(first);
  const mdat = Buffer.alloc(16);
  mdat.writeUInt32BE(1, 0);
  mdat.write('mdat', 4);
  mdat.writeBigUInt64BE(BigInt(FILE_BYTES - 28), 8);
  mdat.copy(first, 28);
  return (i) => (i === 0 ? first : noise);
}

export interface Uploading {
  id: string;
  /** ends the sending; resolves when the upload is acknowledged */
  complete: () => Promise<void>;
}

/** Sends a file through the API as a browser does (create, sign, PUT four at a time), up to its completion. */
export async function send(
  app: RunningApp,
  client: ApiClient,
  file: { fileName: string; size: number },
  part: (i: number) => Buffer,
): Promise<Uploading> {
  const created = await client.post<{ id: string; partCount: number }>('uploads', file);
  if (created.status !== 201) throw new Error(`Upload refused: ${JSON.stringify(created.body)}`);
  const { id, partCount } = created.body;
  const signed = await client.post<{ parts: { number: number; url: string }[] }>(`uploads/${id}/parts`, {
    numbers: Array.from({ length: partCount }, (_, i) => i + 1),
  });
  await inParallel(partCount, (i) => put(new URL(signed.body.parts[i]!.url, app.url).href, part(i)));
  const complete = async () => {
    const completed = await client.post(`uploads/${id}/complete`);
    if (completed.status !== 202) throw new Error(`Complete refused: ${JSON.stringify(completed.body)}`);
  };
  return { id, complete };
}

/** Uploads 1 GiB; `ms` from the first request to the answer that acknowledges it. */
export async function uploadGibibyte(
  app: RunningApp,
  client: ApiClient,
): Promise<{ id: string; ms: number }> {
  const part = newFile(PART_BYTES);
  const begun = performance.now();
  const { id, complete } = await send(app, client, { fileName: '课堂实录.mp4', size: FILE_BYTES }, part);
  await complete();
  return { id, ms: performance.now() - begun };
}

/** Starts the bare server; `stop` ends it. */
export async function startBareServer(
  directory: string,
  file: string,
): Promise<{ url: string; pid: number; stop: () => void }> {
  const port = await freePort();
  const server = spawn(
    process.execPath,
    [
      '--import',
      './test/support/ts-loader.mjs',
      'test/bench/bare-file-server.ts',
      String(port),
      directory,
      file,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await once(server.stdout, 'data');
  return { url: `http://127.0.0.1:${port}`, pid: server.pid!, stop: () => server.kill() };
}

/** Forgets how large a process has been (Linux): what {@link peakMemory} says is counted from here. */
export function forgetPeakMemory(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
  } catch {
    // Elsewhere the peak of the start counts too.
  }
}

/** Largest resident size of a process so far, bytes; null where the system does not tell. */
export function peakMemory(pid: number): number | null {
  try {
    const kib = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kib === undefined ? null : Number(kib) * 1024;
  } catch {
    return null;
  }
}
