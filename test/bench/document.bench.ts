import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pptxModule from 'pptxgenjs';
import { removeData, startApp } from '../support/app.js';
import type { Grown } from '../support/services.js';
import { foundGroup } from '../support/small-group.js';
import type { BenchCase } from './bench.js';
import { median, timed } from './measure.js';
import { execute, openMediaRoom, processed } from './media-room.js';

export const name = 'document';

/** Its types speak of a default inside the default; at run time the class itself is there. */
const Deck = pptxModule as unknown as typeof pptxModule.default;

const SLIDES = 40;
const ROUNDS = 3;

/** From the acknowledged upload of a deck of forty slides to all its page images and its text, over HTTP; against bare soffice and MuPDF doing the same. */
export async function* run(): AsyncGenerator<BenchCase> {
  const drawn = await decksDrawn();
  if (drawn === null) return yield { bench: name, case: 'skipped', note: 'LibreOffice is missing' };
  yield {
    bench: name,
    case: `${SLIDES} slides: acknowledged → page images, thumbnails and text`,
    ms: median(drawn.ours),
    baselineMs: median(drawn.bare),
    ratio: median(drawn.ours) / median(drawn.bare),
    wanted: 'ratio ≤ 1.30',
  };
}

/** The times of each round, ms, of the program on a stack and of the bare tools; null without LibreOffice. */
export async function decksDrawn(
  stack?: readonly Grown[],
): Promise<{ ours: number[]; bare: number[] } | null> {
  const room = await openMediaRoom();
  const app = await startApp(stack && { stack });
  try {
    const soffice = room.tools.soffice?.command;
    if (soffice === undefined) return null;
    const { author } = await foundGroup(app);
    const ours: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const deck = join(room.root, 'deck.pptx');
      await makeDeck(deck, round);
      const bareMs = await timed(() => bareDocument(soffice, deck, room.root));
      const { since, view } = await processed(
        app,
        author,
        { fileName: '古诗文阅读.pptx', bytes: await readFile(deck) },
        ({ fullFiles }) => fullFiles[0]?.state === 'ready' || fullFiles[0]?.state === 'failed',
      );
      const ms = performance.now() - since;
      const { state, preview } = view.fullFiles[0]!;
      if (state !== 'ready' || preview.pages !== SLIDES || !preview.hasText)
        throw new Error(`${state}, ${preview.pages} pages`);
      if (round === 0) continue;
      ours.push(ms);
      bare.push(bareMs);
    }
    return { ours, bare };
  } finally {
    await app.stop();
    await removeData(app);
    await room.remove();
  }
}

async function makeDeck(path: string, edition: number): Promise<void> {
  const deck = new Deck();
  for (let i = 1; i <= SLIDES; i += 1) {
    const slide = deck.addSlide();
    slide.addText(`第 ${i} 页 古诗文阅读与鉴赏`, { x: 0.5, y: 0.3, w: 9, h: 0.8, fontSize: 30, bold: true });
    const lines = [
      '床前明月光，疑是地上霜。',
      '举头望明月，低头思故乡。',
      `第 ${i} 题：说说诗人的心情。（${edition}）`,
    ];
    slide.addText(lines.join('\n'), { x: 0.5, y: 1.4, w: 5, h: 3, fontSize: 20 });
    slide.addShape('ellipse', {
      x: 6.5,
      y: 1.5,
      w: 2.5,
      h: 2.5,
      fill: { color: i % 2 ? '4472C4' : 'ED7D31' },
    });
  }
  await deck.writeFile({ fileName: path });
}

/** What one would write by hand: soffice with a fresh profile, then one process that draws page after page. */
async function bareDocument(soffice: string, deck: string, root: string): Promise<void> {
  const directory = join(root, 'bare');
  await mkdir(directory, { recursive: true });
  const profile = `-env:UserInstallation=file://${directory}/profile`;
  await execute(soffice, ['--headless', profile, '--convert-to', 'pdf', '--outdir', directory, deck]);
  const script = join(directory, 'draw.mjs');
  await writeFile(script, DRAW);
  await execute(process.execPath, [
    script,
    join(directory, 'deck.pdf'),
    directory,
    join(import.meta.dirname, '../../package.json'),
  ]);
  await rm(directory, { recursive: true });
}

const DRAW = `
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
const [, , path, directory, root] = process.argv;
const require = createRequire(root);
const sharp = require('sharp');
const mupdf = await import(new URL('node_modules/mupdf/dist/mupdf.js', pathToFileURL(root)));
const pdf = mupdf.Document.openDocument(readFileSync(path), 'application/pdf');
for (let i = 0; i < pdf.countPages(); i += 1) {
  const page = pdf.loadPage(i);
  const [x0, y0, x1, y1] = page.getBounds();
  const scale = Math.min(1400 / (x1 - x0), 2000 / (y1 - y0));
  const pixmap = page.toPixmap(mupdf.Matrix.scale(scale, scale), mupdf.ColorSpace.DeviceRGB, false);
  const raw = { width: pixmap.getWidth(), height: pixmap.getHeight(), channels: 3 };
  const pixels = Buffer.from(pixmap.getPixels());
  await sharp(pixels, { raw }).webp({ quality: 80, effort: 2 }).toFile(directory + '/' + i + '.webp');
  await sharp(pixels, { raw }).resize({ width: 360 }).webp({ quality: 80, effort: 2 }).toFile(directory + '/' + i + '-t.webp');
  writeFileSync(directory + '/' + i + '.txt', page.toStructuredText('preserve-whitespace').asText());
  pixmap.destroy();
}
`;
