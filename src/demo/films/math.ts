import type { Canvas, Ink } from '../make/canvas.js';
import type { Film } from '../make/film.js';
import { axes, numberLine } from '../make/figures-math.js';

const BLUE: Ink = '#2762b0';
const RED: Ink = '#c0392b';
const GREEN: Ink = '#25824a';
const ORANGE: Ink = '#f2a33a';
const GREY: Ink = '#64748b';

/** Slow at both ends. */
const ease = (p: number): number => p * p * (3 - 2 * p);
const minus = (value: number): string => String(value).replace('-', '−');

export const oppositeFilm: Film = {
  title: '数轴与相反数',
  subtitle: '七年级数学上册　1.2 有理数',
  subject: '数学',
  summary: ['数轴三要素：原点、正方向、单位长度', '互为相反数的两个点到原点距离相等', '0 的相反数是 0'],
  scenes: [
    {
      seconds: 6,
      caption: '画一条直线，先定原点，再定正方向，最后定单位长度',
      paint: (c, p) => {
        const right = 90 + 1100 * ease(Math.min(1, p * 2));
        c.line(90, 360, right, 360, { width: 5 });
        if (p > 0.5) numberLine(c, 360, -6, 6, [[0, '原点', RED]]);
      },
    },
    {
      seconds: 8,
      caption: '点 A 向右走，点 B 向左走：走得一样远，就是一对相反数',
      paint: (c, p) => {
        const value = Math.max(1, Math.round(ease(p) * 5));
        numberLine(c, 360, -6, 6, [
          [value, `A：${value}`, BLUE],
          [-value, `B：${minus(-value)}`, RED],
        ]);
        const unit = (1280 - 220) / 12;
        const zero = 100 + 6 * unit;
        c.arrow(zero, 470, zero + value * unit, 470, { ink: BLUE }).arrow(
          zero,
          470,
          zero - value * unit,
          470,
          { ink: RED },
        );
        c.text(640, 550, `${value} 与 ${minus(-value)} 到原点的距离都是 ${value}`, {
          size: 40,
          align: 'center',
        });
      },
    },
    {
      seconds: 5,
      caption: '−a 不一定是负数：它只是 a 对面的那个点',
      still: true,
      paint: (c) => {
        c.text(640, 240, '−(−3) ＝ 3', { size: 72, align: 'center', ink: BLUE });
        c.text(640, 360, '−(＋5) ＝ −5', { size: 72, align: 'center', ink: RED });
        c.text(640, 480, '数一数负号：奇数个得负，偶数个得正', { size: 44, align: 'center' });
      },
    },
  ],
};

export const signedSumFilm: Film = {
  title: '在数轴上做有理数加法',
  subtitle: '七年级数学上册　1.3 有理数的加减法',
  subject: '数学',
  summary: ['同号相加：符号不变，绝对值相加', '异号相加：取绝对值大的符号，大减小', '先定符号，再算绝对值'],
  scenes: (
    [
      [5, -3],
      [-2, -4],
      [3, -5],
    ] as const
  ).map(([a, b]) => ({
    seconds: 7,
    caption: `从原点出发走 ${minus(a)}，再走 ${minus(b)}，停在 ${minus(a + b)}`,
    paint: (c: Canvas, p: number) => {
      const unit = (1280 - 220) / 14;
      const at = (value: number) => 100 + (value + 7) * unit;
      numberLine(c, 420, -7, 7, p > 0.9 ? [[a + b, '终点', RED]] : []);
      const first = a * ease(Math.min(1, p * 2.4));
      const second = b * ease(Math.max(0, Math.min(1, p * 2.4 - 1)));
      if (Math.abs(first) > 0.15) c.arrow(at(0), 330, at(first), 330, { ink: BLUE, width: 6 });
      if (Math.abs(second) > 0.15) c.arrow(at(a), 270, at(a + second), 270, { ink: ORANGE, width: 6 });
      const text = `(${a > 0 ? '＋' : ''}${minus(a)}) ＋ (${minus(b)}) ＝ ${p > 0.9 ? minus(a + b) : '？'}`;
      c.text(640, 180, text, { size: 60, align: 'center' });
    },
  })),
};

