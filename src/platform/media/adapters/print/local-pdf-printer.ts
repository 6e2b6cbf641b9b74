import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../../kernel/errors.js';
import { runNodeWorker, workerEntry } from '../../../sandbox/node-worker.js';
import type { ToolRunner } from '../../../sandbox/sandbox.port.js';
import { PdfPrinter, type PrintedText } from '../../pdf-printer.port.js';
import { toolFailure } from '../failures.js';
import type { PdfPrinterInput } from './pdf-printer.protocol.js';

const MIB = 1024 * 1024;
const DEADLINE_MS = 60_000;
const MAX_MEMORY = 900 * MIB;
const MAX_FILE = 64 * MIB;
/** Somebody waits for each: one at a time, and no more in the queue than are done in a minute or so. */
const MOST_WAITING = 12;
const RETRY_SECONDS = 10;
/** What colleagues print one after the other is often the same: so many are kept, none larger than this. */
const MOST_KEPT = 16;
const LARGEST_KEPT = MIB;

/** Prints with MuPDF in a process of its own, one document after the other. */
export class LocalPdfPrinter extends PdfPrinter {
  private readonly kept = new Map<string, Buffer>();
  private waiting = 0;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly runner: ToolRunner) {
    super();
  }

  async print(text: PrintedText, signal?: AbortSignal): Promise<Buffer> {
    const key = createHash('sha256').update(JSON.stringify(text)).digest('hex');
    const before = this.kept.get(key);
    if (before) return before;
    if (this.waiting >= MOST_WAITING)
      throw new AppError('too_many_requests', { retryAfterSeconds: RETRY_SECONDS });
    this.waiting += 1;
    const printed = this.last.then(async () => this.kept.get(key) ?? this.run(text, signal));
    this.last = printed.catch(() => undefined);
    try {
      return this.keep(key, await printed);
    } finally {
      this.waiting -= 1;
    }
  }

  private keep(key: string, pdf: Buffer): Buffer {
    if (pdf.length > LARGEST_KEPT) return pdf;
    this.kept.delete(key);
    this.kept.set(key, pdf);
    if (this.kept.size > MOST_KEPT) this.kept.delete(this.kept.keys().next().value!);
    return pdf;
  }

  private async run({ html, title, author }: PrintedText, signal: AbortSignal | undefined): Promise<Buffer> {
    try {
      return await this.runner.withJobDirectory(async (directory) => {
        const input: PdfPrinterInput = {
          html: join(directory, 'text.html'),
          pdf: join(directory, 'text.pdf'),
          ...{ title, author },
        };
        await writeFile(input.html, html);
        await runNodeWorker(this.runner, {
          script: workerEntry(import.meta.url, 'pdf-printer.worker.js'),
          ...{ input, directory },
          deadlineMs: DEADLINE_MS,
          maxMemoryBytes: MAX_MEMORY,
          maxFileBytes: MAX_FILE,
          ...(signal ? { signal } : {}),
          onMessage: () => undefined,
        });
        return readFile(input.pdf);
      });
    } catch (error) {
      throw toolFailure(error, 'processing_failed');
    }
  }
}
