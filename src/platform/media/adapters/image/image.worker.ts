import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { send, workerInput, workerMain } from '../../../sandbox/worker-side.js';
import type { ImageWorkerInput, ImageWorkerMessage } from './image-worker.protocol.js';

const { path, directory, maxPixels } = workerInput<ImageWorkerInput>();

function say(message: ImageWorkerMessage): void {
  send(message);
}

async function preview(side: number, name: string) {
  const file = join(directory, name);
  // `autoOrient` turns by the EXIF tag; no `keep…` call, so no metadata is written.
  const { width, height } = await sharp(path, { limitInputPixels: maxPixels, failOn: 'none' })
    .autoOrient()
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 82, effort: 3 })
    .toFile(file);
  return { path: file, mime: 'image/webp', width, height, bytes: (await stat(file)).size };
}

await workerMain(async () => {
  sharp.cache(false);
  sharp.concurrency(2);
  let size: { width: number; height: number };
  try {
    const meta = await sharp(path, { limitInputPixels: maxPixels }).metadata();
    size = meta.autoOrient;
    if (size.width * size.height > maxPixels) return say({ type: 'refused', why: 'image_too_large' });
  } catch (error) {
    return say({ type: 'refused', why: whyOf(error) });
  }
  try {
    const large = await preview(2000, 'image-large.webp');
    const thumbnail = await preview(480, 'image-thumb.webp');
    say({ type: 'done', width: size.width, height: size.height, large, thumbnail });
  } catch (error) {
    say({ type: 'refused', why: whyOf(error) });
  }
});

function whyOf(error: unknown): 'image_too_large' | 'media_damaged' | 'media_refused' {
  const text = error instanceof Error ? error.message : '';
  if (/pixel limit|exceeds/i.test(text)) return 'image_too_large';
  return /unsupported|support|not built|No decoding plugin/i.test(text) ? 'media_refused' : 'media_damaged';
}
