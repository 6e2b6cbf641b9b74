import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { Canvas } from './canvas.js';
import type { Ink } from './canvas.js';
import { themeOf } from './themes.js';

/** A stretch of a film; `paint` gets the progress from 0 to 1. A still one is drawn once. */
export interface Scene {
  seconds: number;
  /** one line at the foot of the picture, what a teacher would say */
  caption: string;
  paint: (canvas: Canvas, progress: number) => void;
  still?: true;
}

export interface Film {
  title: string;
  subtitle: string;
  subject: string;
  scenes: Scene[];
  /** lines of the last card */
  summary: string[];
}

export const FILM = { width: 1280, height: 720, fps: 10 };
const RATE = 22050;

const hash = (ink: string): Ink => `#${ink}`;

function card(film: Film, lines: readonly string[], head: string): Scene {
  const theme = themeOf(film.subject);
  return {
    seconds: 3,
    caption: '',
    still: true,
    paint: (c) => {
      c.rect(0, 0, FILM.width, FILM.height, hash(theme.dark));
      c.disc(1120, 90, 210, hash(theme.main), 0.5).disc(1190, 640, 130, hash(theme.accent), 0.35);
      c.rect(110, 210, 10, 130, hash(theme.accent));
      c.text(150, 290, head, { size: 64, ink: '#ffffff' });
      lines.forEach((line, index) => c.text(150, 400 + index * 62, line, { size: 36, ink: '#e2e8f0' }));
    },
  };
}

function frame(film: Film, scene: Scene, progress: number, isCard: boolean): Buffer {
  const canvas = new Canvas(FILM.width, FILM.height);
  if (!isCard) {
    const theme = themeOf(film.subject);
    canvas
      .rect(0, 0, FILM.width, 74, hash(theme.main))
      .text(40, 51, film.title, { size: 36, ink: '#ffffff' });
    canvas.rect(0, 74, FILM.width, 5, hash(theme.accent));
  }
  scene.paint(canvas, progress);
  if (scene.caption) {
    canvas.rect(0, 642, FILM.width, 78, '#f1f5f9');
    canvas.text(FILM.width / 2, 692, scene.caption, { size: 34, align: 'center' });
  }
  return canvas.pixels();
}

/** A soft tune of struck notes (pentatonic scale), mono, 16 bits, as a WAV file. */
export function tune(seconds: number, seed: number): Buffer {
  const count = Math.round(seconds * RATE);
  const samples = new Float32Array(count);
  const scale = [261.63, 293.66, 329.63, 392, 440, 523.25, 587.33];
  const step = Math.round(RATE * 0.6);
  let note = seed;
  for (let start = 0; start < count; start += step) {
    note = (note * 1103515245 + 12345) & 0x7fffffff;
    const pitch = scale[(note >> 8) % scale.length] ?? 440;
    const end = Math.min(count, start + step * 3);
    for (let at = start; at < end; at++) {
      const t = (at - start) / RATE;
      const tone = Math.sin(2 * Math.PI * pitch * t) + 0.3 * Math.sin(4 * Math.PI * pitch * t);
      samples[at] = (samples[at] ?? 0) + 0.09 * tone * Math.exp(-2.4 * t) * Math.min(1, t * 60);
    }
  }
  const wav = Buffer.alloc(44 + count * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + count * 2, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(RATE, 24);
  wav.writeUInt32LE(RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(count * 2, 40);
  samples.forEach((sample, at) => {
    const fade = Math.min(1, (count - at) / RATE);
    wav.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample * fade)) * 32000), 44 + at * 2);
  });
  return wav;
}

/** Options that ffmpeg 4 (the build that npm ships) and later ones understand alike. */
const commandLine = (sound: string, path: string): string[] => [
  ...['-y', '-loglevel', 'error', '-nostdin'],
  ...['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${FILM.width}x${FILM.height}`, '-r', String(FILM.fps)],
  ...['-i', 'pipe:0', '-i', sound],
  ...['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'animation', '-crf', '25', '-threads', '1'],
  ...['-pix_fmt', 'yuv420p', '-g', String(FILM.fps * 2), '-c:a', 'aac', '-b:a', '64k', '-shortest'],
  ...['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact'],
  ...['-movflags', '+faststart', '-f', 'mp4', path],
];

export const filmSeconds = (film: Film): number =>
  6 + film.scenes.reduce((sum, scene) => sum + scene.seconds, 0);

/**
 * Draws a film frame by frame and has ffmpeg make an MP4 of it (H.264 and AAC, 1280×720).
 * @throws Error with ffmpeg's last words when it fails.
 */
export async function makeFilm(film: Film, seed: number, ffmpegPath: string, path: string): Promise<void> {
  const sound = `${path}.wav`;
  await writeFile(sound, tune(filmSeconds(film), seed));
  try {
    const child = spawn(ffmpegPath, commandLine(sound, path), { stdio: ['pipe', 'ignore', 'pipe'] });
    const ended = once(child, 'close');
    let words = '';
    child.stderr.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-2000)));
    // a closed pipe is reported by the exit code and ffmpeg's own words
    child.stdin.on('error', () => undefined);
    const first = card(film, [film.subtitle], film.title);
    const last = card(film, film.summary, '小结');
    for (const scene of [first, ...film.scenes, last]) {
      const frames = Math.round(scene.seconds * FILM.fps);
      let pixels: Buffer | null = null;
      for (let index = 0; index < frames && child.exitCode === null; index++) {
        if (!pixels || !scene.still)
          pixels = frame(film, scene, index / Math.max(1, frames - 1), scene === first || scene === last);
        if (!child.stdin.write(pixels)) await Promise.race([once(child.stdin, 'drain'), ended]);
      }
    }
    child.stdin.end();
    const [code] = (await ended) as [number | null];
    if (code !== 0) throw new Error(`ffmpeg could not make ${film.title}: ${words.trim()}`);
  } finally {
    await rm(sound, { force: true });
  }
}
