import { writeFile } from 'node:fs/promises';
import type { DemoFile } from '../types.js';
import type { DocumentModel } from './blocks.js';
import { docx } from './docx.js';
import { pdf } from './pdf.js';
import type { WorkbookModel } from './xlsx.js';
import { xlsx } from './xlsx.js';

/** The date that documents carry: fixed, so that the same content gives the same bytes. */
export const INSTANT = '2025-09-01T00:00:00Z';

const bytes = (fileName: string, kind: DemoFile['kind'], make: () => Promise<Uint8Array>): DemoFile => ({
  fileName,
  kind,
  make: async (path) => writeFile(path, await make()),
});

/** A file from bytes made when asked for. */
export const fileOf = bytes;

/** A DOCX or PDF, by the ending of the file name (in any case). */
export function documentFile(fileName: string, model: () => DocumentModel): DemoFile {
  return /\.pdf$/i.test(fileName)
    ? bytes(fileName, 'pdf', () => Promise.resolve(pdf(model())))
    : bytes(fileName, 'docx', () => docx(model(), INSTANT));
}

/** An XLSX workbook. */
export const workbookFile = (fileName: string, model: () => WorkbookModel): DemoFile =>
  bytes(fileName, 'xlsx', () => xlsx(model(), INSTANT));
