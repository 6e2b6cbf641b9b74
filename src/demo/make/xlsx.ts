import ExcelJS from 'exceljs';
import { withFixedDates } from './zip.js';

export type CellValue = string | number | { formula: string; result: number; percent?: true };

export interface SheetModel {
  name: string;
  /** a line above the table */
  caption: string;
  head: string[];
  widths: number[];
  rows: CellValue[][];
  /** rows below the table, e.g. means and rates */
  foot?: CellValue[][];
}

export interface WorkbookModel {
  title: string;
  creator: string;
  sheets: SheetModel[];
}

const LINE = { style: 'thin', color: { argb: 'FFB8C0CC' } } as const;
const BORDER = { top: LINE, bottom: LINE, left: LINE, right: LINE };
const fill = (argb: string): ExcelJS.Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });

/** A cell as the library takes it. */
const plainValue = (value: CellValue): string | number | { formula: string; result: number } =>
  typeof value === 'object' ? { formula: value.formula, result: value.result } : value;

function sheet(book: ExcelJS.Workbook, model: SheetModel): void {
  const page = book.addWorksheet(model.name, {
    views: [{ state: 'frozen', ySplit: 2 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  page.columns = model.widths.map((width) => ({ width }));
  page.addRow([model.caption]);
  page.mergeCells(1, 1, 1, model.head.length);
  const top = page.getRow(1);
  top.height = 30;
  top.getCell(1).font = { name: '黑体', size: 15, bold: true, color: { argb: 'FF1F3864' } };
  top.getCell(1).alignment = { horizontal: 'center', vertical: 'middle' };
  const rows = [model.head, ...model.rows, ...(model.foot ?? [])];
  rows.forEach((values, index) => {
    const row = page.addRow(values.map(plainValue));
    row.height = 21;
    row.eachCell({ includeEmpty: true }, (cell, column) => {
      if (column > model.head.length) return;
      cell.border = BORDER;
      const value = values[column - 1];
      if (typeof value === 'object' && value.percent) cell.numFmt = '0.0%';
      cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
      cell.font = { name: '宋体', size: 11, bold: index === 0 || index > model.rows.length };
      if (index === 0) cell.fill = fill('FFE8EEF7');
      else if (index > model.rows.length) cell.fill = fill('FFFFF6E5');
    });
  });
}

/** A workbook; formulas carry their results, so that readers without a calculator show them. */
export async function xlsx(model: WorkbookModel, instant: string): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.creator = model.creator;
  book.title = model.title;
  book.created = new Date(instant);
  book.modified = new Date(instant);
  for (const one of model.sheets) sheet(book, one);
  return withFixedDates(Buffer.from(await book.xlsx.writeBuffer()), instant);
}
