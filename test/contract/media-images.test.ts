import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { ToolAborted } from '../../src/platform/sandbox/tool-errors.js';
import { pngClaiming } from './media-fixtures.js';
import { mediaRoom } from './media-rooms.js';

const room = mediaRoom();
afterAll(() => room.remove());

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#3366cc' } });

describe('a picture', () => {
  it('becomes upright previews without any metadata', async () => {
    const photo = await plain(2400, 1200)
      .withExif({ IFD0: { Artist: 'someone', Orientation: '6' }, IFD3: { GPSLatitude: '31/1 14/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect((await sharp(photo).metadata()).exif).toBeDefined();
    const path = await room.file('photo.jpg', photo);
    await room.job(async (options) => {
      const result = await room.images.render({ path, extension: 'jpg' }, options);
      expect(result).toMatchObject({ width: 1200, height: 2400 });
      expect(result.large).toMatchObject({ width: 1000, height: 2000, mime: 'image/webp' });
      expect(result.thumbnail).toMatchObject({ width: 240, height: 480 });
      for (const made of [result.large, result.thumbnail]) {
        const meta = await sharp(await readFile(made.path)).metadata();
        expect(meta).toMatchObject({ format: 'webp', width: made.width, height: made.height });
        expect([meta.exif, meta.xmp, meta.iptc, meta.orientation]).toEqual([
          undefined,
          undefined,
          undefined,
          undefined,
        ]);
      }
    });
  });

  it.each(['png', 'gif', 'webp', 'tiff', 'avif'] as const)('in %s is read', async (format) => {
    const extension = format === 'tiff' ? 'tif' : format;
    const path = await room.file(`a.${extension}`, await plain(60, 40).toFormat(format).toBuffer());
    const result = await room.job((o) => room.images.render({ path, extension }, o));
    expect(result).toMatchObject({ width: 60, height: 40 });
    expect(result.large.width).toBe(60);
  });

  it('in BMP is read', async () => {
    const [width, height] = [60, 40];
    const bmp = Buffer.alloc(54 + width * height * 3, 120);
    bmp.fill(0, 0, 54);
    bmp.write('BM');
    bmp.writeUInt32LE(bmp.length, 2);
    bmp.writeUInt32LE(54, 10);
    bmp.writeUInt32LE(40, 14);
    bmp.writeInt32LE(width, 18);
    bmp.writeInt32LE(height, 22);
    bmp.writeUInt16LE(1, 26);
    bmp.writeUInt16LE(24, 28);
    const path = await room.file('a.bmp', bmp);
    const result = await room.job((o) => room.images.render({ path, extension: 'bmp' }, o));
    expect(result).toMatchObject({ width, height });
  });

  it('that is cut off shows what there is', async () => {
    const noise = sharp({
      create: {
        width: 800,
        height: 800,
        channels: 3,
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
        background: 'red',
      },
    });
    const whole = await noise.jpeg().toBuffer();
    const path = await room.file('cut.jpg', whole.subarray(0, whole.length / 2));
    const result = await room.job((o) => room.images.render({ path, extension: 'jpg' }, o));
    expect(result).toMatchObject({ width: 800, height: 800 });
  });

  it.each([
    ['larger than can be decoded', pngClaiming(65_535, 65_535), 'png', 'image_too_large'],
    [
      'of garbage',
      Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(400, 9)]),
      'jpg',
      'media_damaged',
    ],
    [
      'that is SVG inside',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      'png',
      'media_refused',
    ],
    [
      'in a format that cannot be decoded',
      Buffer.from('0000001c66747970686569630000000068656963', 'hex'),
      'heic',
      'media_damaged|media_refused',
    ],
  ])('%s fails with its reason', async (_title, content, extension, code) => {
    const path = await room.file(`bad.${extension}`, content);
    const error: unknown = await room
      .job((o) => room.images.render({ path, extension }, o))
      .catch((e: unknown) => e);
    expect((error as { code: string }).code).toMatch(new RegExp(`^(?:${code})$`));
  });

  it('ends with the caller’s abort and with the deadline', async () => {
    const path = await room.file('late.png', await plain(40, 40).png().toBuffer());
    await room.job(async (options) => {
      const work = room.images.render(
        { path, extension: 'png' },
        { ...options, signal: AbortSignal.timeout(20) },
      );
      await expect(work).rejects.toBeInstanceOf(ToolAborted);
      const slow = room.images.render({ path, extension: 'png' }, { ...options, deadlineMs: 5 });
      await expect(slow).rejects.toMatchObject({ code: 'processing_timeout' });
    });
  });
});
