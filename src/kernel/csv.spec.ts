import fc from 'fast-check';
import { csvOf, parseCsv } from './csv.js';

describe('CSV', () => {
  it('comes back as it was written, whatever the cells hold', () => {
    const cell = fc.string().map((text) => text.replaceAll('\r', ''));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
        const plain = rows.map((row, i) => (i === 0 ? ['head', ...row] : row));
        const back = parseCsv(csvOf(plain));
        const unguarded = back.map((row) => row.map((text) => text.replace(/^'(?=[=+\-@\t])/, '')));
        expect(unguarded).toEqual(plain.map((row) => row.map((text) => text.replace(/^'(?=[=+\-@\t])/, ''))));
      }),
    );
  });

  it('gives spreadsheet programs no formula', () => {
    expect(csvOf([['=cmd()', '@x', '-1', '+1', 'a=b']])).toBe("\uFEFF'=cmd(),'@x,'-1,'+1,a=b\r\n");
  });

  it('reads what spreadsheet programs write elsewhere: semicolons, tabs, line ends of all kinds', () => {
    expect(parseCsv('a;b\r\n1;"2;3"\n')).toEqual([
      ['a', 'b'],
      ['1', '2;3'],
    ]);
    expect(parseCsv('a\tb\n1\t2')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });
});
