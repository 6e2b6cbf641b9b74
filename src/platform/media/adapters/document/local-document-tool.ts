import { stat } from 'node:fs/promises';
import { AppError } from '../../../../kernel/errors.js';
import type { ToolRunner } from '../../../sandbox/sandbox.port.js';
import type { DocumentOptions, DocumentPage, DocumentResult, DocumentSource } from '../../document.port.js';
import { DocumentTool } from '../../document.port.js';
import { timeLeft } from '../../work.js';
import type { ToolLocator } from '../tools/tool-locator.js';
import { officeToPdf } from './office-converter.js';
import type { OfficeText } from './office-text.js';
import { extractOfficeText } from './office-text.js';
import { renderPdfPages } from './pdf-pages.js';
import { htmlText } from './text/html-text.js';
import { numbered, readText, textParts } from './text-preview.js';

const MIB = 1024 * 1024;

export interface DocumentLimits {
  maxPages: number;
  maxSheetPages: number;
  pageDeadlineMs: number;
  /** resident memory of one page worker, and of LibreOffice, bytes */
  pageMemoryBytes: number;
  officeMemoryBytes: number;
  /** page workers per document */
  processes: number;
  /** bytes of page images of a document of so many bytes before they become smaller; twice as many are the most */
  imageBytes: (fileBytes: number) => number;
}

export const DOCUMENT_LIMITS: DocumentLimits = {
  maxPages: 2_000,
  maxSheetPages: 200,
  pageDeadlineMs: 30_000,
  pageMemoryBytes: 1024 * MIB,
  officeMemoryBytes: 2048 * MIB,
  processes: 2,
  // Of real documents, a book of text of 352 pages needs the most: 70 MB, 28 times its size; most need less than 5 times.
  imageBytes: (fileBytes) => Math.max(64 * MIB, 20 * fileBytes),
};

const NOTHING: OfficeText = { parts: [], extra: '', title: null, author: null };

/** Documents on this machine: LibreOffice for Office files where it is installed, MuPDF for pages, own readers for the text. */
export class LocalDocumentTool extends DocumentTool {
  constructor(
    private readonly runner: ToolRunner,
    private readonly locator: ToolLocator,
    private readonly limits: DocumentLimits = DOCUMENT_LIMITS,
  ) {
    super();
  }

  async render(source: DocumentSource, options: DocumentOptions): Promise<DocumentResult> {
    switch (source.kind) {
      case 'text':
        return this.plainText(source, options);
      case 'pdf':
        return this.pages(source, source.path, options, performance.now(), 0);
      case 'document':
      case 'presentation':
      case 'spreadsheet':
        return this.office(source, options);
      default:
        throw new Error(`a file of kind ${source.kind} is no document`);
    }
  }

  private async plainText(source: DocumentSource, options: DocumentOptions): Promise<DocumentResult> {
    const content = await readText(source.path, source.encoding ?? 'utf-8');
    const isPage = source.extension === 'html';
    const { text, title } = isPage ? htmlText(content) : { text: content, title: null };
    const parts = textParts(text).map((part) => part.text);
    return this.asText({ ...NOTHING, parts, title }, false, options);
  }

  private async office(source: DocumentSource, options: DocumentOptions): Promise<DocumentResult> {
    const started = performance.now();
    const { soffice } = await this.locator.tools();
    if (soffice === null) return this.officeWithoutConverter(source, options);
    const text = extractOfficeText(this.runner, source, {
      directory: options.directory,
      deadlineMs: options.deadlineMs,
      signal: options.signal,
    }).catch(() => NOTHING);
    let pdf: string;
    try {
      pdf = await officeToPdf(this.runner, source, {
        soffice: soffice.command,
        directory: options.directory,
        // The rest of the time is for the pages.
        deadlineMs: options.deadlineMs * 0.85,
        signal: options.signal,
        maxMemoryBytes: this.limits.officeMemoryBytes,
        maxSheetPages: this.limits.maxSheetPages,
      });
    } catch (error) {
      // Too much for the converter: the words can still be read and found.
      const found = await text;
      if (!isTooMuch(error) || found.parts.length === 0) throw error;
      return this.asText(found, false, options);
    }
    try {
      options.onProgress?.(0.5);
      const result = await this.pages(source, pdf, options, started, 0.5);
      const { extra, title, author } = await text;
      const shortened = source.kind === 'spreadsheet' && result.pages.length >= this.limits.maxSheetPages;
      return {
        ...result,
        extraText: extra,
        title: title ?? result.title,
        author: author ?? result.author,
        shortened,
      };
    } finally {
      await text;
    }
  }

  private async officeWithoutConverter(
    source: DocumentSource,
    options: DocumentOptions,
  ): Promise<DocumentResult> {
    if (source.encrypted) throw new AppError('document_encrypted');
    const text = await extractOfficeText(this.runner, source, options);
    if (text.parts.length === 0 && text.extra === '')
      throw new AppError('converter_missing', { tool: 'LibreOffice' });
    return this.asText(text, true, options);
  }

  private async asText(
    text: OfficeText,
    converterMissing: boolean,
    options: DocumentOptions,
  ): Promise<DocumentResult> {
    const pages = numbered(text.parts);
    for (const page of pages) await options.onPage?.(page);
    options.onProgress?.(1);
    const { extra: extraText, title, author } = text;
    return {
      preview: 'text',
      pages,
      drawn: pages.length,
      extraText,
      title,
      author,
      converterMissing,
      shortened: false,
    };
  }

  private async pages(
    source: DocumentSource,
    pdf: string,
    options: DocumentOptions,
    started: number,
    progressFrom: number,
  ): Promise<DocumentResult> {
    const pending: Promise<void>[] = [];
    let failure: { error: unknown } | null = null;
    const hand = (page: DocumentPage, done: number, count: number): void => {
      if (failure !== null) throw failure.error;
      const handed = Promise.resolve(options.onPage?.(page));
      pending.push(handed.catch((error: unknown) => void (failure ??= { error })));
      options.onProgress?.(progressFrom + (1 - progressFrom) * (done / count));
    };
    const { processes, pageDeadlineMs, maxPages, pageMemoryBytes, imageBytes } = this.limits;
    const { pages, title, author, drawn } = await renderPdfPages(this.runner, pdf, {
      directory: options.directory,
      deadlineMs: timeLeft(options, started),
      signal: options.signal,
      onPage: hand,
      pageDeadlineMs,
      maxPages,
      maxMemoryBytes: pageMemoryBytes,
      processes,
      imageBytes: imageBytes((await stat(source.path)).size),
    });
    await Promise.all(pending);
    const failed = failure as { error: unknown } | null;
    if (failed !== null) throw failed.error;
    return {
      preview: 'pages',
      pages,
      drawn,
      extraText: '',
      title,
      author,
      converterMissing: false,
      shortened: false,
    };
  }
}

function isTooMuch(error: unknown): boolean {
  return (
    error instanceof AppError &&
    (error.code === 'processing_timeout' || error.code === 'processing_out_of_memory')
  );
}
