import { ApiError } from '../../../api/errors.js';
import {
  abortUpload,
  completeUpload,
  createUpload,
  readUpload,
  readUploads,
  signParts,
} from '../../../api/uploads.js';
import {
  type EngineClock,
  type SourceFile,
  TransferError,
  type TransferErrorKind,
  type UploadServer,
} from './types.js';

const DIGEST_UP_TO = 48 * 1024 * 1024;

/** Sorts an answer by what can be done about it. */
export function kindOf(status: number, code: string): TransferErrorKind {
  if (code === 'aborted') return 'aborted';
  if (status === 0) return 'network';
  if (code === 'signature_invalid') return 'sign';
  if (status === 408 || status === 425 || status === 429 || status >= 500) return 'again';
  return 'refused';
}

async function asTransfer<T>(act: Promise<T>): Promise<T> {
  try {
    return await act;
  } catch (error) {
    if (error instanceof ApiError)
      throw new TransferError(kindOf(error.status, error.code), error.code, error.params);
    throw error;
  }
}

/** The real server. Parts go by XMLHttpRequest, which alone tells how much of a body has left. */
export const browserServer: UploadServer = {
  create: (file, signal) => asTransfer(createUpload(file, signal)),
  read: (id, signal) => asTransfer(readUpload(id, signal)),
  list: async () => (await asTransfer(readUploads())).items,
  sign: async (id, numbers, signal) => {
    const answer = await asTransfer(signParts(id, numbers, signal));
    return { parts: answer.parts, expiresAt: Date.parse(answer.expiresAt) };
  },
  send: sendPart,
  complete: (id, sha256, signal) => asTransfer(completeUpload(id, sha256, signal)),
  abort: (id) => asTransfer(abortUpload(id)),
};

function sendPart(
  url: string,
  body: Blob,
  signal: AbortSignal,
  onSent: (bytes: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    const stop = () => xhr.abort();
    const end = (error?: TransferError) => {
      signal.removeEventListener('abort', stop);
      if (error) reject(error);
      else resolve();
    };
    if (signal.aborted) return end(new TransferError('aborted', 'aborted'));
    signal.addEventListener('abort', stop, { once: true });
    xhr.open('PUT', url);
    xhr.upload.onprogress = (event) => onSent(event.loaded);
    xhr.onload = () => (xhr.status >= 200 && xhr.status < 300 ? end() : end(refusal(xhr)));
    xhr.onerror = () => void unanswered(url, window.location.origin, weAnswer).then(end);
    xhr.ontimeout = xhr.onerror;
    xhr.onabort = () => end(new TransferError('aborted', 'aborted'));
    xhr.send(body);
  });
}

/**
 * What it means that a part got no answer: the network is gone, and is waited for without end; or we answer and only
 * the store at another origin does not (it is away, or does not let our pages in), which is believed after some tries.
 */
export async function unanswered(
  url: string,
  ownOrigin: string,
  weAnswer: () => Promise<boolean>,
): Promise<TransferError> {
  const elsewhere = new URL(url, ownOrigin).origin !== ownOrigin;
  return elsewhere && (await weAnswer())
    ? new TransferError('again', 'store_unavailable')
    : new TransferError('network', 'offline');
}

function weAnswer(): Promise<boolean> {
  return fetch('/health/live', { cache: 'no-store' }).then(
    (answer) => answer.ok,
    () => false,
  );
}

/** An object store answers XML, our own store problem+json; 403 always means the address. */
function refusal(xhr: XMLHttpRequest): TransferError {
  let code = xhr.status === 403 ? 'signature_invalid' : xhr.status === 404 ? 'upload_expired' : 'internal';
  let params = {};
  try {
    const problem = JSON.parse(xhr.responseText) as {
      code?: string;
      params?: Record<string, string | number>;
    };
    code = problem.code ?? code;
    params = problem.params ?? {};
  } catch {
    // not ours: the status has said enough
  }
  return new TransferError(kindOf(xhr.status, code), code, params);
}

export const browserClock: EngineClock = {
  now: () => Date.now(),
  wait: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const end = () => {
        window.clearTimeout(timer);
        window.removeEventListener('online', end);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = window.setTimeout(end, ms);
      window.addEventListener('online', end, { once: true });
      signal.addEventListener('abort', end, { once: true });
    }),
};

/** SHA-256 of a file that fits into memory; browsers give it only on secure pages. */
export async function browserDigest(file: SourceFile): Promise<string | undefined> {
  if (file.size > DIGEST_UP_TO || !globalThis.crypto?.subtle) return undefined;
  const bytes = await file.slice(0, file.size).arrayBuffer();
  const hash = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(hash), (b) => b.toString(16).padStart(2, '0')).join('');
}
