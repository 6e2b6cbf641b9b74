import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runNodeWorker, workerEntry } from '../../platform/sandbox/node-worker.js';
import type { ToolRunner } from '../../platform/sandbox/sandbox.port.js';

const MIB = 1024 * 1024;
const DEADLINE_MS = 15_000;

/** Which part of a workbook is read: the upper left corner of its first sheet. */
export interface XlsxCorner {
  path: string;
  rows: number;
  columns: number;
}

/** One message of the worker: a row that has something in it, by its number, counted from 1. */
export interface XlsxRow {
  number: number;
  cells: string[];
}

/**
 * The cells of a workbook's first sheet as they are shown, row by row; rows without anything are empty lists. Reading
 * happens in a process of its own, with limits: a workbook of a few bytes can claim a row number of fifty million.
 * Throws what {@link ToolRunner} throws.
 */
export async function xlsxRows(
  runner: ToolRunner,
  bytes: Buffer,
  corner: Omit<XlsxCorner, 'path'>,
): Promise<string[][]> {
  return runner.withJobDirectory(async (directory) => {
    const path = join(directory, 'sheet.xlsx');
    await writeFile(path, bytes);
    const rows: string[][] = [];
    const input: XlsxCorner = { path, ...corner };
    await runNodeWorker(runner, {
      script: workerEntry(import.meta.url, 'xlsx-rows.worker.js'),
      input,
      directory,
      deadlineMs: DEADLINE_MS,
      maxMemoryBytes: 400 * MIB,
      onMessage: (message) => {
        const { number, cells } = message as XlsxRow;
        rows[number - 1] = cells;
      },
    });
    return Array.from(rows, (row) => (row as string[] | undefined) ?? []);
  });
}
