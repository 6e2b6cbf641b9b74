import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { jest } from '@jest/globals';
import type { VideoInfo } from '../../src/platform/media/video.port.js';
import { withService } from '../support/services.js';
import { canary } from './media-fixtures.js';
import { mediaRoom, tools } from './media-rooms.js';

jest.setTimeout(120_000);

const run = promisify(execFile);

/** What a caller would claim of a playlist that got past every check. */
const CLAIMED: VideoInfo = {
  durationMs: 2_000,
  width: 320,
  height: 240,
  rotation: 0,
  framesPerSecond: 12,
  videoCodec: 'h264',
  audioCodec: null,
  hdr: false,
  interlaced: false,
  playable: true,
};

const local = (victim: string) => `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n${victim}\n#EXT-X-ENDLIST\n`;
const relative = `ffconcat version 1.0\nfile 'victim.ts'\n`;
const remote = (url: string) => `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n${url}/a.ts\n#EXT-X-ENDLIST\n`;
const dash = (url: string) =>
  `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><Period><AdaptationSet><Representation id="a"><BaseURL>${url}/b.mp4</BaseURL></Representation></AdaptationSet></Period></MPD>`;
const sdp = 'v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\nc=IN IP4 127.0.0.1\r\nm=video 5004 RTP/AVP 96\r\n';

const command = tools.ffmpeg !== null && tools.ffprobe !== null ? tools.ffmpeg.command : null;
withService(
  'playlists that call themselves videos',
  'FFMPEG_PATH (or ffmpeg where programs are)',
  command,
  (ffmpeg) => {
    const victimIn = async (root: string): Promise<string> => {
      const victim = join(root, 'victim.ts');
      const film = ['-f', 'lavfi', '-i', 'testsrc2=size=320x240:rate=12:duration=2', '-c:v', 'mpeg2video'];
      await run(ffmpeg, ['-loglevel', 'error', '-y', ...film, victim]);
      return victim;
    };

    it('get another job’s film, or an address, from an ffmpeg that is not told better: the tests below can fail', async () => {
      const room = mediaRoom();
      const listener = await canary();
      try {
        const victim = await victimIn(room.root);
        const copy = join(room.root, 'copy.ts');
        for (const text of [local(victim), relative]) {
          const list = await room.file('list.mp4', text);
          await run(ffmpeg, ['-loglevel', 'error', '-y', '-i', list, '-c', 'copy', copy]);
          const copied = await room.job((work) => room.videos.probe({ path: copy, extension: 'ts' }, work));
          expect(copied.width).toBe(320);
        }
        const list = await room.file('list.mp4', remote(listener.url));
        const open = ['-protocol_whitelist', 'file,http,tcp', '-i', list];
        await run(ffmpeg, ['-loglevel', 'error', '-y', ...open, '-c', 'copy', copy]).catch(() => undefined);
        expect(listener.hits()).toBeGreaterThan(0);
      } finally {
        await listener.close();
        await room.remove();
      }
    });

    it.each([
      ['with namespaces', true],
      ['with limits only', false],
    ])('are refused, and read nothing should one get past the inspector, %s', async (_title, namespaces) => {
      const room = mediaRoom({ namespaces });
      const listener = await canary();
      try {
        const victim = await victimIn(room.root);
        const texts = [local(victim), relative, remote(listener.url), dash(listener.url), sdp];
        for (const text of texts) {
          const path = await room.file('list.mp4', text);
          await expect(room.inspector.inspect(path, '微课.mp4')).rejects.toMatchObject({
            code: 'media_refused',
          });
          await room.job(async (work) => {
            for (const extension of ['mp4', 'mkv', 'avi', 'flv', 'ts', 'mpg', 'wmv', 'ogv'])
              await expect(room.videos.probe({ path, extension }, work)).rejects.toMatchObject({
                code: expect.stringMatching(/^(?:media_damaged|video_without_picture)$/) as string,
              });
            await expect(
              room.videos.repackage({ path, extension: 'mp4' }, CLAIMED, work),
            ).rejects.toMatchObject({ code: 'media_damaged' });
            const made = await readdir(join(work.directory, 'source'));
            expect(made.filter((name) => name.endsWith('.m4s'))).toEqual([]);
          });
        }
        expect(listener.hits()).toBe(0);
      } finally {
        await listener.close();
        await room.remove();
      }
    });
  },
);
