import fc from 'fast-check';
import { endingOf, FolderNames, harmless } from './archive-names.js';

const FORBIDDEN = /[/\\:*?"<>|\p{Cc}]/u;

describe('names in an archive', () => {
  it('say what they said, without what Windows cannot keep', () => {
    expect(harmless('01 第一课时：数轴')).toBe('01 第一课时：数轴');
    expect(harmless('a/b\\c:d*e?"<>|')).toBe('a_b_c_d_e_____');
    expect(harmless('..\\..\\x')).toBe('_.._x');
    expect(harmless('结尾. . ')).toBe('结尾');
    expect([harmless('con'), harmless('NUL.txt'), harmless('com1', '.pdf')]).toEqual([
      '_con',
      '_NUL.txt',
      '_com1.pdf',
    ]);
    expect(harmless('长'.repeat(300), '.docx')).toBe(`${'长'.repeat(59)}….docx`);
    expect(['', ' ./', '. . .'].map((name) => harmless(name))).toEqual(['file', '_', 'file']);
  });

  it('are harmless and free, whatever people write', () => {
    const words = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: fc.constantFrom('.', '/', '\\', ' ', 'a', 'A', 'é', 'e\u0301', '课'), maxLength: 6 }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(words, fc.constantFrom('', '.docx', '.PDF')), { maxLength: 12 }),
        (list) => {
          const names = new FolderNames(['index.html']);
          const taken = list.map(([name, ending]) => names.take(name, ending));
          for (const name of taken) {
            expect(name).not.toMatch(FORBIDDEN);
            expect(name).not.toMatch(/^\.|[. ]$|^$/);
            expect([...name].length).toBeLessThan(90);
          }
          const keys = [...taken, 'index.html'].map((name) => name.normalize('NFC').toLowerCase());
          expect(new Set(keys).size).toBe(keys.length);
        },
      ),
    );
  });

  it('know endings', () => {
    expect(['讲义.docx', 'x.tar.gz', '没有', '.pdf'].map(endingOf)).toEqual(['.docx', '.gz', '', '.pdf']);
  });
});
