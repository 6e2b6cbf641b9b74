import { jest } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { DocumentResult } from '../../src/platform/media/document.port.js';
import { typeByExtension } from '../../src/platform/media/file-types.js';
import { withService } from '../support/services.js';
import { canary, docxParts, makeOdt, makeZip } from './media-fixtures.js';
import type { MediaRoom } from './media-rooms.js';
import { mediaRoom, tools } from './media-rooms.js';

jest.setTimeout(180_000);

type Canary = Awaited<ReturnType<typeof canary>>;

/** A document that wants what it must not have: an address (the canary), or another job's picture. */
interface Hostile {
  name: string;
  content: Buffer;
  wants: 'address' | 'picture';
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const externals = (id: string, type: string, target: string): string =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}" TargetMode="External"/></Relationships>`;
const picture = (address: string): string =>
  `<text:p>visible<draw:frame svg:width="5cm" svg:height="5cm"><draw:image xlink:href="${address}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p>`;

/** What LibreOffice 7.4 really follows, as the control below shows. */
function hostile(url: string, planted: string): Hostile[] {
  const drawing = `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${OFFICE}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body><w:p><w:r><w:t>visible</w:t></w:r><w:r><w:drawing><wp:inline><wp:extent cx="990000" cy="990000"/><wp:docPr id="1" name="p"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="rId9"/></pic:blipFill><pic:spPr><a:xfrm><a:ext cx="990000" cy="990000"/></a:xfrm></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p></w:body></w:document>`;
  return [
    { name: 'remote.odt', content: makeOdt(picture(`${url}/a.png`)), wants: 'address' },
    { name: 'local.odt', content: makeOdt(picture(`file://${planted}`)), wants: 'picture' },
    {
      name: 'remote.docx',
      content: makeZip([
        ...docxParts([], drawing),
        { name: 'word/_rels/document.xml.rels', data: externals('rId9', 'image', `${url}/c.png`) },
      ]),
      wants: 'address',
    },
  ];
}

/** What other versions may follow: linked sections and a template. No control can show it here. */
function suspicious(url: string, planted: string): Hostile[] {
  const sections = `<text:p>visible</text:p>
    <text:section text:name="s" text:protected="true"><text:section-source xlink:href="file://${planted}" text:filter-name="Text"/><text:p>old</text:p></text:section>
    <text:section text:name="t"><text:section-source xlink:href="${url}/b.odt"/><text:p>old</text:p></text:section>`;
  const settings = `<?xml version="1.0"?><w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${OFFICE}"><w:attachedTemplate r:id="rId1"/></w:settings>`;
  return [
    { name: 'sections.odt', content: makeOdt(sections), wants: 'address' },
    {
      name: 'template.docx',
      content: makeZip([
        ...docxParts(['visible']),
        { name: 'word/settings.xml', data: settings },
        {
          name: 'word/_rels/settings.xml.rels',
          data: externals('rId1', 'attachedTemplate', `${url}/t.dotm`),
        },
      ]),
      wants: 'address',
    },
  ];
}

/** Whether the planted picture, all of one red that no text has, stands on the first page. */
async function showsPlanted({ pages }: DocumentResult): Promise<boolean> {
  const { data } = await sharp(await readFile(pages[0]!.large!.path))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  let red = 0;
  for (let i = 0; i < data.length; i += 3)
    if (data[i]! > 200 && data[i + 1]! < 60 && data[i + 2]! < 60) red += 1;
  return red > 1_000;
}

function sourceOf(path: string) {
  const extension = path.split('.').at(-1)!;
  return { path, extension, kind: typeByExtension(extension)!.kind, encrypted: false, encoding: null };
}

interface Shown {
  text: string;
  planted: boolean;
}

/** What a reader of the converted document sees, asked while its pages are still there. */
async function shown(result: DocumentResult): Promise<Shown> {
  return { text: result.pages.map((page) => page.text).join(), planted: await showsPlanted(result) };
}

const guarded = (room: MediaRoom, path: string): Promise<Shown> =>
  room.job(async (options) => shown(await room.documents.render(sourceOf(path), options)));

/** As LibreOffice does it by itself: no profile of ours, and no sandbox where the room has none. */
const unguarded = (room: MediaRoom, path: string): Promise<Shown> =>
  room.job(async (options) => {
    const { directory } = options;
    await room.runner.run({
      ...{ command: tools.soffice!.command, directory, deadlineMs: options.deadlineMs },
      args: [
        ...['--headless', '--norestore', `-env:UserInstallation=file://${directory}/profile`],
        ...['--convert-to', 'pdf', '--outdir', directory, path],
      ],
      maxMemoryBytes: 2 ** 31,
      maxFileBytes: 2 ** 31,
      readOnlyPaths: [path],
    });
    const pdf = join(
      directory,
      `${path
        .split('/')
        .at(-1)!
        .replace(/\.\w+$/, '')}.pdf`,
    );
    return shown(await room.documents.render(sourceOf(pdf), options));
  });

withService(
  'hostile documents with LibreOffice',
  'SOFFICE_PATH (or soffice where programs are)',
  tools.soffice?.command ?? null,
  () => {
    let listener: Canary;
    const rooms: MediaRoom[] = [];
    beforeAll(async () => {
      listener = await canary();
    });
    afterAll(async () => {
      await listener.close();
      await Promise.all(rooms.map((room) => room.remove()));
    });

    /** A room with a picture that belongs to somebody else, and the documents that want it. */
    async function open(namespaces: boolean) {
      const room = mediaRoom({ namespaces });
      rooms.push(room);
      const red = sharp({ create: { width: 60, height: 60, channels: 3, background: '#ff0000' } });
      const planted = await room.file('planted.png', await red.png().toBuffer());
      return { room, documents: hostile(listener.url, planted), others: suspicious(listener.url, planted) };
    }

    it('get what they want from a LibreOffice without guards: the tests below can fail', async () => {
      const { room, documents } = await open(false);
      for (const { name, content, wants } of documents) {
        const before = listener.hits();
        const { text, planted } = await unguarded(room, await room.file(name, content));
        expect(text).toContain('visible');
        const got = { name, address: listener.hits() > before, picture: planted };
        expect(got).toEqual({ name, address: wants === 'address', picture: wants === 'picture' });
      }
    });

    it.each([
      ['our profile in namespaces', true, guarded],
      ['our profile alone', false, guarded],
      ['namespaces alone', true, unguarded],
    ])('reach no address and no other file: %s', async (_title, namespaces, convert) => {
      const { room, documents, others } = await open(namespaces);
      if (namespaces && (await room.runner.describe()).level !== 'namespaces') {
        console.log('bubblewrap does not work here: namespaces are not tested');
        return;
      }
      const before = listener.hits();
      for (const { name, content } of [...documents, ...others]) {
        const { text, planted } = await convert(room, await room.file(name, content));
        expect({ name, planted, visible: text.includes('visible') }).toEqual({
          name,
          planted: false,
          visible: true,
        });
      }
      expect(listener.hits()).toBe(before);
    });
  },
);
