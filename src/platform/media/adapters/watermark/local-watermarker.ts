import type { Font } from 'mupdf';
import { Watermarker } from '../../watermark.port.js';
import { markMask, type MarkMask } from './mark-mask.js';
import { stamp } from './stamp.js';

/** Letters are this part of a picture's shorter side, within bounds. px */
const LETTERS = { share: 1 / 46, least: 14, most: 44 };
/** Readers' marks that are drawn already: each serves a minute's pages. */
const MOST_MASKS = 64;
const QUALITY = 85;

/** Draws with MuPDF's own font and codes with libvips, off the event loop; both are loaded when first needed. */
export class LocalWatermarker extends Watermarker {
  private readonly masks = new Map<string, MarkMask>();
  private loading: ReturnType<typeof load> | null = null;

  async draw(picture: Buffer, text: string): Promise<Buffer> {
    if (!isOurs(picture)) throw new Error('Neither WebP nor JPEG');
    this.loading ??= load();
    const { sharp, mupdf, font } = await this.loading;
    const { data, info } = await sharp(picture)
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width, height } = info;
    const size = Math.round(
      Math.max(LETTERS.least, Math.min(LETTERS.most, Math.min(width, height) * LETTERS.share)),
    );
    stamp(
      { data, width, height },
      this.mask(text, size, () => markMask(mupdf, font, text, size)),
    );
    // Without a second pass over the picture, and with colours at half the sharpness of light: twice as fast.
    return sharp(data, { raw: { width, height, channels: 3 } })
      .jpeg({ quality: QUALITY, chromaSubsampling: '4:2:0', optimiseCoding: false })
      .toBuffer();
  }

  private mask(text: string, size: number, make: () => MarkMask): MarkMask {
    const key = `${size} ${text}`;
    const mask = this.masks.get(key) ?? make();
    this.masks.delete(key);
    this.masks.set(key, mask);
    for (const oldest of this.masks.keys()) {
      if (this.masks.size <= MOST_MASKS) break;
      this.masks.delete(oldest);
    }
    return mask;
  }
}

async function load() {
  const [{ default: sharp }, mupdf] = await Promise.all([import('sharp'), import('mupdf')]);
  sharp.cache(false);
  sharp.concurrency(1);
  const font: Font = new mupdf.Font('zh-Hans');
  return { sharp, mupdf, font };
}

/** What we store is of these two forms; no other decoder is to see anything in this process. */
function isOurs(picture: Buffer): boolean {
  const [riff, webp] = [picture.toString('latin1', 0, 4), picture.toString('latin1', 8, 12)];
  return (riff === 'RIFF' && webp === 'WEBP') || picture.readUInt32BE(0) >>> 8 === 0xffd8ff;
}
