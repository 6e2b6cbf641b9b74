import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { makeDocx } from '../contract/media-fixtures.js';
import { tools } from '../contract/media-rooms.js';

export type OriginalKind = 'text' | 'document' | 'picture' | 'film' | 'sound';

/** Files of every kind, no two alike. */
export class Originals {
  private readonly directory = mkdtempSync(join(tmpdir(), 'lianke-crash-'));
  private film: Buffer | null = null;

  async make(kind: OriginalKind, phrase: string): Promise<{ fileName: string; bytes: Buffer }> {
    switch (kind) {
      case 'text':
        return { fileName: '讲义.txt', bytes: Buffer.from(`${phrase}\n${'潮平两岸阔。'.repeat(2_000)}`) };
      case 'document':
        return { fileName: '教案.docx', bytes: makeDocx(phrase, ...Array<string>(120).fill('风正一帆悬')) };
      case 'picture': {
        const noise = { type: 'gaussian' as const, mean: 128, sigma: 50 };
        const image = sharp({ create: { width: 1600, height: 1200, channels: 3, noise, background: 'red' } });
        return { fileName: '板书.png', bytes: await image.png().toBuffer() };
      }
      case 'film':
        // A box that players skip makes every copy another file.
        return { fileName: '微课.mp4', bytes: Buffer.concat([this.filmBytes(), freeBox(phrase)]) };
      case 'sound':
        return { fileName: '听力.wav', bytes: wav(randomBytes(16_000 * 4)) };
    }
  }

  remove(): void {
    rmSync(this.directory, { recursive: true });
  }

  private filmBytes(): Buffer {
    if (this.film !== null) return this.film;
    const path = join(this.directory, 'film.mp4');
    const source = ['-f', 'lavfi', '-i', 'testsrc2=size=1280x720:rate=12:duration=6'];
    const codec = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '24'];
    execFileSync(tools.ffmpeg?.command ?? 'ffmpeg', ['-loglevel', 'error', '-y', ...source, ...codec, path]);
    return (this.film = readFileSync(path));
  }
}

function freeBox(text: string): Buffer {
  const content = Buffer.from(text);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.length);
  head.write('free', 4, 'latin1');
  return Buffer.concat([head, content]);
}

function wav(samples: Buffer): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(16_000, 24);
  head.writeUInt32LE(32_000, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}
