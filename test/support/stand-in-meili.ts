import { createServer, type IncomingMessage, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

interface Stored extends Record<string, unknown> {
  key: string;
}
type Answer = [status: number, body: unknown];

/**
 * Stands in for Meilisearch where there is none: keeps documents and calls every task done, but searches nothing — it
 * answers each search with everything it has. Enough to see what the program does when the server goes away.
 */
export class StandInMeili {
  private readonly indexes = new Map<string, { documents: Map<string, Stored>; settings: object }>();
  private tasks = 0;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<StandInMeili> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const standIn = new StandInMeili(server, `http://127.0.0.1:${port}`);
    server.on('request', (request, response) => {
      void body(request).then((text) => {
        const [status, answer] = standIn.answer(request.method ?? 'GET', request.url ?? '/', text);
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      });
    });
    return standIn;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private answer(method: string, url: string, text: string): Answer {
    const given: unknown = text === '' ? null : JSON.parse(text);
    const [path = ''] = url.split('?');
    const [, top, uid = '', what, more] = path.split('/');
    if (top === 'tasks') return [200, { uid: Number(uid), status: 'succeeded', type: 'any', error: null }];
    if (top === 'multi-search')
      return this.search(given as { queries: { indexUid: string }[]; federation?: object });
    if (top === 'swap-indexes') return this.swap(given as { indexes: [string, string] }[]);
    if (method === 'GET' && uid === '')
      return [200, { results: [...this.indexes.keys()].map((name) => ({ uid: name })) }];
    if (method === 'POST' && uid === '') {
      this.indexes.set((given as { uid: string }).uid, { documents: new Map(), settings: {} });
      return this.task();
    }
    const index = this.indexes.get(uid);
    if (!index) return [404, { message: `Index \`${uid}\` not found.`, code: 'index_not_found' }];
    if (method === 'DELETE') this.indexes.delete(uid);
    else if (what === 'settings') {
      if (method === 'GET') return [200, index.settings];
      Object.assign(index.settings, given);
    } else if (more === 'fetch') {
      const { filter, limit } = given as { filter: string; limit: number };
      // a list of everything ends after its first page
      const results = / id > "[^"]/.test(filter) ? [] : [...index.documents.values()].filter(isAsked(filter));
      return [200, { results: results.slice(0, limit), total: results.length }];
    } else if (what === 'documents') {
      for (const each of given as Stored[])
        index.documents.set(
          each.key,
          method === 'PUT' ? { ...index.documents.get(each.key), ...each } : each,
        );
    } else if (what === undefined) return [200, { uid, primaryKey: 'key' }];
    return this.task();
  }

  private search({ queries, federation }: { queries: { indexUid: string }[]; federation?: object }): Answer {
    const results = queries.map(({ indexUid }) => {
      const documents = this.indexes.get(indexUid)?.documents.values() ?? [];
      const hits = [...documents].filter(({ state }) => state === 'live');
      return { indexUid, hits, totalHits: hits.length, facetDistribution: {} };
    });
    return [200, federation ? results[0] : { results }];
  }

  private swap(pairs: { indexes: [string, string] }[]): Answer {
    for (const { indexes } of pairs) {
      const [first, second] = indexes.map((uid) => this.indexes.get(uid)!);
      this.indexes.set(indexes[0], second!).set(indexes[1], first!);
    }
    return this.task();
  }

  private task(): Answer {
    this.tasks += 1;
    return [
      202,
      { taskUid: this.tasks, status: 'enqueued', type: 'any', enqueuedAt: new Date(0).toISOString() },
    ];
  }
}

function isAsked(filter: string): (document: Stored) => boolean {
  const numbers = /^n IN \[(.*)\]$/.exec(filter)?.[1]?.split(', ').map(Number);
  if (numbers) return ({ n }) => numbers.includes(n as number);
  const keys = [...filter.matchAll(/"([^"]*)"/g)].map(([, key]) => key);
  if (filter.startsWith('key = ')) return ({ key }) => key === filter.slice('key = '.length);
  if (filter.startsWith('key IN')) return ({ key }) => keys.includes(key);
  return ({ state }) => state === 'live' || (state === 'gone' && filter.includes('gone'));
}

async function body(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
