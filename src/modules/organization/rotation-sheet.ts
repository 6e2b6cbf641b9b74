import { ROTATION_LINES } from '../../contracts/index.js';
import { parseCsv } from '../../kernel/csv.js';
import { AppError } from '../../kernel/errors.js';
import type { ToolRunner } from '../../platform/sandbox/sandbox.port.js';
import { xlsxRows } from './xlsx-rows.js';

/** One line as it was typed. Dates are days: `2026-09-01`, or what was typed instead. */
export interface TypedLine {
  line: number;
  loginName: string;
  name: string;
  department: string;
  role: string;
  from: string;
  lastDay: string;
}

/** Headings of the template, Chinese first; either language is understood. */
export const HEADINGS: Record<Exclude<keyof TypedLine, 'line'>, readonly [zh: string, en: string]> = {
  loginName: ['登录名', 'Login name'],
  name: ['姓名', 'Name'],
  department: ['教研组', 'Department'],
  role: ['角色', 'Role'],
  from: ['开始日期', 'From'],
  lastDay: ['最后一天', 'Last day'],
};
const COLUMNS = Object.keys(HEADINGS) as (keyof typeof HEADINGS)[];
/** Empty lines in between are nobody's fault. */
const CORNER = { rows: ROTATION_LINES + 100, columns: 12 };

/** The lines of a spreadsheet. Throws `sheet_unreadable` or `sheet_empty`. */
export async function readSheet(runner: ToolRunner, bytes: Buffer): Promise<TypedLine[]> {
  const rows = isZip(bytes) ? await xlsxRows(runner, bytes, CORNER).catch(unreadable) : csvRows(bytes);
  const [head = [], ...rest] = rows;
  const places = COLUMNS.map((column) => {
    const names: string[] = HEADINGS[column].map((heading) => heading.toLowerCase());
    return head.findIndex((cell) => names.includes(cell.trim().toLowerCase()));
  });
  const missing = COLUMNS.some(
    (column, i) => places[i] === -1 && (column === 'loginName' || column === 'from'),
  );
  if (missing) throw new AppError('sheet_unreadable');
  const lines = rest.flatMap((cells, i) => {
    const at = (column: number) => (cells[places[column] ?? -1] ?? '').trim();
    const typed = Object.fromEntries(COLUMNS.map((column, c) => [column, at(c)]));
    return Object.values(typed).every((text) => text === '') ? [] : [{ ...typed, line: i + 2 } as TypedLine];
  });
  if (lines.length === 0 || lines.length > ROTATION_LINES) throw new AppError('sheet_empty');
  return lines;
}

/** An empty spreadsheet with the headings and a line that shows how. */
export async function templateSheet(language: 'zh' | 'en'): Promise<Buffer> {
  // Loaded when it is needed: it is large, and most days nobody needs it.
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet(language === 'zh' ? '交流轮岗' : 'Rotation');
  sheet.columns = COLUMNS.map((column) => ({
    header: HEADINGS[column][language === 'zh' ? 0 : 1],
    width: 16,
    style: { numFmt: '@' },
  }));
  sheet.getRow(1).font = { bold: true };
  return Buffer.from(await book.xlsx.writeBuffer());
}

const isZip = (bytes: Buffer) => bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004';

/** UTF-8, or what spreadsheet programs on Chinese Windows write. */
function textIn(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function csvRows(bytes: Buffer): string[][] {
  try {
    return parseCsv(textIn(bytes));
  } catch {
    return unreadable();
  }
}

function unreadable(): never {
  throw new AppError('sheet_unreadable');
}
