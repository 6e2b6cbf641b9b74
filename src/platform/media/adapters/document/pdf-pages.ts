import { AppError } from '../../../../kernel/errors.js';
import { runNodeWorker, workerEntry } from '../../../sandbox/node-worker.js';
import type { ToolRunner } from '../../../sandbox/sandbox.port.js';
import { ToolAborted, ToolFailed, ToolOutOfMemory } from '../../../sandbox/tool-errors.js';
import type { DocumentPage } from '../../document.port.js';
import { toolFailure } from '../failures.js';
import type { PageLook, PdfWorkerMessage } from './pdf-worker.protocol.js';
import { SHARD_FROM } from './pdf-worker.protocol.js';

export interface PdfPagesOptions {
  directory: string;
  deadlineMs: number;
  signal?: AbortSignal;
  onPage: (page: DocumentPage, done: number, count: number) => void;
  /** a page that takes longer is left blank, ms */
  pageDeadlineMs: number;
  maxPages: number;
  maxMemoryBytes: number;
  /** worker processes for longer documents */
  processes: number;
  /** bytes of images after which pages are drawn smaller; after twice as many only their text is read */
  imageBytes: number;
}

export interface PdfPages {
  pages: DocumentPage[];
  title: string | null;
  author: string | null;
  /** so many pages, from the first on, were drawn before there was no room for more images */
  drawn: number;
}

const FINE = { large: { width: 1400, height: 2000 }, thumbnail: { width: 360, height: 480 }, quality: 80 };
/** A third of the bytes, and words can still be read. */
const PLAIN = { large: { width: 900, height: 1280 }, thumbnail: { width: 240, height: 320 }, quality: 50 };
/** After so many pages that killed their worker the file is given up. */
const MAX_CASUALTIES = 4;

/**
 * Draws the pages of a PDF in worker processes. A page that kills its worker (time, memory, crash) is left blank and
 * the work goes on behind it. Throws AppError `document_encrypted`, `document_damaged`, `document_too_long`.
 */
export async function renderPdfPages(
  runner: ToolRunner,
  path: string,
  options: PdfPagesOptions,
): Promise<PdfPages> {
  return new PdfRender(runner, path, options).all();
}

/** What is known of the workers that draw one list of pages, one after the other. */
interface Lane {
  /** the page being drawn */
  current: number | null;
  /** of the images so far */
  bytes: number;
}

class PdfRender {
  private readonly pages = new Map<number, DocumentPage>();
  private readonly stop = new AbortController();
  private readonly started = performance.now();
  private count: number | null = null;
  private title: string | null = null;
  private author: string | null = null;
  private casualties = 0;
  /** the first page for whose images nothing was left */
  private firstUndrawn = Infinity;
  private others: Promise<void>[] = [];

  constructor(
    private readonly runner: ToolRunner,
    private readonly path: string,
    private readonly options: PdfPagesOptions,
  ) {}

  async all(): Promise<PdfPages> {
    const first = this.lane(null);
    try {
      await first;
      await Promise.all(this.others);
    } catch (error) {
      this.stop.abort();
      await Promise.allSettled([first, ...this.others]);
      if (error instanceof PageTooSlow) throw new AppError('processing_timeout', {}, { cause: error });
      throw toolFailure(error, 'document_damaged');
    }
    const pages = [...this.pages.values()].sort((a, b) => a.number - b.number);
    if (pages.every((page) => page.large === null)) throw new AppError('document_damaged');
    const drawn = Math.min(this.firstUndrawn, pages.length + 1) - 1;
    return { pages, title: this.title, author: this.author, drawn };
  }

