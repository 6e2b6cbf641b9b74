import { createHash } from 'node:crypto';

export interface Answer<T = Record<string, unknown>> {
  status: number;
  headers: Headers;
  body: T;
}

/** Talks to a running Lianke as one person's browser would: keeps the cookie, sends JSON. */
export class ApiClient {
  protected cookie = '';

  constructor(private readonly base: string) {}

  /** Takes over a session that was opened elsewhere. */
  useCookie(cookie: string): void {
    this.cookie = cookie;
  }

  /** The Cookie header of this person's browser. */
  cookies(): string {
    return this.cookie;
  }

  async request<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const response = await fetch(`${this.base}${path.startsWith('/') ? path : `/api/v1/${path}`}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    this.keep(response.headers.getSetCookie());
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '') && text !== '';
    return {
      status: response.status,
      headers: response.headers,
      body: (json ? JSON.parse(text) : text) as T,
    };
  }

  get = <T = Record<string, unknown>>(path: string, headers?: Record<string, string>) =>
    this.request<T>('GET', path, undefined, headers);
  post = <T = Record<string, unknown>>(path: string, body: unknown = {}, headers?: Record<string, string>) =>
    this.request<T>('POST', path, body, headers);
  patch = <T = Record<string, unknown>>(path: string, body: unknown, headers?: Record<string, string>) =>
    this.request<T>('PATCH', path, body, headers);
  delete = <T = Record<string, unknown>>(path: string) => this.request<T>('DELETE', path);

  /** Keeps what an answer sets, as a browser would. */
  protected keep(setCookies: readonly string[]): void {
    const set = setCookies.map((c) => c.split(';')[0]!);
    if (set.length > 0) this.cookie = set.filter((c) => !c.endsWith('=')).join('; ');
  }

  protected async sendPart(url: string, bytes: Uint8Array): Promise<{ ok: boolean; why: string }> {
    const put = await fetch(new URL(url, this.base), {
      method: 'PUT',
      body: new Blob([new Uint8Array(bytes)]),
    });
    return { ok: put.ok, why: put.ok ? '' : `${put.status} ${await put.text()}` };
  }

  /** Logs in; throws unless it worked. */
  async login(loginName: string, password: string): Promise<this> {
    const answer = await this.post('session', { loginName, password });
    if (answer.status !== 200 && answer.status !== 201)
      throw new Error(`Login of ${loginName} failed: ${answer.status} ${JSON.stringify(answer.body)}`);
    return this;
  }

  /** Uploads bytes through the whole protocol; returns the upload's id. */
  async upload(fileName: string, bytes: Uint8Array, schoolId?: string): Promise<string> {
    const created = await this.post<{ id: string; partSize: number; partCount: number }>('uploads', {
      fileName,
      size: bytes.length,
      ...(schoolId ? { schoolId } : {}),
    });
    if (created.status !== 201)
      throw new Error(`Upload refused: ${created.status} ${JSON.stringify(created.body)}`);
    const { id, partSize, partCount } = created.body;
    const numbers = Array.from({ length: partCount }, (_, i) => i + 1);
    const signed = await this.post<{ parts: { number: number; url: string }[] }>(`uploads/${id}/parts`, {
      numbers,
    });
    for (const part of signed.body.parts) {
      const slice = bytes.subarray((part.number - 1) * partSize, part.number * partSize);
      const { ok, why } = await this.sendPart(part.url, slice);
      if (!ok) throw new Error(`Part refused: ${why}`);
    }
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const completed = await this.post(`uploads/${id}/complete`, { sha256 });
    if (completed.status >= 300)
      throw new Error(`Complete refused: ${completed.status} ${JSON.stringify(completed.body)}`);
    return id;
  }
}

/** Asks again until the answer satisfies, at most `ms`. */
export async function eventually<T>(
  ask: () => Promise<T>,
  satisfied: (value: T) => boolean,
  ms = 30_000,
): Promise<T> {
  const deadline = Date.now() + ms;
  for (;;) {
    const value = await ask();
    if (satisfied(value)) return value;
    if (Date.now() > deadline)
      throw new Error(`Not within ${ms} ms; last answer: ${JSON.stringify(value)?.slice(0, 2000)}`);
    await new Promise((wake) => setTimeout(wake, 100));
  }
}
