import { jest } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import ExcelJS from 'exceljs';
import PptxGenJSModule from 'pptxgenjs';
import sharp from 'sharp';
import { withService } from '../support/services.js';
import { makeDocx } from './media-fixtures.js';
import { mediaRoom, tools, type MediaRoom } from './media-rooms.js';

// the CommonJS build under NodeNext: the class is the default export of the default export for the type checker only
const PptxGenJS = PptxGenJSModule as unknown as typeof PptxGenJSModule.default;

jest.setTimeout(180_000);

const LINE = '床前明月光';

/** A small file of today's Office with one line in it. */
async function makeOffice(extension: string): Promise<Buffer> {
  if (extension === 'docx') return makeDocx('静夜思', LINE);
  if (extension === 'xlsx') {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('诗').addRow(['静夜思', LINE]);
    return Buffer.from(await book.xlsx.writeBuffer());
  }
  const deck = new PptxGenJS();
  deck.addSlide().addText(LINE, { x: 1, y: 1, w: 8, h: 1 });
  return (await deck.write({ outputType: 'nodebuffer' })) as Buffer;
}

/** Writes a file in other formats, as LibreOffice's own "save as" does; their paths. */
async function saveAs(room: MediaRoom, path: string, extensions: readonly string[]): Promise<string[]> {
  const folder = join(room.root, 'saved');
  await mkdir(folder);
  for (const extension of extensions)
    await promisify(execFile)(tools.soffice!.command, [
      `-env:UserInstallation=file://${room.root}/profile`,
      ...['--headless', '--convert-to', extension, '--outdir', folder, path],
    ]);
  const name = basename(path).replace(/\.\w+$/, '');
  return extensions.map((extension) => join(folder, `${name}.${extension}`));
}

withService('Every Office format', 'SOFFICE_PATH', tools.soffice?.command ?? null, () => {
  it.each([
    ['docx', 'document', ['doc', 'odt', 'rtf']],
    ['pptx', 'presentation', ['ppt', 'odp']],
    ['xlsx', 'spreadsheet', ['xls', 'ods']],
  ])(
    'becomes page images with something on them, a thumbnail, and text: %s (%s) and %j',
    async (modern, kind, others) => {
      const room = mediaRoom();
      const made = await room.file(`静夜思.${modern}`, await makeOffice(modern));
      for (const path of [made, ...(await saveAs(room, made, others))]) {
        const extension = path.split('.').pop()!;
        const inspected = await room.inspector.inspect(path, basename(path));
        expect(inspected).toMatchObject({ kind, extension, corrected: false });
        await room.job(async (options) => {
          const result = await room.documents.render({ path, ...inspected }, options);
          expect([extension, result.preview, result.pages.length]).toEqual([extension, 'pages', 1]);
          const [page] = result.pages;
          expect(page!.text.replace(/\s/g, '')).toContain(LINE);
          for (const picture of [page!.large!, page!.thumbnail!]) {
            const { channels } = await sharp(await readFile(picture.path)).stats();
            expect([extension, Math.max(...channels.map(({ stdev }) => stdev)) > 1]).toEqual([
              extension,
              true,
            ]);
          }
        });
      }
      await room.remove();
    },
  );
});
