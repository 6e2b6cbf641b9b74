import fc from 'fast-check';
import { attachment, downloadName } from './content-disposition.js';

describe('the name of a download', () => {
  it('is the person’s own, in Chinese and with emoji', () => {
    expect(downloadName('七年级（上）教案·定稿 🎉.docx')).toBe('七年级（上）教案·定稿 🎉.docx');
    expect(attachment('教案.docx')).toBe(
      `attachment; filename="__.docx"; filename*=UTF-8''%E6%95%99%E6%A1%88.docx`,
    );
  });

  it.each([
    ['../../etc/passwd', '.._.._etc_passwd'],
    ['a"b\r\nSet-Cookie: x=1.pdf', 'a_bSet-Cookie_ x=1.pdf'],
    ['photo\u202egpj.exe', 'photogpj.exe'],
    ['C:\\temp\\a.txt', 'C__temp_a.txt'],
    ['\0', 'file'],
    ['《观潮》教学设计（第一课时）.docx', '《观潮》教学设计（第一课时）.docx'],
    ['...', 'file'],
    ['\ud800.txt', '\ufffd.txt'],
  ])('of %j is the harmless %j', (given, expected) => {
    expect(downloadName(given)).toBe(expected);
  });

  it('keeps its ending when 300 Chinese characters are too many for a disk', () => {
    const name = downloadName(`${'课'.repeat(300)}.pptx`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
    expect(name).toMatch(/^课+…\.pptx$/);
  });

  it('never splits a header, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 1000 }), (name) => {
        const header = attachment(name);
        expect(header).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w.%~-]*$/);
        expect(header.match(/"/g)).toHaveLength(2);
        expect(header.length).toBeLessThan(1500);
      }),
    );
  });
});
