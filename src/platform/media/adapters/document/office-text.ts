import { runNodeWorker, workerEntry } from '../../../sandbox/node-worker.js';
import type { ToolRunner } from '../../../sandbox/sandbox.port.js';
import type { DocumentSource } from '../../document.port.js';
import { toolFailure } from '../failures.js';

const MIB = 1024 * 1024;

/** Text read straight from an Office file, without a converter. */
export interface OfficeText {
  /** slides, sheets, or parts of a running text */
  parts: readonly string[];
  /** what a printed page would not show: notes, comments, and the whole content of sheets */
  extra: string;
  title: string | null;
  author: string | null;
}

export interface OfficeTextInput {
  path: string;
  extension: string;
}

/** One message of the worker: at most a few megabytes of text in all. */
export type OfficeTextMessage = { type: 'text'; text: OfficeText };

/** Reads the text of an Office file in a process of its own. Formats without a reader give no parts. Throws AppError as {@link DocumentTool}. */
export async function extractOfficeText(
  runner: ToolRunner,
  source: DocumentSource,
  options: { directory: string; deadlineMs: number; signal?: AbortSignal },
): Promise<OfficeText> {
  let text: OfficeText = { parts: [], extra: '', title: null, author: null };
  const input: OfficeTextInput = { path: source.path, extension: source.extension };
  try {
    await runNodeWorker(runner, {
      script: workerEntry(import.meta.url, 'office-text.worker.js'),
      input,
      directory: options.directory,
      readOnlyPaths: [source.path],
      deadlineMs: Math.min(options.deadlineMs, 60_000),
      maxMemoryBytes: 600 * MIB,
      signal: options.signal,
      onMessage: (message) => {
        text = (message as OfficeTextMessage).text;
      },
    });
  } catch (error) {
    throw toolFailure(error, 'document_damaged');
  }
  return text;
}
