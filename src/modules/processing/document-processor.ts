import { Injectable } from '@nestjs/common';
import { MINUTE } from '../../kernel/clock.js';
import { DocumentTool, type DocumentPage, type DocumentResult } from '../../platform/media/index.js';
import type { JobContext } from '../../platform/queue/index.js';
import type { Failure, RenderingDetails } from '../files/index.js';
import { RenderingRuns, type RenderingRun, type TextPage } from './rendering-run.js';

/** What is made of documents; a higher number makes all of them anew. */
const RECIPE = 1;
const DEADLINE_MS = 15 * MINUTE;

/** Documents become page images, a thumbnail and text; the first pages can be read while the last are drawn. */
@Injectable()
export class DocumentProcessor {
  constructor(
    private readonly runs: RenderingRuns,
    private readonly tool: DocumentTool,
  ) {}

  run(sha256: string, context: JobContext): Promise<void> {
    return this.runs.run(sha256, context, 'fresh', (run) => this.render(run));
  }

  private async render(run: RenderingRun): Promise<void> {
    const { kind, extension, traits } = run.blob;
    const details: Partial<RenderingDetails> = {};
    let fraction = 0;
    const options = run.work(DEADLINE_MS);
    const result = await this.tool.render(
      {
        path: run.local.path,
        kind: kind as Parameters<DocumentTool['render']>[0]['kind'],
        extension,
        encrypted: traits.encrypted,
        encoding: traits.encoding,
      },
      {
        ...options,
        onProgress: (f) => {
          fraction = f;
          run.progress(f, { details });
        },
        onPage: async (page) => {
          await this.store(run, page, details);
          run.progress(fraction, { details });
        },
      },
    );
    const drawn = result.pages.some((page) => page.large !== null) ? result.drawn : 0;
    await run.finish(
      {
        state: missing(result) === null ? 'ready' : 'partial',
        progress: 1,
        failure: missing(result),
        recipe: RECIPE,
        details: {
          ...details,
          pages: drawn,
          pageCount: result.preview === 'pages' ? result.pages.length : null,
        },
      },
      textOf(result),
    );
  }

  private async store(
    run: RenderingRun,
    page: DocumentPage,
    details: Partial<RenderingDetails>,
  ): Promise<void> {
    if (page.large) {
      await run.put(`pages/${page.number}.webp`, { path: page.large.path }, 'image/webp');
      details.pages = Math.max(details.pages ?? 0, page.number);
    }
    if (page.thumbnail)
      await run.put(`pages/${page.number}-small.webp`, { path: page.thumbnail.path }, 'image/webp');
    if (page.number !== 1) return;
    if (page.large) details.aspect = page.large.width / page.large.height;
    if (page.thumbnail) {
      await run.put('thumbnail.webp', { path: page.thumbnail.path }, 'image/webp');
      details.thumbnail = true;
    }
  }
}

/** What the reader is told when the preview is not the whole document. */
function missing(result: DocumentResult): Failure | null {
  if (result.converterMissing) return { code: 'converter_missing', params: {} };
  if (result.drawn < result.pages.length)
    return { code: 'document_too_heavy', params: { pages: result.drawn } };
  if (result.shortened) return { code: 'document_too_long', params: { pages: result.pages.length } };
  return null;
}

function textOf(result: DocumentResult): TextPage[] {
  const pages = result.pages.map((page) => ({ page: page.number, text: page.text }));
  const words = [result.title ?? '', result.extraText].filter((text) => text.trim() !== '').join('\n');
  return words === '' ? pages : [{ page: 0, text: words }, ...pages];
}
