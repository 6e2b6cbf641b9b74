import { createHash } from 'node:crypto';
import * as mupdf from 'mupdf';
import sharp from 'sharp';
import { watermarkText } from '../../src/contracts/watermark.js';
import { LocalWatermarker } from '../../src/platform/media/adapters/watermark/local-watermarker.js';
import { markMask } from '../../src/platform/media/adapters/watermark/mark-mask.js';

const TEXT = '王小明 2026-11-26 15:47';
const watermarker = new LocalWatermarker();

const page = (background: string, width = 1400, height = 1980) =>
  sharp({ create: { width, height, channels: 3, background } })
    .webp()
    .toBuffer();
const greys = (picture: Buffer) =>
  sharp(picture).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });

describe('the text of a watermark', () => {
  it('is the name and the minute in China, wherever the server stands', () => {
    expect(watermarkText('王小明', Date.parse('2026-11-26T07:47:59.999Z'))).toBe(TEXT);
  });
});

describe('the font that comes with the program', () => {
  const font = new mupdf.Font('zh-Hans');
  const mask = (text: string) =>
    createHash('sha256')
      .update(markMask(mupdf, font, text, 40).ink)
      .digest('hex');

  it('has Chinese names, the point between parts of longer ones, digits and Latin letters, each drawn as itself', () => {
    const characters = [...'王小明阿依古丽·买买提李雷Wang0123456789-:'];
    const drawn = [...new Set(characters)].map(mask);
    expect(new Set(drawn).size).toBe(drawn.length);
    expect(drawn).not.toContain(mask('〓'));
    expect(drawn).not.toContain(createHash('sha256').digest('hex'));
  });

  it('shows what it lacks as a sign that something stands there', () => {
    expect(mask('\u{3FFFD}')).toBe(mask('〓'));
  });
});

describe('a watermark', () => {
  it.each([
    ['white', '#ffffff', 255],
    ['black', '#000000', 0],
    ['grey', '#777777', 0x77],
  ])('can be seen all over a %s page, and what lies under it as well', async (_name, colour, plain) => {
    const { data, info } = await greys(await watermarker.draw(await page(colour), TEXT));
    expect(info).toMatchObject({ width: 1400, height: 1980 });
    // No third of the page in either direction goes without.
    for (let row = 0; row < 3; row += 1)
      for (let column = 0; column < 3; column += 1) {
        let marked = 0;
        for (let y = row * 660; y < (row + 1) * 660; y += 1)
          for (let x = column * 466; x < (column + 1) * 466; x += 1)
            if (Math.abs(data[y * 1400 + x]! - plain) > 35) marked += 1;
        expect([row, column, marked > 1_000, marked < 660 * 466 * 0.1]).toEqual([row, column, true, true]);
      }
  });

  it('says who and when: another name or another minute is another picture', async () => {
    const white = await page('#ffffff', 700, 500);
    const drawn = await Promise.all(
      [TEXT, TEXT, '王小明 2026-11-26 15:48', '李小明 2026-11-26 15:47'].map((text) =>
        watermarker.draw(white, text),
      ),
    );
    expect(drawn[0]!.equals(drawn[1]!)).toBe(true);
    expect(new Set(drawn.map((bytes) => bytes.toString('base64'))).size).toBe(3);
  });

  it('is drawn on pictures with transparency, without colours and of any size', async () => {
    const clear = await sharp({
      create: { width: 300, height: 200, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .webp()
      .toBuffer();
    const grey = await sharp(await page('#fff', 40, 3000))
      .toColourspace('b-w')
      .jpeg()
      .toBuffer();
    for (const picture of [clear, grey, await page('#fff', 1, 1)]) {
      const { format, exif } = await sharp(await watermarker.draw(picture, TEXT)).metadata();
      expect([format, exif]).toEqual(['jpeg', undefined]);
    }
  });

  it('is never tried on anything but our own two forms', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    await expect(watermarker.draw(svg, TEXT)).rejects.toThrow('Neither WebP nor JPEG');
  });
});
