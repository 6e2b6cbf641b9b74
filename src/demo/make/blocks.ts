import type { FigureKey } from './figures.js';

/** What stands out in a table: its first row, every other cell of a row (name, value, name, value), nothing. */
export type TableHead = 'row' | 'names' | 'none';

/** What a document is made of; the DOCX and the PDF maker both read it. */
export type Block =
  | { kind: 'title'; text: string }
  | { kind: 'subtitle'; text: string }
  | { kind: 'heading'; text: string }
  | { kind: 'subheading'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'item'; text: string; level?: 1 | 2 }
  | { kind: 'table'; rows: string[][]; widths: number[]; head: TableHead }
  | { kind: 'box'; lines: string[] }
  | { kind: 'figure'; figure: FigureKey; caption: string }
  /** empty ruled lines to write on */
  | { kind: 'ruled'; count: number }
  | { kind: 'space' }
  | { kind: 'page' };

export interface DocumentModel {
  title: string;
  /** name shown in the file's properties */
  creator: string;
  /** small line at the top of every page */
  header: string;
  blocks: Block[];
}

export const title = (text: string): Block => ({ kind: 'title', text });
export const subtitle = (text: string): Block => ({ kind: 'subtitle', text });
export const heading = (text: string): Block => ({ kind: 'heading', text });
export const subheading = (text: string): Block => ({ kind: 'subheading', text });
export const text = (value: string): Block => ({ kind: 'text', text: value });
export const items = (values: readonly string[]): Block[] =>
  values.map((value, index) => ({ kind: 'item', text: `${index + 1}. ${value}` }));
export const option = (value: string): Block => ({ kind: 'item', text: value, level: 2 });
/** `widths` are shares of the page's width. */
export const table = (rows: string[][], widths: number[], head: TableHead = 'row'): Block => ({
  kind: 'table',
  rows,
  widths,
  head,
});
export const box = (lines: readonly string[]): Block => ({ kind: 'box', lines: [...lines] });
export const figure = (key: FigureKey, caption: string): Block => ({ kind: 'figure', figure: key, caption });
export const ruled = (count: number): Block => ({ kind: 'ruled', count });
export const newPage: Block = { kind: 'page' };
