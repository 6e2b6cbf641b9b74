import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as mupdf from 'mupdf';
import type { Sharp } from 'sharp';
import sharp from 'sharp';
import { send, workerInput, workerMain } from '../../../sandbox/worker-side.js';
import type { PageLook, PdfWorkerInput, PdfWorkerMessage } from './pdf-worker.protocol.js';
import { SHARD_FROM } from './pdf-worker.protocol.js';

const input = workerInput<PdfWorkerInput>();
const MAX_TEXT = 200_000;
/** A page is never enlarged beyond this: small pages would only become blurred. */
const MAX_SCALE = 4;

function say(message: PdfWorkerMessage): void {
  send(message);
}

/** Reads the file in pieces instead of copying it into the memory of the WASM module. */
function openPdf(path: string): mupdf.Document {
  const fd = openSync(path, 'r');
  const stream = new mupdf.Stream({
    fileSize: () => fstatSync(fd).size,
    read: (memory: Uint8Array, offset: number, size: number, position: number) =>
      readSync(fd, memory, offset, size, position),
    close: () => closeSync(fd),
  });
  return mupdf.Document.openDocument(stream, 'application/pdf');
}

function clean(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/gu, ' ').slice(0, MAX_TEXT);
}

/** bytes of images so far */
let written = 0;

async function writeImage(pixels: Sharp, name: string, quality: number) {
  const path = join(input.directory, name);
  const { width, height } = await pixels.webp({ quality, effort: 2 }).toFile(path);
  const { size: bytes } = await stat(path);
  written += bytes;
  return { path, mime: 'image/webp', width, height, bytes };
}

async function drawPage(page: mupdf.Page, number: number, { large, thumbnail, quality }: PageLook) {
  const [x0, y0, x1, y1] = page.getBounds();
  const width = Math.max(1, x1 - x0);
  const height = Math.max(1, y1 - y0);
  const scale = Math.min(large.width / width, large.height / height, MAX_SCALE);
  const pixmap = page.toPixmap(mupdf.Matrix.scale(scale, scale), mupdf.ColorSpace.DeviceRGB, false, true);
  const raw = { width: pixmap.getWidth(), height: pixmap.getHeight(), channels: 3 as const };
  const pixels = Buffer.from(pixmap.getPixels());
  pixmap.destroy();
  const name = String(number).padStart(5, '0');
  const [big, small] = await Promise.all([
    writeImage(sharp(pixels, { raw }), `page-${name}.webp`, quality),
    writeImage(
      sharp(pixels, { raw }).resize({ ...thumbnail, fit: 'inside', withoutEnlargement: true }),
      `page-${name}-thumb.webp`,
      quality,
    ),
  ]);
  return { large: big, thumbnail: small };
}

async function onePage(pdf: mupdf.Document, number: number): Promise<void> {
  say({ type: 'start', number });
  let text = '';
  let page: mupdf.Page | null = null;
  try {
    page = pdf.loadPage(number - 1);
    const structured = page.toStructuredText('preserve-whitespace');
    text = clean(structured.asText());
    structured.destroy();
    const look = input.looks.find(({ untilBytes }) => written < untilBytes);
    if (look) say({ type: 'page', page: { number, text, ...(await drawPage(page, number, look)) } });
    else say({ type: 'text', page: { number, text, large: null, thumbnail: null } });
  } catch {
    say({ type: 'page', page: { number, text, large: null, thumbnail: null } });
  } finally {
    page?.destroy();
  }
}

await workerMain(async () => {
  sharp.concurrency(1);
  sharp.cache(false);
  mupdf.setLog(null);
  let pdf: mupdf.Document;
  let count: number;
  try {
    pdf = openPdf(input.path);
    // An empty user password opens without asking; readers do the same.
    if (pdf.needsPassword() && pdf.authenticatePassword('') === 0)
      return say({ type: 'refused', why: 'encrypted' });
    pdf.asPDF()?.disableJS();
    count = pdf.countPages();
  } catch {
    return say({ type: 'refused', why: 'damaged' });
  }
  if (count > input.maxPages) return say({ type: 'refused', why: 'too_long' });
  const meta = (key: string): string | null =>
    clean(pdf.getMetaData(key) ?? '')
      .trim()
      .slice(0, 300) || null;
  say({ type: 'open', count, title: meta('info:Title'), author: meta('info:Author') });
  const step = count >= SHARD_FROM ? input.shards : 1;
  const own = Array.from({ length: count }, (_, i) => i + 1).filter((n) => (n - 1) % step === 0);
  for (const number of input.pages ?? own) await onePage(pdf, number);
});
