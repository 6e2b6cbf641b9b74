import { Agent, request, type IncomingMessage, type Server } from 'node:http';
import { duplexPair, type Duplex } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiClient, type Answer } from './client.js';

/** What the server asks of a socket and a plain stream does not have. */
const SOCKET = { remoteAddress: '127.0.0.1', setTimeout: () => undefined, setNoDelay: () => undefined };

/** Connections that lead straight into the server of this process: HTTP as it is, without a network. */
class InProcessAgent extends Agent {
  private readonly sides = new Set<Duplex>();

  constructor(private readonly server: Server) {
    super({ keepAlive: true });
  }

  override createConnection(): Duplex {
    const [client, server] = duplexPair();
    for (const side of [client, server]) {
      this.sides.add(side);
      Object.assign(side, { ...SOCKET, setKeepAlive: () => undefined, ref: () => side, unref: () => side });
    }
    this.server.emit('connection', server);
    return client;
  }

  /** Breaks every connection off, at both ends. */
  override destroy(): void {
    super.destroy();
    for (const side of this.sides) side.destroy();
  }
}

const agents = new WeakMap<Server, InProcessAgent>();

function agentOf(server: Server): InProcessAgent {
  const agent = agents.get(server) ?? new InProcessAgent(server);
  agents.set(server, agent);
  return agent;
}

/** Ends the connections to a server of this process, so that it can be closed. */
export function disconnect(app: NestFastifyApplication): void {
  agents.get(app.getHttpServer() as Server)?.destroy();
}

/** One person's browser inside the program's own process. */
export class InProcessClient extends ApiClient {
  private readonly agent: Agent;

  constructor(app: NestFastifyApplication) {
    super('http://localhost');
    this.agent = agentOf(app.getHttpServer() as Server);
  }

  override async request<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const raw = Buffer.isBuffer(body);
    const sent = body === undefined ? undefined : raw ? body : Buffer.from(JSON.stringify(body));
    const response = await this.send(method, path.startsWith('/') ? path : `/api/v1/${path}`, sent, {
      ...(this.cookie ? { cookie: this.cookie } : {}),
      ...(sent === undefined ? {} : { 'content-length': String(sent.length) }),
      ...(sent === undefined || raw ? {} : { 'content-type': 'application/json' }),
      ...headers,
    });
    const given = new Headers();
    for (let i = 0; i < response.rawHeaders.length; i += 2)
      given.append(response.rawHeaders[i]!, response.rawHeaders[i + 1]!);
    this.keep(given.getSetCookie());
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const json = /json/.test(given.get('content-type') ?? '') && text !== '';
    return { status: response.statusCode!, headers: given, body: (json ? JSON.parse(text) : text) as T };
  }

  private send(
    method: string,
    path: string,
    body: Buffer | undefined,
    headers: Record<string, string>,
  ): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const asked = request(
        { method, path, headers: { host: 'localhost', ...headers }, agent: this.agent },
        resolve,
      );
      asked.on('error', reject);
      asked.end(body);
    });
  }

  protected override async sendPart(url: string, bytes: Uint8Array): Promise<{ ok: boolean; why: string }> {
    const { pathname, search } = new URL(url, 'http://localhost');
    const { status, body } = await this.request('PUT', pathname + search, Buffer.from(bytes), {
      'content-type': 'application/octet-stream',
    });
    return { ok: status < 300, why: `${status} ${JSON.stringify(body)}` };
  }
}
