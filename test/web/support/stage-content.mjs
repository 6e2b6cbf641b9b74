import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import sharp from 'sharp';
import { resources } from './stage-resources.mjs';

const TYPES = { '.m3u8': 'application/vnd.apple.mpegurl', '.ts': 'video/mp2t' };

export function answer(response, status, body, type = 'application/problem+json') {
  const whole =
    status >= 400 ? { type: 'about:blank', title: body.code, status, requestId: 'stage-1', ...body } : body;
  response.writeHead(status, { 'Content-Type': type }).end(JSON.stringify(whole));
}

/** Twenty seconds of moving test picture as HLS, where ffmpeg is installed. */
export function makeHls() {
  const folder = mkdtempSync(join(tmpdir(), 'lianke-stage-'));
  try {
    execFileSync('ffmpeg', [
      '-v',
      'error',
      '-f',
      'lavfi',
      '-i',
      'testsrc2=s=640x360:r=12:d=20',
      '-f',
      'lavfi',
      '-i',
      'sine=d=20',
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
      '-hls_time',
      '4',
      '-hls_list_size',
      '0',
      '-master_pl_name',
      'master.m3u8',
      join(folder, 'v.m3u8'),
    ]);
    return folder;
  } catch {
    return null;
  }
}

/** A text with each place of the words marked, as search answers it. */
export const marked = (text, words) =>
  words && text.includes(words)
    ? text
        .split(words)
        .flatMap((part, i) => [
          ...(i ? [{ text: words, hit: true }] : []),
          ...(part ? [{ text: part, hit: false }] : []),
        ])
    : [{ text, hit: false }];

export async function serveContent(response, fileId, what, { hls, words }) {
  const found = resources.find((r) => r.fullFiles.some((f) => f.id === fileId));
  const file = found?.fullFiles.find((f) => f.id === fileId);
  if (!file) return answer(response, 404, { code: 'not_found' });
  if (what.startsWith('hls/') && hls) {
    const path = join(hls, what.slice(4).replace(/[^\w.]/g, ''));
    if (!existsSync(path)) return answer(response, 404, { code: 'not_found' });
    return response.writeHead(200, { 'Content-Type': TYPES[extname(path)] }).end(readFileSync(path));
  }
  if (what === 'text') {
    return answer(
      response,
      200,
      {
        pages: Array.from({ length: file.preview.pages || 1 }, (_, i) => {
          const text = `第 ${i + 1} 页的文字：理解有理数的意义，会在数轴上表示有理数。\n教学重点：数轴三要素。`;
          return {
            page: i + 1,
            text,
            ...(words && text.includes(words) ? { marked: marked(text, words) } : {}),
          };
        }),
      },
      'application/json',
    );
  }
  if (what === 'original')
    return response
      .writeHead(200, { 'Content-Type': 'application/octet-stream', 'Content-Disposition': 'attachment' })
      .end('original');
  const page = Number(/pages\/(\d+)/.exec(what)?.[1] ?? 1);
  response
    .writeHead(200, { 'Content-Type': 'image/webp' })
    .end(await picture(found.title, page, file.preview.aspect ?? 1.5, what));
}

const colors = ['#1c6a57', '#2f5f9e', '#b4531f', '#7a4f9a', '#8a5a00'];
function picture(title, page, aspect, what) {
  const width = what === 'strip' ? 800 : 1000;
  const height = what === 'strip' ? 360 : Math.round(width / aspect);
  const slide = aspect > 1;
  const color = colors[title.length % colors.length];
  const lines = Array.from(
    { length: slide ? 4 : 16 },
    (_, i) =>
      `<rect x="${width * 0.1}" y="${height * (slide ? 0.45 : 0.26) + i * (slide ? 56 : 58)}" width="${width * (0.8 - ((i * 37) % 30) / 100)}" height="${slide ? 18 : 14}" rx="4" fill="#d9d4c8"/>`,
  ).join('');
  const tiles =
    what === 'strip'
      ? Array.from(
          { length: 20 },
          (_, i) =>
            `<rect x="${(i % 5) * 160}" y="${Math.floor(i / 5) * 90}" width="158" height="88" fill="hsl(${i * 18} 40% 55%)"/>`,
        ).join('')
      : '';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fff"/><rect width="100%" height="${slide ? height * 0.34 : 18}" fill="${color}"/><text x="${width * 0.1}" y="${slide ? height * 0.22 : height * 0.12}" font-family="Noto Sans CJK SC" font-size="${slide ? 52 : 44}" font-weight="bold" fill="${slide ? '#fff' : '#222'}">${title.slice(0, 14).replace(/[<&]/g, '')}</text><text x="${width * 0.1}" y="${slide ? height * 0.3 : height * 0.17}" font-family="Noto Sans CJK SC" font-size="26" fill="${slide ? '#fff' : '#777'}">第 ${page} 页</text>${lines}${tiles}</svg>`;
  return sharp(Buffer.from(svg)).webp().toBuffer();
}
