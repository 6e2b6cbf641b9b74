import { FileTransfer, type Halt, type TransferTools } from './file-transfer.js';
import { matchFiles } from './matching.js';
import { heldBytes, missingParts } from './part-plan.js';
import { Slots } from './slots.js';
import { SpeedMeter } from './speed-meter.js';
import {
  type Failure,
  type RemoteUpload,
  type RemoteUploadDetail,
  type SourceFile,
  TransferError,
  type UploadItem,
  type UploadPhase,
} from './types.js';

export interface NewFile {
  file: SourceFile;
  relativePath?: string;
}
export interface QueueSnapshot {
  items: readonly UploadItem[];
  /** bytes a second */
  speed: number;
}

interface Entry {
  item: UploadItem;
  file: SourceFile | null;
  schoolId?: string;
  run: Run | null;
}

/** One attempt to send a file; see {@link Halt}. */
class Run implements Halt {
  private readonly stopper = new AbortController();
  private readonly aborter = new AbortController();
  readonly stop = this.stopper.signal;
  readonly abort = this.aborter.signal;

  drain(): void {
    this.stopper.abort();
  }
  end(): void {
    this.stopper.abort();
    this.aborter.abort();
  }
}

const FILES_AT_ONCE = 3;
/** Small files take no turn from large ones, nor wait for theirs. */
const SMALL_FILE_BYTES = 8 * 1024 * 1024;
/** After a pause, so long may the parts that are under way still arrive. */
const PAUSE_WITHIN_MS = 8_000;
const CREATED_AT_ONCE = 4;
const CHECK_EVERY_MS = 4_000;
const phaseOf: Record<RemoteUpload['state'], UploadPhase> = {
  uploading: 'needs-file',
  verifying: 'verifying',
  stored: 'stored',
  failed: 'failed',
  aborted: 'failed',
};
/** Still costs the person something when the page is closed. */
export const isMoving = (item: UploadItem) =>
  item.phase === 'waiting' ||
  item.phase === 'sending' ||
  item.phase === 'stalled' ||
  item.phase === 'pausing';

/** Refused for what it is: the same file would be refused again. */
const FINAL = new Set([
  'archive_unsafe',
  'file_empty',
  'file_name_invalid',
  'file_too_large',
  'type_mismatch',
  'type_refused',
]);
export const isFinal = (item: UploadItem) => item.failure !== null && FINAL.has(item.failure.code);

/**
 * All files on their way, whichever page is shown. Every file is announced to the server at once, so that a resource
 * can name it; bytes then go a few files at a time. Listeners get immutable snapshots.
 */
export class UploadQueue {
  private entries: Entry[] = [];
  private readonly listeners = new Set<() => void>();
  private readonly files = new Slots(FILES_AT_ONCE);
  private readonly smallFiles = new Slots(FILES_AT_ONCE);
  private readonly creations = new Slots(CREATED_AT_ONCE);
  private readonly meter = new SpeedMeter();
  private snapshot: QueueSnapshot = { items: [], speed: 0 };
  private pending = false;
  private counter = 0;

