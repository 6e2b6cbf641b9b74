import { copyFile, link, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../../kernel/errors.js';
import type { ToolRunner } from '../../../sandbox/sandbox.port.js';
import type { DocumentSource } from '../../document.port.js';
import { toolFailure } from '../failures.js';
import { writeOfficeProfile } from './office-profile.js';

const MIB = 1024 * 1024;

export interface OfficeOptions {
  soffice: string;
  directory: string;
  deadlineMs: number;
  signal?: AbortSignal;
  maxMemoryBytes: number;
  /** pages of a spreadsheet that are drawn at most */
  maxSheetPages: number;
}

/**
 * Converts an Office file to PDF with a profile made for this one job, and returns the PDF's path. Throws AppError
 * `document_encrypted`, `document_damaged`, `processing_timeout`, `processing_out_of_memory`.
 */
export async function officeToPdf(
  runner: ToolRunner,
  source: DocumentSource,
  options: OfficeOptions,
): Promise<string> {
  const { directory } = options;
  const input = join(directory, `input.${source.extension}`);
  const output = join(directory, 'pdf');
  await mkdir(output, { recursive: true });
  // LibreOffice chooses its filter by the ending, and must not see the directory the file came from.
  await link(source.path, input).catch(() => copyFile(source.path, input));
  const profile = await writeOfficeProfile(directory);
  try {
    await runner.run({
      command: options.soffice,
      args: [
        ...['--headless', '--invisible', '--nologo', '--nodefault', '--norestore', '--nolockcheck'],
        ...['--nofirststartwizard', `-env:UserInstallation=${profile}`],
        ...['--convert-to', exportFilter(source, options.maxSheetPages), '--outdir', output, input],
      ],
      directory,
      deadlineMs: options.deadlineMs,
      maxMemoryBytes: options.maxMemoryBytes,
      maxFileBytes: 2048 * MIB,
      signal: options.signal,
      env: { SAL_USE_VCLPLUGIN: 'svp', JAVA_HOME: '/nonexistent' },
    });
  } catch (error) {
    throw toolFailure(error, source.encrypted ? 'document_encrypted' : 'document_damaged');
  } finally {
    await rm(join(directory, 'profile'), { recursive: true, force: true, maxRetries: 3 });
    await rm(input, { force: true });
  }
  // soffice ends with 0 also when it could not load the file.
  const pdf = (await readdir(output)).find((name) => name.endsWith('.pdf'));
  if (pdf === undefined) throw new AppError(source.encrypted ? 'document_encrypted' : 'document_damaged');
  return join(output, pdf);
}

/** Spreadsheets can grow to thousands of printed pages; the JSON form of filter options needs LibreOffice ≥ 7.4, older ones ignore it. */
function exportFilter(source: DocumentSource, maxSheetPages: number): string {
  if (source.kind !== 'spreadsheet') return 'pdf';
  const range = { PageRange: { type: 'string', value: `1-${maxSheetPages}` } };
  return `pdf:calc_pdf_Export:${JSON.stringify(range)}`;
}
