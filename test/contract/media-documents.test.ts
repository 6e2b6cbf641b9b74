import { jest } from '@jest/globals';
import { existsSync } from 'node:fs';
import { chmod, readFile } from 'node:fs/promises';
import sharp from 'sharp';
import {
  LocalDocumentTool,
  DOCUMENT_LIMITS,
} from '../../src/platform/media/adapters/document/local-document-tool.js';
import { ToolLocator } from '../../src/platform/media/adapters/tools/tool-locator.js';
import type { DocumentPage, DocumentSource } from '../../src/platform/media/document.port.js';
import { typeByExtension } from '../../src/platform/media/file-types.js';
import { ToolAborted } from '../../src/platform/sandbox/tool-errors.js';
import { withService } from '../support/services.js';
import type { ZipPart } from './media-fixtures.js';
import {
  docxParts,
  encryptPdf,
  makeDocx,
  makeNoisyPdf,
  makeOdt,
  makeOle,
  makePdf,
  makeZip,
} from './media-fixtures.js';
import type { MediaRoom } from './media-rooms.js';
import { anyProcessWith, mediaRoom, tools } from './media-rooms.js';

jest.setTimeout(180_000);

const rooms: MediaRoom[] = [];
function room(options?: Parameters<typeof mediaRoom>[0]): MediaRoom {
  const made = mediaRoom(options);
  rooms.push(made);
  return made;
}
afterAll(() => Promise.all(rooms.map((r) => r.remove())));

function source(path: string, more: Partial<DocumentSource> = {}): DocumentSource {
  const extension = path.split('.').pop() ?? '';
  const kind = typeByExtension(extension)?.kind ?? 'unknown';
  return { path, extension, kind, encrypted: false, encoding: null, ...more };
}