export const fractionFilm: Film = {
  title: '几分之一：分得越多，每份越小',
  subtitle: '三年级数学上册　分数的初步认识',
  subject: '数学',
  summary: ['先平均分，才有几分之一', '份数越多，每一份越小', '1/2 ＞ 1/4 ＞ 1/8 ＞ 1/16'],
  scenes: [2, 4, 8, 16].map((parts) => ({
    seconds: 5,
    caption: `把一个圆平均分成 ${parts} 份，每份是它的 1/${parts}`,
    paint: (c: Canvas, p: number) => {
      const shown = Math.max(1, Math.round(ease(Math.min(1, p * 1.6)) * parts));
      c.disc(420, 360, 220, '#eef4fc').ring(420, 360, 220, { width: 5 });
      for (let line = 0; line < shown; line++) {
        const angle = ((90 - (line * 360) / parts) * Math.PI) / 180;
        c.line(420, 360, 420 + 220 * Math.cos(angle), 360 - 220 * Math.sin(angle), { width: 4 });
      }
      if (p > 0.6) c.sector(420, 360, 220, 90 - 360 / parts, 90, ORANGE, 0.85);
      c.text(900, 330, '1', { size: 110, align: 'center', ink: RED }).line(820, 365, 980, 365, { width: 7 });
      c.text(900, 490, String(parts), { size: 110, align: 'center', ink: RED });
    },
  })),
};

export const protractorFilm: Film = {
  title: '用量角器量角',
  subtitle: '四年级数学上册　角的度量',
  subject: '数学',
  summary: ['中心对顶点', '零线对一边', '从 0 起的那一圈读度数'],
  scenes: (
    [
      [10, 60, '角的一边对着右边的 0，读数从 0 开始一直数到另一边'],
      [60, 150, '角越张越大：90° 是直角，比 90° 大的是钝角'],
    ] as const
  ).map(([from, to, caption]) => ({
    seconds: 9,
    caption,
    paint: (c: Canvas, p: number) => {
      const degree = Math.round(from + (to - from) * ease(p));
      const [x, y] = [600, 590];
      c.sector(x, y, 400, 0, 180, '#eef4fc')
        .arc(x, y, 400, 0, 180, { width: 4 })
        .line(x - 440, y, x + 440, y, { width: 3 });
      for (let mark = 0; mark <= 180; mark += 10) {
        const [a, b] = [Math.cos((mark * Math.PI) / 180), Math.sin((mark * Math.PI) / 180)];
        c.line(x + 400 * a, y - 400 * b, x + 376 * a, y - 376 * b, { width: 2.5 });
        c.text(x + 346 * a, y - 346 * b + 8, String(mark), { size: 22, align: 'center' });
      }
      const angle = (degree * Math.PI) / 180;
      c.arrow(x, y, x + 480, y, { ink: RED, width: 6 });
      c.arrow(x, y, x + 480 * Math.cos(angle), y - 480 * Math.sin(angle), { ink: RED, width: 6 });
      c.arc(x, y, 100, 0, degree, { ink: RED, width: 6 }).disc(x, y, 9, RED);
      c.text(1090, 300, `${degree}°`, { size: 84, align: 'center', ink: RED });
      const kind = degree < 90 ? '锐角' : degree === 90 ? '直角' : '钝角';
      c.text(1090, 380, kind, { size: 48, align: 'center' });
    },
  })),
};

export const circleFilm: Film = {
  title: '圆的面积公式是怎样来的',
  subtitle: '六年级数学上册　圆',
  subject: '数学',
  summary: ['化曲为直：圆拼成近似长方形', '长 ＝ πr，宽 ＝ r', 'S ＝ πr²'],
  scenes: [8, 16, 32].map((parts) => ({
    seconds: 7,
    caption: `平均分成 ${parts} 份：份数越多，拼成的图形越接近长方形`,
    paint: (c: Canvas, p: number) => {
      const r = 180;
      const moved = Math.round(ease(Math.min(1, p * 1.3)) * parts);
      const width = (2 * Math.PI * r) / parts;
      for (let part = moved; part < parts; part++)
        c.sector(
          280,
          350,
          r,
          (part * 360) / parts,
          ((part + 1) * 360) / parts,
          part % 2 ? ORANGE : BLUE,
          0.8,
        );
      c.ring(280, 350, r, { width: 2, ink: GREY });
      for (let part = 0; part < moved; part++) {
        const x = 600 + (part * width) / 2;
        const up = part % 2 === 0;
        const [tip, base] = up ? [260, 260 + r] : [260 + r, 260];
        c.polygon(
          [
            [x, tip],
            [x - width / 2, base],
            [x + width / 2, base],
          ],
          up ? BLUE : ORANGE,
          0.8,
          { width: 1, ink: '#ffffff' },
        );
      }
      if (p > 0.85) {
        c.text(600 + (Math.PI * r) / 2, 500, '长 ＝ πr', { size: 40, align: 'center', ink: RED });
        c.text(600 + Math.PI * r + 30, 370, 'r', { size: 44, ink: RED });
        c.text(640, 590, '面积 ＝ πr × r ＝ πr²', { size: 48, align: 'center' });
      }
    },
  })),
};

