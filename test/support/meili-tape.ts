import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { MeiliDescription } from './meili-description.js';

const FILE = join(import.meta.dirname, '../contract/fixtures/meilisearch/recordings.jsonl');

interface Recorded {
  request: { method: string; path: string; body?: unknown };
  response: { status: number; body: unknown };
}

/**
 * Stands before Meilisearch: holds every request against the description of the API, and answers what a running server
 * answered when the tape was recorded, or asks a running server and records.
 */
export class MeiliTape {
  /** what was wrong with requests, or not on the tape */
  readonly faults: string[] = [];
  /** headers of the last request */
  headers: IncomingMessage['headers'] = {};
  private readonly description = new MeiliDescription();
  private readonly recorded: Recorded[] = [];
  private readonly answers = new Map<string, Recorded['response'][]>();

  private constructor(
    private readonly server: Server,
    readonly url: string,
    private readonly live: { url: string; key: string } | null,
  ) {
    if (live) return;
    if (!existsSync(FILE)) throw new Error(`${FILE} is missing: record it beside a running server.`);
    for (const line of readFileSync(FILE, 'utf8').split('\n')) {
      if (line === '') continue;
      const { request, response } = JSON.parse(line) as Recorded;
      const key = keyOf(request);
      this.answers.set(key, [...(this.answers.get(key) ?? []), response]);
    }
  }

  /** @param live the server to record from; null = replay */
  static async start(live: { url: string; key: string } | null): Promise<MeiliTape> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const tape = new MeiliTape(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`, live);
    server.on('request', (request, response) => {
      void tape.answer(request).then(({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
    });
    return tape;
  }

  /** Ends it; a recording is written. */
  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
    if (this.live) writeFileSync(FILE, this.recorded.map((each) => `${JSON.stringify(each)}\n`).join(''));
  }

  private async answer(incoming: IncomingMessage): Promise<Recorded['response']> {
    const method = incoming.method ?? 'GET';
    const path = incoming.url ?? '/';
    this.headers = incoming.headers;
    let text = '';
    for await (const chunk of incoming) text += String(chunk);
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const request = { method, path, ...(body === undefined ? {} : { body }) };
    for (const fault of this.description.faults(method, path, body))
      this.faults.push(`${method} ${path}: ${fault}`);
    return this.live ? this.record(request, text, this.live) : this.replay(request);
  }

  /** Lets something happen to the server, besides what the program asks of it; waits for the task it makes. */
  async request(method: string, path: string): Promise<void> {
    const made = await fetch(new URL(path, this.url), { method });
    const { taskUid } = (await made.json()) as { taskUid: number };
    for (let status = ''; status !== 'succeeded';) {
      const task = await fetch(new URL(`/tasks/${taskUid}`, this.url));
      ({ status } = (await task.json()) as { status: string });
    }
  }

  private replay(request: Recorded['request']): Recorded['response'] {
    const answers = this.answers.get(keyOf(request));
    // the last one stays: how often a task is looked at depends on the day
    const answer = answers && (answers.length > 1 ? answers.shift() : answers[0]);
    if (answer) return answer;
    const missing = `not recorded: ${request.method} ${request.path} ${JSON.stringify(request.body)}`;
    this.faults.push(missing.slice(0, 2_000));
    return { status: 500, body: { message: missing, code: 'internal', type: 'internal' } };
  }

  private async record(
    request: Recorded['request'],
    text: string,
    { url, key }: { url: string; key: string },
  ): Promise<Recorded['response']> {
    const answer = await fetch(new URL(request.path, url), {
      method: request.method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(text === '' ? {} : { body: text }),
    });
    const response = { status: answer.status, body: (await answer.json()) as unknown };
    const { status } = response.body as { status?: string };
    const isUnderWay =
      request.path.startsWith('/tasks/') && (status === 'enqueued' || status === 'processing');
    if (!isUnderWay) this.recorded.push({ request, response });
    return response;
  }
}

const keyOf = ({ method, path, body }: Recorded['request']): string =>
  `${method} ${path} ${JSON.stringify(body)}`;
