import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { send, workerInput, workerMain } from '../../../sandbox/worker-side.js';
import type { ImageWorkerInput, ImageWorkerMessage } from './image-worker.protocol.js';

const { path, extension, directory, maxPixels } = workerInput<ImageWorkerInput>();

const LARGE = 2000;
const THUMBNAIL = 480;

function say(message: ImageWorkerMessage): void {
  send(message);
}

/** The one loader of libvips for each accepted format; SVG, PDF and whatever else it could open stay shut. */
const LOADERS: Readonly<Record<string, string>> = {
  jpg: 'VipsForeignLoadJpeg',
  png: 'VipsForeignLoadPng',
  bmp: 'VipsForeignLoadPng',
  gif: 'VipsForeignLoadNsgif',
  webp: 'VipsForeignLoadWebp',
  tif: 'VipsForeignLoadTiff',
  avif: 'VipsForeignLoadHeif',
  heic: 'VipsForeignLoadHeif',
};

function allowOnly(format: string): void {
  const loader = LOADERS[format];
  sharp.block({ operation: ['VipsForeignLoad'] });
  if (loader !== undefined) sharp.unblock({ operation: [loader, `${loader}File`, `${loader}Buffer`] });
}

/** BMP is not among libvips' formats; MuPDF reads it and hands it over as PNG. */
async function decodedBmp(): Promise<Buffer> {
  const mupdf = await import('mupdf');
  mupdf.setLog(null);
  const image = new mupdf.Image(await readFile(path));
  if (image.getWidth() * image.getHeight() > maxPixels) throw new Error('exceeds the pixel limit');
  return Buffer.from(image.toPixmap().asPNG());
}

interface Pixels {
  data: Buffer;
  raw: { width: number; height: number; channels: 1 | 2 | 3 | 4 };
}

async function writeWebp({ data, raw }: Pixels, side: number, name: string) {
  const file = join(directory, name);
  // No `keep…` call, so no metadata is written.
  const { width, height } = await sharp(data, { raw })
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 82, effort: 3 })
    .toFile(file);
  return { path: file, mime: 'image/webp', width, height, bytes: (await stat(file)).size };
}

await workerMain(async () => {
  sharp.cache(false);
  sharp.concurrency(2);
  allowOnly(extension);
  try {
    const source = extension === 'bmp' ? await decodedBmp() : path;
    const image = sharp(source, { limitInputPixels: maxPixels, failOn: 'none' });
    const size = (await image.metadata()).autoOrient;
    if (size.width * size.height > maxPixels) return say({ type: 'refused', why: 'image_too_large' });
    // Decoded once, turned by the EXIF tag, brought to ordinary colours.
    const { data, info } = await image
      .autoOrient()
      .resize({ width: LARGE, height: LARGE, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    const pixels = { data, raw: { width: info.width, height: info.height, channels: info.channels } };
    const large = await writeWebp(pixels, LARGE, 'image-large.webp');
    const thumbnail = await writeWebp(pixels, THUMBNAIL, 'image-thumb.webp');
    say({ type: 'done', ...size, large, thumbnail });
  } catch (error) {
    say({ type: 'refused', why: whyOf(error) });
  }
});

function whyOf(error: unknown): 'image_too_large' | 'media_damaged' | 'media_refused' {
  const text = error instanceof Error ? error.message : '';
  if (/pixel limit|exceeds/i.test(text)) return 'image_too_large';
  return /unsupported|support|not built|No decoding plugin/i.test(text) ? 'media_refused' : 'media_damaged';
}
