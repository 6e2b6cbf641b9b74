import sharp from 'sharp';
import { LocalWatermarker } from '../../src/platform/media/adapters/watermark/local-watermarker.js';
import type { BenchCase } from './bench.js';
import { median, timed } from './measure.js';

export const name = 'watermark';

const ROUNDS = 15;
const LINES = Array.from(
  { length: 52 },
  (_, i) =>
    `<text x="80" y="${60 + i * 36}" font-size="26">第${i + 1}题 已知三角形的两边长分别为 3 和 7，求第三边的范围。</text>`,
);

/** The name of the reader on one page image of the size that documents have; against only decoding it. */
export async function* run(): AsyncGenerator<BenchCase> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1400" height="1980"><rect width="1400" height="1980" fill="#fff"/>${LINES.join('')}</svg>`;
  const page = await sharp(Buffer.from(svg)).webp({ quality: 80, effort: 2 }).toBuffer();
  const watermarker = new LocalWatermarker();
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const ms = await timed(() => watermarker.draw(page, `王小明 2026-11-26 15:${10 + round}`));
    const decodeMs = await timed(() => sharp(page).raw().toBuffer());
    if (round === 0) continue;
    ours.push(ms);
    bare.push(decodeMs);
  }
  yield {
    ...{ bench: name, case: 'a page of 1400 × 1980, another minute each time', wanted: '≤ 60 ms' },
    ...{ ms: median(ours), baselineMs: median(bare), ratio: median(ours) / median(bare) },
    note: 'baseline: decoding the page',
  };
}