  constructor(
    private readonly tools: TransferTools,
    /** runs a function soon: many changes become one redraw */
    private readonly soon: (tell: () => void) => void,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly getSnapshot = (): QueueSnapshot => this.snapshot;

  /** Takes files in, the small ones first; those that continue an interrupted upload do so. Returns the keys, in the order of the files. */
  add(files: readonly NewFile[], schoolId?: string): string[] {
    const { resumed } = matchFiles(
      this.entries.map((e) => e.item),
      files.map((f) => f.file),
    );
    const keys = files.map(({ file, relativePath }) => {
      const known = resumed.find((r) => r.file === file);
      if (known) {
        this.entryOf(known.key).file = file;
        return known.key;
      }
      const key = `u${(this.counter += 1)}`;
      const item: UploadItem = {
        key,
        uploadId: null,
        fileName: file.name,
        relativePath: relativePath ?? null,
        size: file.size,
        lastModified: file.lastModified,
        sent: 0,
        phase: 'waiting',
        failure: null,
        fileId: null,
        resourceId: null,
      };
      this.entries.push({ item, file, schoolId, run: null });
      return key;
    });
    const sizeOf = (key: string) => this.entryOf(key).item.size;
    [...keys].sort((a, b) => sizeOf(a) - sizeOf(b)).forEach((key) => this.start(key));
    this.tell();
    return keys;
  }

  /** Begins nothing more; what is under way may arrive for some seconds, so that it need not be sent again. */
  pause(key: string): void {
    const entry = this.entryOf(key);
    const { run } = entry;
    if (!isMoving(entry.item) || entry.item.phase === 'pausing') return;
    if (!run || entry.item.phase !== 'sending') {
      run?.end();
      this.change(entry, { phase: 'paused' });
      return;
    }
    this.change(entry, { phase: 'pausing' });
    run.drain();
    void this.tools.clock.wait(PAUSE_WITHIN_MS, run.abort).then(() => run.end());
  }

  /** Goes on after a pause, or tries a failed one again. */
  resume(key: string): void {
    const entry = this.entryOf(key);
    if (entry.item.phase !== 'paused' && entry.item.phase !== 'failed') return;
    if (!entry.file) return;
    // the server has given a failed upload up: it begins anew
    if (entry.item.phase === 'failed') this.change(entry, { uploadId: null, sent: 0 });
    this.start(key);
  }

  pauseAll(): void {
    this.entries.forEach((e) => this.pause(e.item.key));
  }
  resumeAll(): void {
    this.entries.filter((e) => e.item.phase === 'paused').forEach((e) => this.resume(e.item.key));
  }

  /** Takes a file out and gives its room back on the server. */
  remove(key: string): void {
    const entry = this.entries.find((e) => e.item.key === key);
    if (!entry) return;
    entry.run?.end();
    this.entries = this.entries.filter((e) => e !== entry);
    const { uploadId, phase } = entry.item;
    if (uploadId && phase !== 'stored') void this.tools.server.abort(uploadId).catch(() => undefined);
    this.tell();
  }

  /** Forgets those that need nothing more (they are safe on the server). */
  forget(keys: readonly string[]): void {
    this.entries = this.entries.filter((e) => !keys.includes(e.item.key) || isMoving(e.item));
    this.tell();
  }

  /** Shows uploads begun earlier, on this machine or another, that wait for their file. */
  async recover(): Promise<void> {
    const remote = await this.tools.server.list();
    for (const upload of remote) {
      if (upload.state !== 'uploading' || this.entries.some((e) => e.item.uploadId === upload.id)) continue;
      const key = `u${(this.counter += 1)}`;
      this.entries.push({
        file: null,
        run: null,
        item: {
          key,
          uploadId: upload.id,
          fileName: upload.fileName,
          relativePath: null,
          size: upload.size,
          lastModified: upload.lastModified,
          sent: 0,
          phase: 'needs-file',
          failure: null,
          fileId: null,
          resourceId: upload.resourceId,
        },
      });
      void this.readProgress(key);
    }
    this.tell();
  }

  /** How far an interrupted upload had come; without an answer it is shown without. */
  private async readProgress(key: string): Promise<void> {
    const never = new AbortController().signal;
    const { uploadId } = this.entryOf(key).item;
    if (!uploadId) return;
    const detail = await this.creations
      .run(never, () => this.tools.server.read(uploadId, never))
      .catch(() => null);
    const entry = this.entries.find((e) => e.item.key === key);
    if (detail && entry?.item.phase === 'needs-file')
      this.change(entry, { sent: heldBytes(detail, missingParts(detail)) });
  }

  /** What the server says of an upload, by event or by asking. */
  onServerState(upload: RemoteUpload): void {
    const entry = this.entries.find((e) => e.item.uploadId === upload.id);
    if (!entry || isMoving(entry.item) || upload.state === 'uploading') return;
    this.change(entry, { phase: phaseOf[upload.state], failure: failureOf(upload), fileId: upload.fileId });
  }

  /** Asks about every upload that the server is checking: its news may have been missed. */
  readAgain(): void {
    for (const entry of this.entries) if (entry.item.phase === 'verifying') this.check(entry);
  }

  private start(key: string): void {
    const entry = this.entryOf(key);
    entry.run?.end();
    const run = new Run();
    entry.run = run;
    this.change(entry, { phase: 'waiting', failure: null });
    this.transfer(entry, run)
      .catch((error: unknown) => {
        if (entry.run !== run || run.stop.aborted) return;
        this.change(entry, { phase: 'failed', failure: asFailure(error) });
        // one part was refused for good: the others need not travel on
        run.end();
      })
      .finally(() => {
        if (entry.run !== run) return;
        entry.run = null;
        if (entry.item.phase === 'pausing') this.change(entry, { phase: 'paused' });
      });
  }

  private async transfer(entry: Entry, run: Run): Promise<void> {
    const file = entry.file;
    if (!file) return;
    const transfer = new FileTransfer(
      this.tools,
      file,
      {
        onSent: (sent, moved) => {
          if (moved > 0) this.meter.note(this.tools.clock.now(), moved);
          if (!run.abort.aborted) this.change(entry, { sent });
        },
        onStalled: (stalled) => {
          if (!run.stop.aborted) this.change(entry, { phase: stalled ? 'stalled' : 'sending' });
        },
      },
      run,
    );
    const detail = await this.creations.run(run.stop, () =>
      transfer.persist('announce', () => this.announce(entry, file, run.abort)),
    );
    if (run.stop.aborted) return;
    this.change(entry, { uploadId: detail.id, phase: 'waiting' });
    const turns = file.size <= SMALL_FILE_BYTES ? this.smallFiles : this.files;
    const upload = await turns.run(run.stop, () => {
      this.change(entry, { phase: 'sending' });
      return transfer.run(detail);
    });
    if (run.abort.aborted) return;
    const state = upload.state === 'uploading' ? 'verifying' : upload.state;
    this.change(entry, {
      sent: file.size,
      phase: phaseOf[state],
      failure: failureOf(upload),
      fileId: upload.fileId,
    });
    if (state === 'verifying') void this.watch(entry);
  }

  private announce(entry: Entry, file: SourceFile, signal: AbortSignal): Promise<RemoteUploadDetail> {
    const { uploadId, relativePath } = entry.item;
    if (uploadId) return this.tools.server.read(uploadId, signal);
    const { name, size, lastModified } = file;
    return this.tools.server.create(
      {
        fileName: name,
        size,
        lastModified,
        relativePath: relativePath ?? undefined,
        schoolId: entry.schoolId,
      },
      signal,
    );
  }

  /** Events normally bring the outcome; asking now and then makes sure. */
  private async watch(entry: Entry): Promise<void> {
    const forever = new AbortController().signal;
    while (entry.item.phase === 'verifying' && this.entries.includes(entry)) {
      await this.tools.clock.wait(CHECK_EVERY_MS, forever);
      if (entry.item.phase === 'verifying' && this.entries.includes(entry)) this.check(entry);
    }
  }

  private check(entry: Entry): void {
    const { uploadId } = entry.item;
    if (!uploadId) return;
    this.tools.server.read(uploadId, new AbortController().signal).then(
      (upload) => this.onServerState(upload),
      () => undefined,
    );
  }

  private entryOf(key: string): Entry {
    const entry = this.entries.find((e) => e.item.key === key);
    if (!entry) throw new Error(`no upload ${key}`);
    return entry;
  }

  private change(entry: Entry, change: Partial<UploadItem>): void {
    entry.item = { ...entry.item, ...change };
    this.tell();
  }

  private tell(): void {
    if (this.pending) return;
    this.pending = true;
    this.soon(() => {
      this.pending = false;
      this.snapshot = {
        items: this.entries.map((e) => e.item),
        speed: this.meter.rate(this.tools.clock.now()),
      };
      this.listeners.forEach((listener) => listener());
    });
  }
}

function failureOf(upload: RemoteUpload): Failure | null {
  if (upload.state === 'aborted') return upload.failure ?? { code: 'upload_expired', params: {} };
  return upload.failure;
}

function asFailure(error: unknown): Failure {
  if (error instanceof TransferError) return { code: error.code, params: error.params };
  return { code: 'internal', params: {} };
}
