import type { Canvas, Ink } from '../make/canvas.js';
import type { Film } from '../make/film.js';

const GREEN: Ink = '#25824a';
const BROWN: Ink = '#6b2d1f';

/** A picture of mountains, water, sun and sail behind the lines of a poem. */
function landscape(c: Canvas, p: number): void {
  c.rect(0, 79, 1280, 563, '#fbf7ee').disc(1040 - 60 * p, 210, 62, '#e2725b', 0.85);
  c.polygon(
    [
      [0, 500],
      [180, 240],
      [330, 500],
    ],
    '#6f9d8b',
    0.8,
  );
  c.polygon(
    [
      [900, 500],
      [1090, 270],
      [1280, 500],
    ],
    '#5b8a7a',
    0.8,
  );
  c.rect(0, 490, 1280, 152, '#a9cfe0');
  const x = 960 - 520 * p;
  c.polygon(
    [
      [x, 480],
      [x, 400],
      [x + 52, 470],
    ],
    '#ffffff',
    1,
    { width: 2 },
  ).polygon(
    [
      [x - 40, 488],
      [x + 60, 488],
      [x + 42, 510],
      [x - 24, 510],
    ],
    '#7d5a34',
  );
}

export const poemFilm: Film = {
  title: '《望天门山》诵读',
  subtitle: '三年级语文上册　古诗三首　〔唐〕李白',
  subject: '语文',
  summary: ['断、开、流、回：写水与山的力量', '相对出：船在走，山迎来', '背一背，画一画'],
  scenes: ['天门中断楚江开，', '碧水东流至此回。', '两岸青山相对出，', '孤帆一片日边来。'].map(
    (line, index, all) => ({
      seconds: 5,
      caption:
        [
          '楚江把天门山从中间冲断',
          '碧绿的江水流到这里转弯回旋',
          '船向前行，两岸青山迎面而来',
          '一片孤帆从太阳升起的地方驶来',
        ][index] ?? '',
      paint: (c: Canvas, p: number) => {
        landscape(c, (index + p) / all.length);
        all.slice(0, index).forEach((past, row) => {
          c.text(640, 170 + row * 86, past, { size: 54, align: 'center', ink: BROWN, alpha: 0.55 });
        });
        const shown = line.slice(0, Math.ceil(line.length * Math.min(1, p * 1.5)));
        c.text(640 - 27 * line.length, 170 + index * 86, shown, { size: 54, ink: BROWN });
      },
    }),
  ),
};

export const treesFilm: Film = {
  title: '植树问题：一棵对一段',
  subtitle: '五年级数学上册　数学广角',
  subject: '数学',
  summary: ['两端都栽：棵数 ＝ 间隔数 ＋ 1', '只栽一端：棵数 ＝ 间隔数', '两端不栽：棵数 ＝ 间隔数 － 1'],
  scenes: (
    [
      [0, 5, '两端都栽：一棵树对一段，最后还多出一棵'],
      [0, 4, '只栽一端：一棵树对一段，正好对完'],
      [1, 4, '两端都不栽：一棵树对一段，最后少一棵'],
    ] as const
  ).map(([from, to, caption]) => ({
    seconds: 6,
    caption,
    paint: (c: Canvas, p: number) => {
      c.line(160, 430, 1120, 430, { width: 8, ink: '#8a94a6' });
      for (let mark = 0; mark <= 5; mark++)
        c.line(160 + mark * 192, 430, 160 + mark * 192, 450, { width: 3 });
      const shown = Math.ceil((to - from + 1) * Math.min(1, p * 1.3));
      for (let index = 0; index < shown; index++) {
        const x = 160 + (from + index) * 192;
        c.rect(x - 7, 350, 14, 80, '#8d6e4a').disc(x, 310, 52, GREEN, 0.85);
        c.text(x, 322, String(index + 1), { size: 36, align: 'center', ink: '#ffffff' });
      }
      for (let gap = 0; gap < 5; gap++)
        c.text(256 + gap * 192, 500, `第 ${gap + 1} 段`, { size: 28, align: 'center', ink: '#64748b' });
      c.text(640, 200, `间隔数 5　棵数 ${shown}`, { size: 52, align: 'center', ink: BROWN });
    },
  })),
};

export const cageFilm: Film = {
  title: '鸡兔同笼：先画头，再添腿',
  subtitle: '四年级数学下册　数学广角',
  subject: '数学',
  summary: ['8 个头，26 只脚', '假设全是鸡：少 26 － 16 ＝ 10 只脚', '兔 10 ÷ 2 ＝ 5 只，鸡 3 只'],
  scenes: [
    {
      seconds: 7,
      caption: '先画 8 个头，每个头下面画 2 条腿，用去 16 条',
      paint: (c, p) => cage(c, Math.round(Math.min(1, p * 1.2) * 16)),
    },
    {
      seconds: 9,
      caption: '还剩 10 条腿，2 条 2 条地添：添了 5 次，所以有 5 只兔',
      paint: (c, p) => cage(c, 16 + 2 * Math.round(Math.min(1, p * 1.15) * 5)),
    },
  ],
};

/** Eight heads with that many legs: two for each, then two more from the left. */
function cage(c: Canvas, legs: number): void {
  for (let head = 0; head < 8; head++) {
    const x = 150 + head * 140;
    const second = legs >= 16 + 2 * (head + 1);
    c.disc(x, 300, 42, second ? '#f2a33a' : '#ffe0a6').ring(x, 300, 42, { width: 4 });
    const own = Math.max(0, Math.min(2, legs - head * 2)) + (second ? 2 : 0);
    for (let leg = 0; leg < own; leg++) {
      const foot = x - 30 + leg * 20;
      c.line(foot, 342, foot - 4, 430, { width: 5, ink: leg > 1 ? '#c0392b' : '#1f2937' });
    }
    if (second) c.text(x, 480, '兔', { size: 34, align: 'center', ink: '#c0392b' });
  }
  c.text(640, 190, `已画 ${legs} 条腿　还剩 ${26 - legs} 条`, { size: 50, align: 'center' });
}