export const pythagorasFilm: Film = {
  title: '赵爽弦图证明勾股定理',
  subtitle: '八年级数学下册　17.1 勾股定理',
  subject: '数学',
  summary: ['c² ＝ 4 × ½ab ＋ (b － a)²', '＝ a² ＋ b²', '直角三角形两直角边的平方和等于斜边的平方'],
  scenes: [
    {
      seconds: 8,
      caption: '四个完全一样的直角三角形，斜边朝外，围成一个大正方形',
      paint: (c, p) => {
        const [a, b, x, y] = [180, 300, 380, 120];
        const outer: [number, number][] = [
          [x, y + b],
          [x + a, y],
          [x + a + b, y + a],
          [x + b, y + a + b],
        ];
        const inner: [number, number][] = [
          [x + a, y + b],
          [x + a, y + a],
          [x + b, y + a],
          [x + b, y + b],
        ];
        const shown = Math.min(4, Math.floor(p * 5.5));
        for (let index = 0; index < shown; index++) {
          const corners = [outer[index], outer[(index + 1) % 4], inner[index]] as [number, number][];
          c.polygon(corners, index % 2 ? GREEN : BLUE, 0.35, { width: 3 });
        }
        if (p > 0.8) c.polygon(inner, ORANGE, 0.7, { width: 3 });
        c.text(950, 260, '直角边 a、b', { size: 40 }).text(950, 330, '斜边 c', { size: 40, ink: RED });
        if (p > 0.8) c.text(950, 400, '中间边长 b － a', { size: 40, ink: '#b7791f' });
      },
    },
    {
      seconds: 8,
      caption: '大正方形的面积有两种算法，把它们写成等式',
      paint: (c, p) => {
        const rows = [
          '大正方形：c²',
          '四个三角形加小正方形：4 × ½ab ＋ (b － a)²',
          'c² ＝ 2ab ＋ b² － 2ab ＋ a²',
          'c² ＝ a² ＋ b²',
        ];
        rows.slice(0, 1 + Math.floor(p * 3.99)).forEach((row, index) => {
          c.text(640, 190 + index * 120, row, {
            size: 52,
            align: 'center',
            ink: index === 3 ? RED : '#1f2937',
          });
        });
      },
    },
  ],
};

export const parabolaFilm: Film = {
  title: 'a 怎样改变抛物线',
  subtitle: '九年级数学上册　22.1 二次函数的图象和性质',
  subject: '数学',
  summary: ['a ＞ 0 开口向上，a ＜ 0 开口向下', '|a| 越大，开口越小', '顶点式 y ＝ a(x － h)² ＋ k'],
  scenes: (
    [
      [0.2, 2, '|a| 变大，抛物线向中间收拢，开口变小'],
      [1, -1, 'a 由正变负，开口由向上变为向下'],
    ] as const
  ).map(([from, to, caption]) => ({
    seconds: 9,
    caption,
    paint: (c: Canvas, p: number) => {
      const a = from + (to - from) * ease(p);
      const at = axes(c, { x0: 480, y0: 365, unit: 56 }, [-6, 6, -4, 4]);
      const points: [number, number][] = [];
      for (let x = -6; x <= 6.001; x += 0.1) if (Math.abs(a * x * x) <= 4.3) points.push(at(x, a * x * x));
      c.polyline(points, { ink: RED, width: 6 });
      c.text(900, 200, `y ＝ ${minus(Math.round(a * 10) / 10)}x²`, { size: 52, ink: RED });
    },
  })),
};