describe('a PDF', () => {
  it('becomes page images and text, the first pages first, with progress', async () => {
    const r = room();
    const path = await r.file('a.pdf', makePdf(Array.from({ length: 9 }, (_, i) => `Page number ${i + 1}`)));
    await r.job(async (options) => {
      const seen: DocumentPage[] = [];
      const progress: number[] = [];
      const result = await r.documents.render(source(path), {
        ...options,
        onPage: (page) => void seen.push(page),
        onProgress: (fraction) => progress.push(fraction),
      });
      expect(result).toMatchObject({ preview: 'pages', converterMissing: false, shortened: false });
      expect(result.pages.map((page) => page.text.trim())).toEqual(
        Array.from({ length: 9 }, (_, i) => `Page number ${i + 1}`),
      );
      expect(seen).toHaveLength(9);
      expect(Math.min(...seen.slice(0, 2).map((page) => page.number))).toBe(1);
      expect(progress.at(-1)).toBe(1);
      expect(progress).toEqual([...progress].sort((a, b) => a - b));
      const { large, thumbnail } = result.pages[0]!;
      const meta = await sharp(await readFile(large!.path)).metadata();
      expect(meta).toMatchObject({ format: 'webp', width: large!.width, height: large!.height });
      expect(large!.width).toBeGreaterThanOrEqual(1390);
      expect(thumbnail!.width).toBeLessThanOrEqual(360);
    });
  });

  it('with a user password is refused; with an empty one it opens', async () => {
    const r = room();
    const open = await r.file('open.pdf', makePdf(['Words inside']));
    await encryptPdf(open, `${r.root}/locked.pdf`, 'secret');
    await encryptPdf(open, `${r.root}/owner.pdf`, '');
    await r.job((options) =>
      expect(r.documents.render(source(`${r.root}/locked.pdf`), options)).rejects.toMatchObject({
        code: 'document_encrypted',
      }),
    );
    const result = await r.job((options) => r.documents.render(source(`${r.root}/owner.pdf`), options));
    expect(result.pages[0]!.text).toContain('Words inside');
  });

  it('that is broken, or too long, or too slow, fails with its reason', async () => {
    const r = room();
    const broken = await r.file('broken.pdf', `%PDF-1.4\n${'garbage '.repeat(500)}`);
    const long = await r.file('long.pdf', makePdf(Array.from({ length: 30 }, () => 'x')));
    const locator = new ToolLocator({
      ffmpegPath: null,
      ffprobePath: null,
      sofficePath: null,
      cacheDirectory: r.root,
    });
    const strict = (limits: Partial<typeof DOCUMENT_LIMITS>) =>
      new LocalDocumentTool(r.runner, locator, { ...DOCUMENT_LIMITS, ...limits });
    await r.job(async (options) => {
      await expect(r.documents.render(source(broken), options)).rejects.toMatchObject({
        code: 'document_damaged',
      });
      await expect(strict({ maxPages: 20 }).render(source(long), options)).rejects.toMatchObject({
        code: 'document_too_long',
      });
      await expect(strict({ pageDeadlineMs: 1 }).render(source(long), options)).rejects.toMatchObject({
        code: 'processing_timeout',
      });
      await expect(
        strict({ pageMemoryBytes: 20_000_000 }).render(source(long), options),
      ).rejects.toMatchObject({
        code: 'processing_out_of_memory',
      });
    });
  });

  it('whose pages take far more room than it does gets smaller images, then none, and all of its words', async () => {
    const r = room();
    const lines = Array.from({ length: 40 }, (_, i) => `Page number ${i + 1}`);
    const path = await r.file('noise.pdf', makeNoisyPdf(lines, 600));
    const locator = new ToolLocator({
      ...{ ffmpegPath: null, ffprobePath: null, sofficePath: null, cacheDirectory: r.root },
    });
    const most = 3 * 1024 * 1024;
    const tool = new LocalDocumentTool(r.runner, locator, { ...DOCUMENT_LIMITS, imageBytes: () => most });
    const { pages, drawn } = await r.job((options) => tool.render(source(path), options));
    expect(pages.map((page) => page.text.trim())).toEqual(lines);
    const shown = pages.slice(0, drawn).map(({ large }) => large!);
    expect(shown.length).toBeGreaterThan(4);
    expect(shown.length).toBeLessThan(lines.length);
    expect(shown[0]!.width).toBeGreaterThan(1_300);
    expect(shown.at(-1)!.width).toBeLessThan(1_000);
    const all = pages.flatMap(({ large, thumbnail }) => [large?.bytes ?? 0, thumbnail?.bytes ?? 0]);
    const largest = Math.max(...all);
    expect(all.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(2 * most + 4 * largest);
  });

  it('is given up when the caller aborts, and no worker stays behind', async () => {
    const r = room();
    const path = await r.file('a.pdf', makePdf(Array.from({ length: 200 }, () => 'x')));
    await r.job(async (options) => {
      const abort = new AbortController();
      const work = r.documents.render(source(path), {
        ...options,
        signal: abort.signal,
        onPage: () => abort.abort(),
      });
      await expect(work).rejects.toBeInstanceOf(ToolAborted);
      expect(await anyProcessWith(options.directory)).toBe(false);
    });
  });

  it('stops when the caller cannot take a page', async () => {
    const r = room();
    const path = await r.file('a.pdf', makePdf(['a', 'b', 'c']));
    await r.job((options) =>
      expect(
        r.documents.render(source(path), {
          ...options,
          onPage: () => Promise.reject(new RangeError('full')),
        }),
      ).rejects.toBeInstanceOf(RangeError),
    );
  });
});

describe('texts', () => {
  it('are decoded and cut into parts', async () => {
    const r = room();
    const path = await r.file('a.txt', Buffer.from('bdccb0b8a3baccc6cbce0d0ab5dab6fed0d0', 'hex'));
    const result = await r.job((o) => r.documents.render(source(path, { encoding: 'gb18030' }), o));
    expect(result.preview).toBe('text');
    expect(result.pages.map((page) => page.text)).toEqual(['教案：唐宋\n第二行\n']);
    const long = await r.file('b.txt', 'line of text\n'.repeat(2_000));
    const parts = await r.job((o) => r.documents.render(source(long, { encoding: 'utf-8' }), o));
    expect(parts.pages.length).toBeGreaterThan(5);
  });

  it('of web pages are what a reader sees', async () => {
    const r = room();
    const html =
      '<html><head><title>古诗 &amp; 词</title><script>alert("no")</script></head><p>床前<b>明月</b>光<p>1 &lt; 2';
    const path = await r.file('a.html', html);
    const result = await r.job((o) => r.documents.render(source(path, { encoding: 'utf-8' }), o));
    expect(result.title).toBe('古诗 & 词');
    expect(result.pages[0]!.text).toBe('床前明月光\n1 < 2\n');
  });
});

describe('Office files without a converter', () => {
  const bare = () => room({ sofficePath: '/nonexistent/soffice' });

  it('still give their text, and say what is missing', async () => {
    const r = bare();
    const path = await r.file('教案.docx', makeDocx('静夜思 教学设计', '第二段'));
    const result = await r.job((o) => r.documents.render(source(path), o));
    expect(result).toMatchObject({ preview: 'text', converterMissing: true });
    expect(result.pages.map((page) => page.text).join()).toMatch(/静夜思 教学设计\n+第二段/);
    const odt = await r.file('a.odt', makeOdt('<text:p>第一<text:s/>课</text:p><text:p>第二课</text:p>'));
    const odf = await r.job((o) => r.documents.render(source(odt), o));
    expect(odf.pages[0]!.text).toMatch(/第一 课\n第二课/);
    const rtf = await r.file(
      'a.rtf',
      String.raw`{\rtf1\ansi\ansicpg936{\fonttbl{\f0 SimSun;}}\f0 \u25945?\'b0\'b8\par two}`,
    );
    const rich = await r.job((o) => r.documents.render(source(rtf), o));
    expect(rich.pages[0]!.text).toBe('教案\ntwo\n');
  });

  it('slides and sheets: a part for each, notes apart', async () => {
    const r = bare();
    const slide = (text: string) => `<p:sld xmlns:a="a" xmlns:p="p"><a:p><a:t>${text}</a:t></a:p></p:sld>`;
    const deck: ZipPart[] = [
      { name: '[Content_Types].xml', data: 'x' },
      { name: 'ppt/presentation.xml', data: '<a/>' },
      ...[1, 2, 10].map((n) => ({ name: `ppt/slides/slide${n}.xml`, data: slide(`第${n}页`) })),
      { name: 'ppt/notesSlides/notesSlide1.xml', data: slide('备注') },
    ];
    const pptx = await r.file('a.pptx', makeZip(deck));
    const slides = await r.job((o) => r.documents.render(source(pptx), o));
    expect(slides.pages.map((page) => page.text)).toEqual(['第1页', '第2页', '第10页']);
    expect(slides.extraText).toBe('备注');
    const book: ZipPart[] = [
      {
        name: 'xl/sharedStrings.xml',
        data: '<sst><si><t>姓名</t></si><si><r><t>李</t></r><r><t>白</t></r></si></sst>',
      },
      {
        name: 'xl/worksheets/sheet1.xml',
        data: '<worksheet><row><c t="s"><v>0</v></c><c><v>98</v></c></row><row><c t="s"><v>1</v></c></row></worksheet>',
      },
    ];
    const xlsx = await r.file('a.xlsx', makeZip(book));
    const cells = await r.job((o) => r.documents.render(source(xlsx), o));
    expect(cells.pages.map((page) => page.text)).toEqual(['姓名\t98\n李白']);
  });

  it('never expand an entity: a document type ends the reading', async () => {
    const r = bare();
    const laughs = Array.from({ length: 12 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join(
      '',
    );
    const xml = `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "ha">${laughs}<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document xmlns:w="w"><w:p><w:t>&l12;&x;</w:t></w:p></w:document>`;
    const path = await r.file('a.docx', makeZip(docxParts([], xml)));
    await r.job((o) =>
      expect(r.documents.render(source(path), o)).rejects.toMatchObject({ code: 'document_damaged' }),
    );
  });

  it('with a password are refused, formats without a reader need the converter', async () => {
    const r = bare();
    const locked = await r.file('a.docx', makeOle([{ name: 'EncryptedPackage' }]));
    const works = await r.file('a.wps', makeOle([{ name: 'MatOST' }]));
    await r.job(async (o) => {
      await expect(r.documents.render(source(locked, { encrypted: true }), o)).rejects.toMatchObject({
        code: 'document_encrypted',
      });
      await expect(r.documents.render(source(works), o)).rejects.toMatchObject({ code: 'converter_missing' });
    });
  });
});

withService(
  'Office files with LibreOffice',
  'SOFFICE_PATH (or soffice where programs are)',
  tools.soffice?.command ?? null,
  () => {
    it('become pages; profile and PDF are gone with the job', async () => {
      const r = room();
      const path = await r.file('教案.docx', makeDocx('静夜思 教学设计'));
      let directory = '';
      const result = await r.job((o) => {
        directory = o.directory;
        return r.documents.render(source(path), o);
      });
      expect(result).toMatchObject({ preview: 'pages', converterMissing: false });
      expect(result.pages[0]!.text.replace(/\s/g, '')).toContain('静夜思教学设计');
      expect(existsSync(directory)).toBe(false);
    });

    it('that are locked or broken fail with their reason', async () => {
      const r = room();
      const locked = await r.file(
        'a.docx',
        makeOle([{ name: 'EncryptionInfo' }, { name: 'EncryptedPackage' }]),
      );
      const broken = await r.file('b.docx', makeZip(docxParts([], '<w:document>')));
      await r.job((o) =>
        expect(r.documents.render(source(locked, { encrypted: true }), o)).rejects.toMatchObject({
          code: 'document_encrypted',
        }),
      );
      await r.job((o) =>
        expect(r.documents.render(source(broken), o)).rejects.toMatchObject({ code: 'document_damaged' }),
      );
    });

    it('are killed with everything they started when the time is over; the text remains', async () => {
      // LibreOffice that never comes to its end, however quick the machine: what it converts, it then sits on.
      const endless = await room().file(
        'soffice',
        `#!/bin/sh\n[ "$1" = --version ] && exec '${tools.soffice!.command}' --version\n'${tools.soffice!.command}' "$@"\nsleep 600\n`,
      );
      await chmod(endless, 0o755);
      const r = room({ sofficePath: endless });
      const path = await r.file('a.docx', makeDocx('慢慢来'));
      await r.job(async (options) => {
        const started = Date.now();
        const result = await r.documents
          .render(source(path), { ...options, deadlineMs: 4_000 })
          .catch((e: unknown) => e);
        // Reading the text takes part in the same time; on a slow machine both are cut off.
        expect(result).toMatchObject(
          result instanceof Error
            ? { code: 'processing_timeout' }
            : { preview: 'text', converterMissing: false },
        );
        expect(Date.now() - started).toBeGreaterThan(3_000);
        expect(Date.now() - started).toBeLessThan(10_000);
        expect(await anyProcessWith(options.directory)).toBe(false);
      });
    });
  },
);
