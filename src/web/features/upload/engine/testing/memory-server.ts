import type { RemoteUploadDetail, SignedUrl, SourceFile, UploadServer, EngineClock } from '../types.js';
import { TransferError } from '../types.js';

/** A server that keeps uploads in memory and fails when it is told to. Stands for the real one in engine tests. */
export class MemoryServer implements UploadServer {
  readonly uploads = new Map<string, RemoteUploadDetail>();
  /** `id/number` of every part that arrived, in order */
  readonly arrived: string[] = [];
  readonly signed: number[] = [];
  sending = 0;
  mostAtOnce = 0;
  aborted: string[] = [];
  now = 0;
  urlLife = 900_000;
  /** asked before each part is taken; throws what the network would do */
  fault: (id: string, number: number, nth: number) => TransferError | null = () => null;
  private tries = new Map<string, number>();

  constructor(private readonly partSize = 10) {}

  create: UploadServer['create'] = (file) => {
    if (file.size === 0) return Promise.reject(new TransferError('refused', 'file_empty'));
    const id = `up-${this.uploads.size + 1}`;
    const upload: RemoteUploadDetail = {
      id,
      fileName: file.fileName,
      size: file.size,
      lastModified: file.lastModified,
      partSize: this.partSize,
      partCount: Math.ceil(file.size / this.partSize),
      state: 'uploading',
      failure: null,
      fileId: null,
      parts: [],
    };
    this.uploads.set(id, upload);
    return Promise.resolve(this.copy(upload));
  };
  read: UploadServer['read'] = async (id) => this.copy(this.get(id));
  /** uploads that a resource waits for */
  readonly waitedFor = new Map<string, string>();
  list: UploadServer['list'] = () =>
    Promise.resolve(
      [...this.uploads.values()].map((u) => ({
        ...this.copy(u),
        resourceId: this.waitedFor.get(u.id) ?? null,
      })),
    );
  sign: UploadServer['sign'] = (id, numbers) => {
    this.signed.push(...numbers);
    const until = this.now + this.urlLife;
    const parts: SignedUrl[] = numbers.map((number) => ({
      number,
      size: 0,
      url: `${id}/${number}/${until}`,
    }));
    return Promise.resolve({ parts, expiresAt: until });
  };
  send: UploadServer['send'] = async (url, body, signal, onSent) => {
    const [id, number, until] = url.split('/') as [string, string, string];
    this.sending += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.sending);
    try {
      onSent(Math.floor(body.size / 2));
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) throw new TransferError('aborted', 'aborted');
      if (Number(until) < this.now) throw new TransferError('sign', 'signature_invalid');
      const key = `${id}/${number}`;
      const nth = (this.tries.get(key) ?? 0) + 1;
      this.tries.set(key, nth);
      const fault = this.fault(id, Number(number), nth);
      if (fault) throw fault;
      const upload = this.get(id);
      upload.parts = [
        ...upload.parts.filter((p) => p.number !== Number(number)),
        { number: Number(number), size: body.size },
      ];
      this.arrived.push(key);
      onSent(body.size);
    } finally {
      this.sending -= 1;
    }
  };
  complete: UploadServer['complete'] = async (id) => {
    const upload = this.get(id);
    const held = upload.parts.reduce((sum, p) => sum + p.size, 0);
    if (held !== upload.size) throw new TransferError('refused', 'upload_incomplete');
    upload.state = 'verifying';
    return this.copy(upload);
  };
  abort: UploadServer['abort'] = (id) => {
    this.aborted.push(id);
    this.uploads.delete(id);
    return Promise.resolve();
  };

  private get(id: string): RemoteUploadDetail {
    const upload = this.uploads.get(id);
    if (!upload) throw new TransferError('refused', 'upload_expired');
    return upload;
  }
  private copy = (upload: RemoteUploadDetail): RemoteUploadDetail => ({
    ...upload,
    parts: [...upload.parts],
  });
}

/** Time that passes only when somebody waits for it. */
export class WaitedClock implements EngineClock {
  readonly waits: number[] = [];
  private stopped = false;
  constructor(private readonly server: MemoryServer) {}
  now = () => this.server.now;
  /** Time stands still from now on: who waits, waits. */
  stop = () => {
    this.stopped = true;
  };
  wait = async (ms: number): Promise<void> => {
    if (this.stopped) return new Promise(() => undefined);
    this.waits.push(ms);
    this.server.now += ms;
    await new Promise((resolve) => setImmediate(resolve));
  };
}

export function fileOf(name: string, size: number, lastModified = 1): SourceFile {
  const bytes = new Uint8Array(size);
  return { name, size, lastModified, slice: (start, end) => new Blob([bytes.slice(start, end)]) };
}
