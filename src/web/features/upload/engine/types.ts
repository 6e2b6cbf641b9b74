/** What the engine needs of a `File`. */
export interface SourceFile {
  readonly name: string;
  /** bytes */
  readonly size: number;
  /** ms since 1970 */
  readonly lastModified: number;
  slice(start: number, end: number): Blob;
}

export interface Failure {
  code: string;
  params: Record<string, string | number>;
}

/**
 * waiting: its turn has not come; sending; stalled: the network is away, tried again by itself; pausing: begins nothing
 * more, parts under way still arrive; paused by the person;
 * needs-file: begun before a reload, goes on once the same file is chosen again; verifying: the server has all bytes
 * and checks them; stored: safe; failed: refused for the reason given.
 */
export type UploadPhase =
  'waiting' | 'sending' | 'stalled' | 'pausing' | 'paused' | 'needs-file' | 'verifying' | 'stored' | 'failed';

/** One file on its way, as pages show it. Replaced, never changed. */
export interface UploadItem {
  readonly key: string;
  readonly uploadId: string | null;
  readonly fileName: string;
  readonly relativePath: string | null;
  readonly size: number;
  readonly lastModified: number | null;
  /** bytes the server holds or that are under way */
  readonly sent: number;
  readonly phase: UploadPhase;
  readonly failure: Failure | null;
  readonly fileId: string | null;
  /** recovered from the server: the resource that waits for it there */
  readonly resourceId: string | null;
}

export interface RemoteUpload {
  id: string;
  fileName: string;
  size: number;
  lastModified: number | null;
  partSize: number;
  partCount: number;
  state: 'uploading' | 'verifying' | 'stored' | 'failed' | 'aborted';
  failure: Failure | null;
  fileId: string | null;
}
/** In a list: with the resource that waits for it. */
export interface ListedRemote extends RemoteUpload {
  resourceId: string | null;
}
export interface RemoteUploadDetail extends RemoteUpload {
  parts: { number: number; size: number }[];
}
export interface SignedUrl {
  number: number;
  url: string;
  size: number;
}

/** The server, as the engine sees it. Every call rejects with `TransferError`. */
export interface UploadServer {
  create(
    file: { fileName: string; relativePath?: string; size: number; lastModified: number; schoolId?: string },
    signal: AbortSignal,
  ): Promise<RemoteUploadDetail>;
  read(id: string, signal: AbortSignal): Promise<RemoteUploadDetail>;
  list(): Promise<ListedRemote[]>;
  /** addresses for these parts and the instant (ms) at which they end */
  sign(
    id: string,
    numbers: number[],
    signal: AbortSignal,
  ): Promise<{ parts: SignedUrl[]; expiresAt: number }>;
  send(url: string, body: Blob, signal: AbortSignal, onSent: (bytes: number) => void): Promise<void>;
  complete(id: string, sha256: string | undefined, signal: AbortSignal): Promise<RemoteUpload>;
  abort(id: string): Promise<void>;
}

/** `network`: no answer came; `again`: an answer that may be another one later; `sign`: the address is no longer good; `refused`: final. */
export type TransferErrorKind = 'network' | 'again' | 'sign' | 'refused' | 'aborted';

export class TransferError extends Error {
  constructor(
    readonly kind: TransferErrorKind,
    readonly code: string,
    readonly params: Record<string, string | number> = {},
  ) {
    super(code);
    this.name = 'TransferError';
  }
}

/** Time, as the engine sees it; tests put their own in. */
export interface EngineClock {
  now(): number;
  /** resolves after `ms`, or at once when the signal is aborted */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}
