import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

/**
 * A table as CSV (RFC 4180) with a byte order mark, by which spreadsheet programs know UTF-8. What could be taken for a
 * formula is made text by an apostrophe.
 */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return stringify([...rows], { bom: true, escape_formulas: true, record_delimiter: 'windows' });
}

/** The cells of a CSV file (RFC 4180; commas, semicolons or tabs, whichever its first line has). Throws where a quote has no end. */
export function parseCsv(text: string): string[][] {
  const first = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const delimiter = [',', '\t', ';'].find((mark) => first.includes(mark)) ?? ',';
  return parse(text, {
    bom: true,
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
  });
}
