import type { Problem } from '../../contracts/common.js';
import { API_BASE } from '../../contracts/content-routes.js';
import { actingHeader } from './acting.js';
import { ApiError } from './errors.js';

type QueryValue = string | number | boolean | null | undefined | string[];

export interface RequestOptions {
  query?: Record<string, QueryValue>;
  body?: unknown;
  /** the `rev` that was read: sent as If-Match, so that a change by somebody else is refused with 412 */
  ifMatch?: number;
  signal?: AbortSignal;
  /** one key per wish: a repeated request with the same key does the thing once */
  idempotencyKey?: string;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A random key that also works on plain-HTTP installations, where `crypto.randomUUID` is missing. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}

export function withQuery(path: string, query: Record<string, QueryValue> = {}): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue;
    if (Array.isArray(value)) value.forEach((v) => params.append(key, v));
    else params.append(key, String(value));
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

const listeners = new Set<() => void>();

/** Told whenever the server says that nobody is logged in. */
export function onSessionLost(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** One request to `/api/v1`; resolves with the parsed body (undefined for 204), rejects with `ApiError`. */
export async function request<T>(method: Method, path: string, options: RequestOptions = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (options.body !== undefined) headers['Content-Type'] = 'application/json';
  if (options.ifMatch !== undefined) headers['If-Match'] = `"${options.ifMatch}"`;
  const acting = actingHeader();
  if (acting) headers['X-Acting-School'] = acting;
  if (options.idempotencyKey) headers['Idempotency-Key'] = options.idempotencyKey;
  let response: Response;
  try {
    response = await fetch(withQuery(`${API_BASE}${path}`, options.query), {
      method,
      headers,
      credentials: 'same-origin',
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
      signal: options.signal,
    });
  } catch {
    throw new ApiError(options.signal?.aborted ? 'aborted' : 'offline', 0);
  }
  if (!response.ok) {
    const problem = (await readJson(response)) as Partial<Problem> | null;
    const error = ApiError.fromProblem(response.status, problem);
    if (error.code === 'unauthenticated') listeners.forEach((tell) => tell());
    throw error;
  }
  if (response.status === 204) return undefined as T;
  return (await readJson(response)) as T;
}

async function readJson(response: Response): Promise<unknown> {
  try {
    const text = await response.text();
    return text ? JSON.parse(text) : undefined;
  } catch {
    return null;
  }
}
