import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { jest } from '@jest/globals';
import sharp from 'sharp';
import { rungsFor } from '../../src/platform/media/adapters/video/ladder.js';
import type { Probed } from '../../src/platform/media/adapters/video/probe.js';
import { videoInfo } from '../../src/platform/media/adapters/video/probe.js';
import type { HlsRendition, VideoInfo } from '../../src/platform/media/video.port.js';
import { ToolAborted } from '../../src/platform/sandbox/tool-errors.js';
import { withService } from '../support/services.js';
import { anyProcessWith, mediaRoom, tools } from './media-rooms.js';

jest.setTimeout(120_000);

const INFO: VideoInfo = {
  durationMs: 60_000,
  width: 1920,
  height: 1080,
  rotation: 0,
  framesPerSecond: 25,
  videoCodec: 'h264',
  audioCodec: 'aac',
  hdr: false,
  interlaced: false,
  playable: true,
};

describe('the ladder', () => {
  const names = (more: Partial<VideoInfo>): string[] =>
    rungsFor({ ...INFO, ...more }).map((r) => `${r.name} ${r.width}x${r.height}`);

  it('never enlarges, and gives the own size only where browsers cannot play the original', () => {
    expect(names({})).toEqual(['720p 1280x720', '480p 854x480']);
    expect(names({ width: 1080, height: 1920 })).toEqual(['720p 720x1280', '480p 480x854']);
    expect(names({ width: 1280, height: 720 })).toEqual(['480p 854x480']);
    expect(names({ width: 1280, height: 720, playable: false })).toEqual(['720p 1280x720', '480p 854x480']);
    expect(names({ width: 640, height: 360 })).toEqual([]);
    expect(names({ width: 641, height: 361, playable: false })).toEqual(['361p 642x362']);
  });
});

