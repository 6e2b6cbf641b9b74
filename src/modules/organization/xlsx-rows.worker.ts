import { readFile } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import { send, workerInput, workerMain } from '../../platform/sandbox/worker-side.js';
import type { XlsxCorner, XlsxRow } from './xlsx-rows.js';

function textOf(cell: ExcelJS.Cell): string {
  // A date cell is midnight UTC of the day that was typed.
  return cell.value instanceof Date ? cell.value.toISOString().slice(0, 10) : cell.text;
}

await workerMain(async () => {
  const { path, rows, columns } = workerInput<XlsxCorner>();
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(new Uint8Array(await readFile(path)).buffer);
  const sheet = book.worksheets[0];
  if (!sheet) return;
  if (sheet.rowCount > rows) throw new Error('more rows than are read');
  sheet.eachRow((row, number) => {
    const cells = Array.from({ length: columns }, (_, i) => textOf(row.getCell(i + 1)));
    send({ number, cells } satisfies XlsxRow);
  });
});
