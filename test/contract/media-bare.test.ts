import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { jest } from '@jest/globals';
import sharp from 'sharp';
import { makeDocx } from './media-fixtures.js';
import { mediaRoom } from './media-rooms.js';

jest.setTimeout(180_000);

/** What `npm ci` alone gives: the films are made, opened and encoded by the old ffmpeg that comes with it. */
describe('a machine with nothing but what npm brings', () => {
  const room = mediaRoom({ bare: true });
  afterAll(() => room.remove());

  it('finds the programs in the packages, and says what that costs', async () => {
    const { ffmpeg, ffprobe, soffice } = await room.locator.tools();
    expect([ffmpeg?.source, ffprobe?.source, soffice]).toEqual(['npm', 'npm', null]);
    const costs = new Map((await room.locator.describe()).map((tool) => [tool.name, tool.costs.length]));
    expect([costs.get('ffmpeg'), costs.get('soffice'), costs.get('sharp')]).toEqual([1, 1, 0]);
  });

  it('makes a film playable, with poster and strip, and its smaller renditions', async () => {
    const { ffmpeg } = await room.locator.tools();
    const path = join(room.root, 'film.mp4');
    const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=1280x720:rate=12:duration=9'];
    const sound = ['-f', 'lavfi', '-i', 'sine=frequency=440:duration=9'];
    const codec = [
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-pix_fmt',
      'yuv420p',
      '-c:a',
      'aac',
      '-g',
      '24',
    ];
    await promisify(execFile)(ffmpeg!.command, [
      '-loglevel',
      'error',
      '-y',
      ...picture,
      ...sound,
      ...codec,
      path,
    ]);
    const source = { path, extension: 'mp4' };
    await room.job(async (options) => {
      const info = await room.videos.probe(source, options);
      expect(info).toMatchObject({
        width: 1280,
        height: 720,
        videoCodec: 'h264',
        audioCodec: 'aac',
        playable: true,
      });
      const hls = await room.videos.repackage(source, info, options);
      expect(hls.segments.length).toBeGreaterThan(0);
      const { poster, strip } = await room.videos.stills(source, info, options);
      expect(await sharp(await readFile(poster.path)).metadata()).toMatchObject({
        format: 'jpeg',
        width: 1280,
      });
      expect(strip?.count).toBe(9);
      const ladder = await room.videos.ladder(source, info, options);
      expect(ladder.map(({ name, width, height }) => `${name} ${width}x${height}`)).toEqual(['480p 854x480']);
      expect(Math.abs(ladder[0]!.durationMs - 9_000)).toBeLessThan(500);
    });
  });

  it('makes a sound playable', async () => {
    const { ffmpeg } = await room.locator.tools();
    const path = join(room.root, 'a.wav');
    await promisify(execFile)(ffmpeg!.command, [
      '-loglevel',
      'error',
      '-y',
      '-f',
      'lavfi',
      '-i',
      'sine=duration=2',
      path,
    ]);
    const made = await room.job((options) => room.sounds.render({ path, extension: 'wav' }, options));
    expect(made.mime).toBe('audio/mp4');
    expect(Math.abs(made.durationMs - 2_000)).toBeLessThan(200);
  });

  it('shows the words of an Office file, and says what is missing', async () => {
    const path = await room.file('教案.docx', makeDocx('静夜思 教学设计'));
    const source = { path, extension: 'docx', kind: 'document', encrypted: false, encoding: null } as const;
    const result = await room.job((options) => room.documents.render(source, options));
    expect(result).toMatchObject({ preview: 'text', converterMissing: true });
    expect(result.pages[0]!.text).toContain('静夜思 教学设计');
  });
});