describe('the header of a video', () => {
  const stream = {
    index: 0,
    codec_type: 'video',
    codec_name: 'h264',
    profile: 'High',
    width: 1280,
    height: 720,
    pix_fmt: 'yuv420p',
    sample_aspect_ratio: '1:1',
    avg_frame_rate: '25/1',
    r_frame_rate: '25/1',
    field_order: 'progressive',
    color_transfer: 'bt709',
    duration: 10,
    duration_ts: 1,
    channels: 0,
    disposition: {},
    tags: {},
    side_data_list: [],
  };
  const probed = (more: Partial<Probed['streams'][number]>): Probed => ({
    streams: [{ ...stream, ...more }],
    format: { duration: 10, bit_rate: 0 },
  });
  const code = (more: Partial<Probed['streams'][number]>): string => {
    try {
      videoInfo(probed(more), 'mp4');
      return 'accepted';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it('is refused when it claims more than can be worked on', () => {
    expect(code({})).toBe('accepted');
    expect(code({ width: 8192, height: 8192 })).toBe('media_refused');
    expect(code({ avg_frame_rate: '1000/1' })).toBe('media_refused');
    expect(code({ width: 0 })).toBe('media_damaged');
    expect(code({ disposition: { attached_pic: 1 } })).toBe('video_without_picture');
    expect(code({ codec_type: 'audio' })).toBe('video_without_picture');
  });

  it('gives the picture as it is seen', () => {
    expect(videoInfo(probed({ side_data_list: [{ rotation: -90 }] }), 'mp4')).toMatchObject({
      rotation: 90,
      width: 720,
      height: 1280,
    });
    expect(videoInfo(probed({ sample_aspect_ratio: '4:3', width: 720, height: 576 }), 'mp4').width).toBe(960);
    expect(videoInfo(probed({ pix_fmt: 'yuv420p10le' }), 'mp4').playable).toBe(false);
    expect(videoInfo(probed({ codec_name: 'hevc' }), 'mp4').playable).toBe(false);
    expect(videoInfo(probed({ color_transfer: 'smpte2084' }), 'mp4').hdr).toBe(true);
  });
});

const ffmpeg = tools.ffmpeg !== null && tools.ffprobe !== null ? tools.ffmpeg.command : null;
withService(
  'videos and sounds with ffmpeg',
  'FFMPEG_PATH (or ffmpeg where programs are)',
  ffmpeg,
  (command) => {
    const room = mediaRoom();
    afterAll(() => room.remove());
    const make = async (name: string, ...args: string[]): Promise<string> => {
      const path = join(room.root, name);
      await promisify(execFile)(command, ['-hide_banner', '-loglevel', 'error', '-y', ...args, path]);
      return path;
    };
    const picture = (size: string, seconds: number, rate = 12): string[] => [
      ...['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=${rate}:duration=${seconds}`],
    ];
    const sound = (seconds: number): string[] => [
      '-f',
      'lavfi',
      '-i',
      `sine=frequency=440:duration=${seconds}`,
    ];
    const h264 = [
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-pix_fmt',
      'yuv420p',
      '-g',
      '24',
      '-c:a',
      'aac',
      '-shortest',
    ];
    const length = (rendition: HlsRendition): number => rendition.durationMs;
    const source = (path: string, extension = path.split('.').pop() ?? '') => ({ path, extension });

    it('a playable video is cut into HLS without encoding', async () => {
      const path = await make('a.mp4', ...picture('640x360', 14), ...sound(14), ...h264);
      await room.job(async (options) => {
        const info = await room.videos.probe(source(path), options);
        expect(info).toMatchObject({
          width: 640,
          height: 360,
          videoCodec: 'h264',
          audioCodec: 'aac',
          playable: true,
        });
        const hls = await room.videos.repackage(source(path), info, options);
        expect(hls.name).toBe('source');
        expect(hls.segments.length).toBe(3);
        expect(Math.abs(length(hls) - 14_000)).toBeLessThan(300);
        const joined = join(options.directory, 'joined.mp4');
        const bytes = await Promise.all([hls.init, hls.segments[0]!].map((f) => readFile(f.path)));
        await writeFile(joined, Buffer.concat(bytes));
        const again = await room.videos.probe(source(joined), options);
        expect(again).toMatchObject({ videoCodec: 'h264', audioCodec: 'aac', width: 640, height: 360 });
        expect(await room.videos.ladder(source(path), info, options)).toEqual([]);
      });
    });

    it('the ladder is made in one pass, with segments cut at the same times, and progress', async () => {
      const path = await make(
        'b.mkv',
        ...picture('1280x720', 13),
        ...sound(13),
        '-c:v',
        'mpeg4',
        '-c:a',
        'libmp3lame',
      );
      await room.job(async (options) => {
        const info = await room.videos.probe(source(path), options);
        expect(info.playable).toBe(false);
        const progress: number[] = [];
        const ladder = await room.videos.ladder(source(path), info, {
          ...options,
          onProgress: (f) => progress.push(f),
        });
        expect(ladder.map((r) => `${r.name} ${r.width}x${r.height}`)).toEqual([
          '720p 1280x720',
          '480p 854x480',
        ]);
        const [large, small] = ladder.map((r) => r.segments.map((s) => s.durationMs));
        expect(large).toEqual(small);
        expect(large!.slice(0, 2)).toEqual([6_000, 6_000]);
        expect(ladder[0]!.bandwidth).toBeGreaterThan(ladder[1]!.bandwidth);
        expect(progress.at(-1)).toBe(1);
        expect(progress).toEqual([...progress].sort((a, b) => a - b));
      });
    });

    it('poster, thumbnail and strip come from the key frames, upright', async () => {
      const upright = await make('c0.mp4', ...picture('640x360', 12), ...h264);
      const path = await make('c.mp4', '-i', upright, '-c', 'copy', '-metadata:s:v:0', 'rotate=90');
      await room.job(async (options) => {
        const info = await room.videos.probe(source(path), options);
        expect([info.width, info.height]).toEqual([360, 640]);
        const { poster, thumbnail, strip } = await room.videos.stills(source(path), info, options);
        expect(strip).toMatchObject({
          columns: 10,
          rows: 2,
          tileWidth: 160,
          tileHeight: 284,
          intervalMs: 1000,
          count: 12,
        });
        for (const image of [poster, thumbnail, strip!.sheets[0]!]) {
          const meta = await sharp(await readFile(image.path)).metadata();
          expect(meta).toMatchObject({ format: 'jpeg', width: image.width, height: image.height });
        }
        expect(strip!.sheets[0]!.width).toBe(1600);
        expect(poster.height).toBeGreaterThan(poster.width);
      });
    });

    it('a film of one key frame has a strip too', async () => {
      const path = await make('one.mp4', ...picture('320x240', 5), ...h264, '-g', '900');
      await room.job(async (options) => {
        const info = await room.videos.probe(source(path), options);
        const { strip } = await room.videos.stills(source(path), info, options);
        expect(strip).toMatchObject({ columns: 5, rows: 1, count: 5 });
      });
    });

    it('a video without picture, or damaged, says so; one that is cut off plays as far as it goes', async () => {
      const silent = await make('sound.mp4', ...sound(3), '-c:a', 'aac');
      const whole = await readFile(await make('whole.mp4', ...picture('640x360', 20), ...h264));
      const noEnd = await room.file('no-end.mp4', whole.subarray(0, whole.length * 0.7));
      const fast = await readFile(
        await make('fast.mp4', ...picture('640x360', 20), ...h264, '-movflags', '+faststart'),
      );
      const cut = await room.file('cut.mp4', fast.subarray(0, fast.length * 0.6));
      await room.job(async (options) => {
        await expect(room.videos.probe(source(silent), options)).rejects.toMatchObject({
          code: 'video_without_picture',
        });
        await expect(room.videos.probe(source(noEnd), options)).rejects.toMatchObject({
          code: 'media_damaged',
        });
        const info = await room.videos.probe(source(cut), options);
        const hls = await room.videos.repackage(source(cut), info, options);
        expect(length(hls)).toBeGreaterThan(5_000);
        expect(length(hls)).toBeLessThan(17_000);
      });
    });

    it('stops at the deadline and at an abort, and nothing runs on', async () => {
      const path = await make('long.mp4', ...picture('1280x720', 60, 25), '-c:v', 'mpeg4', '-q:v', '5');
      await room.job(async (options) => {
        const info = await room.videos.probe(source(path), options);
        const late = room.videos.ladder(source(path), info, { ...options, deadlineMs: 500 });
        await expect(late).rejects.toMatchObject({ code: 'processing_timeout' });
        const abort = new AbortController();
        const onProgress = (): void => abort.abort();
        const stopped = room.videos.ladder(source(path), info, {
          ...options,
          signal: abort.signal,
          onProgress,
        });
        await expect(stopped).rejects.toBeInstanceOf(ToolAborted);
        expect(await anyProcessWith(options.directory)).toBe(false);
      });
    });

    it('sounds become one file for browsers, without tags', async () => {
      const wav = await make('a.wav', ...sound(3));
      const mp3 = await make('a.mp3', ...sound(3), '-c:a', 'libmp3lame', '-metadata', 'artist=SOMEONE');
      await room.job(async (options) => {
        const aac = await room.sounds.render(source(wav), options);
        expect(aac.mime).toBe('audio/mp4');
        expect(Math.abs(aac.durationMs - 3_000)).toBeLessThan(200);
        const same = await room.sounds.render(source(mp3), options);
        expect(same.mime).toBe('audio/mpeg');
        expect((await readFile(same.path)).toString('latin1')).not.toContain('SOMEONE');
        const broken = await room.file('broken.mp3', Buffer.alloc(4_000, 1));
        await expect(room.sounds.render(source(broken), options)).rejects.toMatchObject({
          code: 'media_damaged',
        });
      });
    });
  },
);

it('without ffmpeg a video says what is missing', async () => {
  const { FfmpegVideoTool } = await import('../../src/platform/media/adapters/video/ffmpeg-video-tool.js');
  const { ToolLocator } = await import('../../src/platform/media/adapters/tools/tool-locator.js');
  const room = mediaRoom();
  const nowhere = {
    ffmpegPath: '/nonexistent/ffmpeg',
    ffprobePath: '/nonexistent/ffprobe',
    sofficePath: null,
  };
  const locator = new ToolLocator({ ...nowhere, cacheDirectory: room.root });
  const videos = new FfmpegVideoTool(room.runner, locator);
  const probe = room.job((o) => videos.probe({ path: '/nonexistent', extension: 'mp4' }, o));
  await expect(probe).rejects.toMatchObject({ code: 'converter_missing' });
  const report = await locator.describe();
  expect(report.find((tool) => tool.name === 'ffmpeg')).toMatchObject({ source: null, version: null });
  expect(report.find((tool) => tool.name === 'ffmpeg')?.costs).toHaveLength(1);
  await room.remove();
});