  /** One worker at a time on a list of pages; started again behind a page that killed it. */
  private async lane(list: readonly number[] | null): Promise<void> {
    let rest = list;
    const lane: Lane = { current: null, bytes: 0 };
    for (;;) {
      lane.current = null;
      try {
        await this.worker(rest, lane);
        return;
      } catch (error) {
        const hurt = lane.current as number | null;
        if (hurt === null || !this.survivable(error)) throw error;
        this.take({ number: hurt, text: '', large: null, thumbnail: null });
        rest = (rest ?? this.shard(0)).filter((n) => n > hurt);
        if (rest.length === 0) return;
      }
    }
  }

  private survivable(error: unknown): boolean {
    if (this.stop.signal.aborted || this.options.signal?.aborted) return false;
    this.casualties += 1;
    if (this.casualties > MAX_CASUALTIES) return false;
    return error instanceof PageTooSlow || error instanceof ToolOutOfMemory || error instanceof ToolFailed;
  }

  private shard(index: number): number[] {
    const count = this.count ?? 0;
    const step = count >= SHARD_FROM ? this.options.processes : 1;
    return Array.from({ length: count }, (_, i) => i + 1).filter((n) => (n - 1) % step === index);
  }

  private async worker(pages: readonly number[] | null, lane: Lane): Promise<void> {
    const { options } = this;
    const slow = new AbortController();
    let timer = setTimeout(() => slow.abort(), options.pageDeadlineMs);
    const signals = [slow.signal, this.stop.signal, ...(options.signal ? [options.signal] : [])];
    try {
      await runNodeWorker(this.runner, {
        script: workerEntry(import.meta.url, 'pdf-pages.worker.js'),
        input: {
          path: this.path,
          directory: options.directory,
          pages,
          shards: options.processes,
          maxPages: options.maxPages,
          looks: this.looks(lane.bytes),
        },
        directory: options.directory,
        readOnlyPaths: [this.path],
        deadlineMs: Math.max(1, options.deadlineMs - (performance.now() - this.started)),
        maxMemoryBytes: options.maxMemoryBytes,
        signal: AbortSignal.any(signals),
        onMessage: (message) => {
          clearTimeout(timer);
          timer = setTimeout(() => slow.abort(), options.pageDeadlineMs);
          this.hear(message as PdfWorkerMessage, lane);
        },
      });
    } catch (error) {
      if (error instanceof ToolAborted && slow.signal.aborted) throw new PageTooSlow();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  private hear(message: PdfWorkerMessage, lane: Lane): void {
    switch (message.type) {
      case 'refused':
        throw new AppError(`document_${message.why}`, { max: this.options.maxPages });
      case 'open':
        this.opened(message);
        break;
      case 'start':
        lane.current = message.number;
        break;
      case 'page':
        lane.bytes += (message.page.large?.bytes ?? 0) + (message.page.thumbnail?.bytes ?? 0);
        this.take(message.page);
        break;
      case 'text':
        this.firstUndrawn = Math.min(this.firstUndrawn, message.page.number);
        this.take(message.page);
        break;
    }
  }

  private opened(message: { count: number; title: string | null; author: string | null }): void {
    if (this.count !== null) return;
    if (message.count === 0) throw new AppError('document_damaged');
    this.count = message.count;
    this.title = message.title;
    this.author = message.author;
    if (message.count < SHARD_FROM) return;
    for (let i = 1; i < this.options.processes; i += 1) {
      const lane = this.lane(this.shard(i));
      // Waited for in all(); until then a failure must not count as unhandled.
      lane.catch(() => undefined);
      this.others.push(lane);
    }
  }

  /** Each lane has its share of the bytes, of which it has used some. */
  private looks(used: number): PageLook[] {
    const share = this.options.imageBytes / this.options.processes;
    return [
      { ...FINE, untilBytes: share - used },
      { ...PLAIN, untilBytes: 2 * share - used },
    ];
  }

  private take(page: DocumentPage): void {
    this.pages.set(page.number, page);
    this.options.onPage(page, this.pages.size, this.count ?? this.pages.size);
  }
}

class PageTooSlow extends Error {
  override readonly name = 'PageTooSlow';
}
