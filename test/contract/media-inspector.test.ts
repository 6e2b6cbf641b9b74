import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { AppError } from '../../src/kernel/errors.js';
import { ContentInspector } from '../../src/platform/media/adapters/content-inspector.js';
import type { Inspection } from '../../src/platform/media/inspector.port.js';
import type { ZipPart } from './media-fixtures.js';
import {
  docxParts,
  gifWithFrames,
  makeDocx,
  makeOdt,
  makeOle,
  makePdf,
  makeZip,
  pngClaiming,
} from './media-fixtures.js';

const MIB = 1024 * 1024;
const inspector = new ContentInspector();
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lianke-inspect-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

let serial = 0;
async function inspect(content: Buffer | string, name: string): Promise<Inspection> {
  const path = join(directory, String((serial += 1)));
  await writeFile(path, content);
  return inspector.inspect(path, name);
}
async function refusal(content: Buffer | string, name: string): Promise<string> {
  try {
    const found = await inspect(content, name);
    return `accepted as ${found.kind} ${found.extension}`;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

const PE = Buffer.concat([Buffer.from('MZ\u0090\u0000\u0003\u0000', 'latin1'), Buffer.alloc(300)]);
const ELF = Buffer.concat([Buffer.from('\u007fELF\u0002\u0001\u0001', 'latin1'), Buffer.alloc(300)]);
const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');
const GBK_TEXT = Buffer.from('bdccb0b8a3baccc6cbce3a20b9c5cac3b1b3cbd0', 'hex');

describe('what a file is', () => {
  it('is read from its content, and a wrong name of an accepted type is corrected', async () => {
    expect(await inspect(makeDocx('教案'), '教案.定稿.DOCX')).toMatchObject({
      kind: 'document',
      extension: 'docx',
      corrected: false,
    });
    expect(await inspect(makePdf(['x']), '课件.docx')).toMatchObject({
      kind: 'pdf',
      extension: 'pdf',
      corrected: true,
    });
    expect(await inspect(makePdf(['x']), '课件.pdf. ')).toMatchObject({ kind: 'pdf', corrected: false });
    expect(await inspect(makePdf(['x']), '没有后缀')).toMatchObject({ extension: 'pdf', corrected: true });
    const png = await sharp({ create: { width: 8, height: 6, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    expect(await inspect(png, '照片.jpg')).toMatchObject({
      extension: 'png',
      corrected: true,
      width: 8,
      height: 6,
    });
    expect(await inspect(makeOdt('<text:p>a</text:p>'), 'a.odt')).toMatchObject({ extension: 'odt' });
    const workbook = makeZip([
      { name: '[Content_Types].xml', data: 'x' },
      { name: 'xl/workbook.xml', data: 'x' },
    ]);
    expect(await inspect(workbook, '成绩.xlsx')).toMatchObject({ kind: 'spreadsheet', corrected: false });
    expect(await inspect(makeOle([{ name: 'PowerPoint Document' }]), 'a.ppt')).toMatchObject({
      extension: 'ppt',
    });
    expect(await inspect(makeOle([{ name: 'Workbook' }]), '名单.et')).toMatchObject({
      extension: 'xls',
      corrected: false,
    });
  });

  it('tells passwords and macros', async () => {
    const locked = makeOle([{ name: 'EncryptionInfo' }, { name: 'EncryptedPackage' }]);
    expect(await inspect(locked, '试卷.xlsx')).toMatchObject({ kind: 'spreadsheet', encrypted: true });
    const fib = Buffer.alloc(4096);
    fib.writeUInt16LE(0x100, 10);
    const doc = await inspect(makeOle([{ name: 'WordDocument', data: fib }]), 'a.doc');
    expect(doc).toMatchObject({ extension: 'doc', encrypted: true });
    const macro = makeZip([...docxParts(['a']), { name: 'word/vbaProject.bin', data: 'x' }]);
    expect(await inspect(macro, 'a.docx')).toMatchObject({ extension: 'docm', hasMacros: true });
  });

  it.each([
    ['UTF-8', Buffer.from('唐宋古诗背诵'), 'utf-8'],
    ['UTF-16 with a mark', utf16('唐宋古诗背诵'), 'utf-16le'],
    ['UTF-16 without a mark', Buffer.from('plain words of a text', 'utf16le'), 'utf-16le'],
    ['GB18030', GBK_TEXT, 'gb18030'],
  ])('knows text in %s', async (_name, content, encoding) => {
    expect(await inspect(content, '诗.txt')).toMatchObject({ kind: 'text', encoding, extension: 'txt' });
  });

  it('lets text be any of the text types, by its name', async () => {
    expect(await inspect('a,b\n1,2\n', '名单.csv')).toMatchObject({ mime: 'text/csv', corrected: false });
    expect(await inspect('# 标题', 'README.md')).toMatchObject({ mime: 'text/markdown' });
    expect(await inspect('print(1)', '作业.py')).toMatchObject({ extension: 'py' });
    expect(await inspect('a text that mentions <script> in its middle', 'a.txt')).toMatchObject({
      kind: 'text',
    });
  });

  it('keeps a web page under its own name, as text', async () => {
    const page = '<!DOCTYPE html><html><script>alert(1)</script></html>';
    expect(await inspect(page, '网页.html')).toMatchObject({
      kind: 'text',
      mime: 'text/plain',
      extension: 'html',
    });
  });
});

describe('refused is', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  it.each<[string, Buffer | string, string, string]>([
    ['an empty file', '', 'a.docx', 'file_empty'],
    ['HTML as PDF', '<html><body>x</body></html>', 'a.pdf', 'type_mismatch'],
    ['HTML in UTF-16 as text', utf16('<html><script>1</script>'), 'a.txt', 'type_mismatch'],
    ['HTML behind a comment', '<!-- c -->\n<script>alert(1)</script>', 'a.md', 'type_mismatch'],
    ['a program as picture', PE, '照片.jpg', 'type_mismatch'],
    ['a program as itself', PE, 'setup.exe', 'type_refused'],
    ['a program behind two endings', PE, '教案.pdf.exe', 'type_refused'],
    ['an ELF program as video', ELF, 'a.mp4', 'type_mismatch'],
    ['a script as Word file', '#!/bin/sh\nrm -rf /', '教案.docx', 'type_mismatch'],
    ['plain text as Word file', 'just words', '教案.docx', 'type_mismatch'],
    ['a batch file as text', '@echo off\r\ndel *', 'a.txt', 'type_mismatch'],
    ['a script under its own name', 'alert(1)', 'a.js', 'type_refused'],
    ['SVG', svg, 'a.svg', 'type_refused'],
    ['SVG as PNG', svg, 'a.png', 'type_mismatch'],
    ['XML', '<?xml version="1.0"?><a/>', 'a.xml', 'type_refused'],
    [
      'XML with a style sheet',
      '<?xml version="1.0"?><?xml-stylesheet href="x"?><a/>',
      'a.txt',
      'type_mismatch',
    ],
    ['XHTML', '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', 'a.html', 'type_mismatch'],
    ['MHTML', 'MIME-Version: 1.0\nContent-Type: multipart/related\n\n', 'a.doc', 'type_mismatch'],
    ['PHP', '<?php system($_GET["c"]);', 'a.txt', 'type_mismatch'],
    ['PostScript', '%!PS-Adobe-3.0\nshowpage', 'a.pdf', 'type_mismatch'],
    ['a GIF that is a script', 'GIF89a/*aaaaaaaaaaaaaa*/=1;alert(1)//', 'a.gif', 'type_mismatch'],
    [
      'a PDF that begins as HTML',
      `<html><script>1</script>\n${makePdf(['x']).toString('latin1')}`,
      'a.pdf',
      'type_mismatch',
    ],
    [
      'a Java archive as ZIP',
      makeZip([
        { name: 'META-INF/MANIFEST.MF', data: 'x' },
        { name: 'A.class', data: 'x' },
      ]),
      'a.zip',
      'type_mismatch',
    ],
    ['a ZIP as Word file', makeZip([{ name: 'run.js', data: 'alert(1)' }]), '教案.docx', 'type_mismatch'],
    ['an unknown binary as video', Buffer.alloc(5000, 7), 'a.mp4', 'type_mismatch'],
    ['an unknown binary', Buffer.alloc(5000, 7), 'a.bin', 'type_refused'],
    ['an unknown OLE file', makeOle([{ name: '__properties_version1.0' }]), 'a.msg', 'type_refused'],
    ['a cut-off Word file', makeDocx('a').subarray(0, 200), 'a.docx', 'document_damaged'],
    ['a HLS playlist as MP4', '#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1/x.ts\n', '微课.mp4', 'media_refused'],
    [
      'a DASH manifest as MP4',
      '<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011"/>',
      'a.mp4',
      'media_refused',
    ],
    ['a concat script as MKV', 'ffconcat version 1.0\nfile /etc/passwd\n', 'a.mkv', 'media_refused'],
    ['an SDP file as MP4', 'v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\n', 'a.mp4', 'media_refused'],
  ])('%s', async (_title, content, name, code) => {
    expect(await refusal(content, name)).toBe(code);
  });
});

describe('archives', () => {
  const archive = (...parts: ZipPart[]): Buffer => makeZip([{ name: 'a.txt', data: 'a' }, ...parts]);

  it('are accepted when they are harmless, GBK names and archives inside included', async () => {
    const inner = makeZip([{ name: 'b.txt', data: 'b' }]);
    const gbk = Buffer.from('bdccb0b85c2e747874', 'hex');
    const found = await inspect(
      archive({ name: 'inner.zip', data: inner }, { name: gbk, data: 'x' }),
      '资料.zip',
    );
    expect(found).toMatchObject({ kind: 'archive', extension: 'zip', corrected: false });
  });

  it('are read although bytes trail behind their end', async () => {
    expect(await inspect(Buffer.concat([makeDocx('a'), Buffer.from('\n\n')]), 'a.docx')).toMatchObject({
      extension: 'docx',
    });
  });

  it.each<[string, Buffer]>([
    ['that leave their folder', archive({ name: '../../etc/cron.d/x', data: 'x' })],
    ['that leave it with backslashes', archive({ name: 'a\\..\\..\\x', data: 'x' })],
    ['with absolute names', archive({ name: '/etc/passwd', data: 'x' })],
    ['with drive letters', archive({ name: 'C:\\Windows\\x', data: 'x' })],
    ['with NUL in a name', archive({ name: 'a\u0000.txt', data: 'x' })],
    ['with symbolic links', archive({ name: 'link', data: '/etc/passwd', mode: 0o120777 })],
    [
      'with overlapping entries',
      makeZip([
        { name: 'a', data: 'x'.repeat(999) },
        { name: 'b', data: 'y', offset: 0 },
      ]),
    ],
    [
      'that claim more than fits',
      archive(
        ...Array.from({ length: 12 }, (_, i) => ({ name: `z${i}`, data: 'x', claimedSize: 4_294_967_000 })),
      ),
    ],
    ['that shrink beyond all measure', archive({ name: 'zeros', data: Buffer.alloc(300 * MIB) })],
    ['nested too deep', [1, 2, 3, 4].reduce((inner) => makeZip([{ name: 'n.zip', data: inner }]), archive())],
    [
      'whose nested archives add up',
      archive(
        ...Array.from({ length: 16 }, (_, i) => ({
          name: `${i}.zip`,
          data: makeZip([{ name: 'z', data: 'x', claimedSize: 4_200_000_000 }]),
        })),
      ),
    ],
  ])('%s are refused', async (_title, content) => {
    expect(await refusal(content, '资料.zip')).toBe('archive_unsafe');
  });

  it('of a million entries, and bombs dressed as Word files, are refused in seconds and little memory', async () => {
    const million = makeZip(Array.from({ length: 1_000_000 }, (_, i) => ({ name: `${i}` })));
    const zeros = deflateRawSync(Buffer.alloc(64 * MIB));
    const bomb = makeZip([
      ...docxParts(['a']),
      ...Array.from({ length: 3 }, (_, i) => ({
        name: `word/media/${i}.bin`,
        data: zeros,
        stored: true,
        claimedSize: 4_294_000_000,
      })),
    ]);
    const before = process.memoryUsage().rss;
    const started = Date.now();
    expect(await refusal(million, '资料.zip')).toBe('archive_unsafe');
    expect(await refusal(bomb, '教案.docx')).toBe('archive_unsafe');
    expect(Date.now() - started).toBeLessThan(5_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(256 * MIB);
  });
});

describe('pictures', () => {
  it.each<[string, Buffer, string, string]>([
    ['of 65,535 × 65,535', pngClaiming(65_535, 65_535), 'a.png', 'image_too_large'],
    ['of one very long side', pngClaiming(60_000, 10), 'a.png', 'image_too_large'],
    ['of 20,000 frames', gifWithFrames(20_000), 'a.gif', 'image_too_large'],
    ['of many large frames', pngClaiming(8_000, 8_000, 2_000), 'a.png', 'image_too_large'],
    ['without size', pngClaiming(0, 10), 'a.png', 'media_damaged'],
    ['that end in their header', pngClaiming(10, 10).subarray(0, 20), 'a.png', 'media_damaged'],
    ['without any frame', gifWithFrames(0), 'a.gif', 'media_damaged'],
  ])('%s are refused from the header', async (_title, content, name, code) => {
    const started = Date.now();
    expect(await refusal(content, name)).toBe(code);
    expect(Date.now() - started).toBeLessThan(1_000);
  });

  it('of ordinary size come with their size', async () => {
    const base = sharp({ create: { width: 320, height: 200, channels: 3, background: 'blue' } });
    for (const [format, name] of [
      ['jpeg', 'a.jpg'],
      ['webp', 'a.webp'],
      ['gif', 'a.gif'],
    ] as const)
      expect(await inspect(await base.toFormat(format).toBuffer(), name)).toMatchObject({
        width: 320,
        height: 200,
      });
    expect(await inspect(gifWithFrames(12, 4, 5), 'a.gif')).toMatchObject({ width: 4, height: 5 });
  });
});

it('whatever the bytes and the name: an answer or a refusal with a code, and nothing active gets in', async () => {
  const magic = fc.constantFrom(
    '',
    'PK\u0003\u0004',
    '%PDF-',
    'GIF89a',
    '\u0089PNG\r\n\u001a\n',
    'ID3',
    'RIFF',
    '<',
    'MZ',
  );
  const name = fc.tuple(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('.docx', '.mp4', '.txt', '.exe', ''),
  );
  await fc.assert(
    fc.asyncProperty(magic, fc.uint8Array({ maxLength: 600 }), name, async (start, bytes, [stem, ending]) => {
      const content = Buffer.concat([Buffer.from(start, 'latin1'), bytes]);
      try {
        const found = await inspect(content, stem + ending);
        expect(['active', 'executable', 'playlist', 'unknown']).not.toContain(found.kind);
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
      }
    }),
    { numRuns: 300 },
  );
});
