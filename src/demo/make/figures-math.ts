import { around } from './canvas.js';
import type { Canvas, Ink } from './canvas.js';

const BLUE: Ink = '#2762b0';
const RED: Ink = '#c0392b';
const GREEN: Ink = '#25824a';
const ORANGE: Ink = '#f2a33a';
const GREY: Ink = '#64748b';

export interface Axes {
  /** pixel of the origin and pixels per unit */
  x0: number;
  y0: number;
  unit: number;
}

/** Draws axes with arrows and integer marks; returns the place of a point. */
export function axes(
  c: Canvas,
  { x0, y0, unit }: Axes,
  range: [number, number, number, number],
  names: [string, string] = ['x', 'y'],
): (x: number, y: number) => [number, number] {
  const [left, right, bottom, top] = range;
  const at = (x: number, y: number): [number, number] => [x0 + x * unit, y0 - y * unit];
  for (let x = left; x <= right; x++) c.line(...at(x, bottom), ...at(x, top), { ink: '#e2e8f0', width: 1.5 });
  for (let y = bottom; y <= top; y++) c.line(...at(left, y), ...at(right, y), { ink: '#e2e8f0', width: 1.5 });
  c.arrow(...at(left - 0.3, 0), ...at(right + 0.6, 0)).arrow(...at(0, bottom - 0.3), ...at(0, top + 0.6));
  c.text(at(right + 0.6, 0)[0] + 8, y0 + 40, names[0], { size: 32 });
  c.text(x0 + 14, at(0, top + 0.6)[1] + 10, names[1], { size: 32 });
  c.text(x0 - 14, y0 + 34, 'O', { size: 28, align: 'right' });
  for (let x = left; x <= right; x++)
    if (x !== 0) c.text(at(x, 0)[0], y0 + 34, String(x).replace('-', '−'), { size: 24, align: 'center' });
  for (let y = bottom; y <= top; y++)
    if (y !== 0) c.text(x0 - 12, at(0, y)[1] + 8, String(y).replace('-', '−'), { size: 24, align: 'right' });
  return at;
}

/** A number line from `from` to `to`, with a point for each mark. */
export function numberLine(
  c: Canvas,
  y: number,
  from: number,
  to: number,
  marks: [number, string, Ink][],
): void {
  const left = 100;
  const unit = (c.width - 220) / (to - from);
  const at = (value: number) => left + (value - from) * unit;
  c.arrow(left - 50, y, c.width - 40, y, { width: 4 });
  for (let value = from; value <= to; value++) {
    c.line(at(value), y - 14, at(value), y, { width: 3 });
    c.text(at(value), y + 46, String(value).replace('-', '−'), { size: 32, align: 'center' });
  }
  for (const [value, name, ink] of marks)
    c.disc(at(value), y, 11, ink).text(at(value), y - 34, name, { size: 34, ink, align: 'center' });
}

function pie(c: Canvas, x: number, y: number, r: number, parts: number, taken: number, ink: Ink): void {
  for (let part = 0; part < taken; part++)
    c.sector(x, y, r, 90 - (part * 360) / parts, 90 - ((part + 1) * 360) / parts, ink, 0.85);
  for (let part = 0; part < parts; part++) {
    const angle = ((90 - (part * 360) / parts) * Math.PI) / 180;
    c.line(x, y, x + r * Math.cos(angle), y - r * Math.sin(angle), { width: 3 });
  }
  c.ring(x, y, r, { width: 4 });
}

export const MATH_FIGURES = {
  numberLine: (c: Canvas): void => {
    c.text(600, 120, '数轴：原点、正方向、单位长度', { size: 46, align: 'center' });
    numberLine(c, 330, -5, 5, [
      [-3, 'A', RED],
      [0, '原点', GREY],
      [3, 'B', BLUE],
    ]);
    c.arrow(600, 480, 310, 480, { ink: RED }).arrow(600, 480, 880, 480, { ink: BLUE });
    c.text(450, 540, '3 个单位长度', { size: 32, ink: RED, align: 'center' });
    c.text(750, 540, '3 个单位长度', { size: 32, ink: BLUE, align: 'center' });
    c.text(600, 660, '−3 与 3 到原点的距离相等，互为相反数', { size: 36, align: 'center' });
  },
  fractionPie: (c: Canvas): void => {
    const rows: [number, string, Ink][] = [
      [2, '二分之一', BLUE],
      [3, '三分之一', GREEN],
      [4, '四分之一', ORANGE],
      [8, '八分之一', RED],
    ];
    rows.forEach(([parts, name, ink], index) => {
      const x = 170 + index * 287;
      pie(c, x, 340, 125, parts, 1, ink);
      c.text(x, 560, name, { size: 36, align: 'center', ink });
      c.text(x, 620, `1/${parts}`, { size: 40, align: 'center' });
    });
    c.text(600, 130, '平均分的份数越多，每一份越小', { size: 44, align: 'center' });
  },
  fractionBars: (c: Canvas): void => {
    [1, 2, 3, 4, 6, 12].forEach((parts, index) => {
      const y = 60 + index * 118;
      for (let part = 0; part < parts; part++) {
        const w = 1000 / parts;
        c.rect(100 + part * w, y, w, 90, index % 2 ? BLUE : GREEN, part === 0 ? 0.55 : 0.14);
        c.frame(100 + part * w, y, w, 90, { width: 2.5 });
        const name = parts === 1 ? '1' : `1/${parts}`;
        c.text(100 + (part + 0.5) * w, y + 58, name, { size: parts > 6 ? 26 : 34, align: 'center' });
      }
    });
  },
  protractor: (c: Canvas): void => {
    const [x, y] = [600, 600];
    c.sector(x, y, 430, 0, 180, '#eef4fc').arc(x, y, 430, 0, 180, { width: 4 });
    c.line(x - 480, y, x + 480, y, { width: 4 }).arc(x, y, 300, 0, 180, { ink: GREY, width: 2 });
    for (let degree = 0; degree <= 180; degree += 10) {
      const [a, b] = [Math.cos((degree * Math.PI) / 180), Math.sin((degree * Math.PI) / 180)];
      c.line(x + 430 * a, y - 430 * b, x + 405 * a, y - 405 * b, { width: 2.5 });
      c.text(x + 370 * a, y - 372 * b + 9, String(degree), { size: 24, align: 'center' });
      if (degree % 30 === 0)
        c.text(x + 270 * a, y - 270 * b + 8, String(180 - degree), { size: 20, align: 'center', ink: GREY });
    }
    c.arrow(x, y, x + 520, y, { ink: RED, width: 5 });
    c.arrow(x, y, x + 520 * Math.cos(Math.PI / 3), y - 520 * Math.sin(Math.PI / 3), { ink: RED, width: 5 });
    c.arc(x, y, 90, 0, 60, { ink: RED, width: 5 }).text(x + 100, y - 60, '60°', { size: 40, ink: RED });
    c.disc(x, y, 9, RED).text(600, 690, '中心对顶点，零线对一边，另一边读内圈还是外圈看零线', {
      size: 36,
      align: 'center',
    });
  },
  circleArea: (c: Canvas): void => {
    for (let part = 0; part < 16; part++)
      c.sector(290, 360, 210, part * 22.5, (part + 1) * 22.5, part % 2 ? ORANGE : BLUE, 0.75);
    c.ring(290, 360, 210, { width: 3 }).arrow(520, 360, 600, 360, { width: 6, ink: GREY });
    for (let part = 0; part < 16; part++) {
      const up = part % 2 === 0;
      const x = 650 + part * 31;
      const tip: [number, number] = [x, up ? 250 : 470];
      const base: [number, number][] = up
        ? [
            [x - 31, 468],
            [x + 31, 468],
          ]
        : [
            [x - 31, 252],
            [x + 31, 252],
          ];
      c.polygon([tip, ...base], up ? BLUE : ORANGE, 0.75, { width: 1.5, ink: '#ffffff' });
    }
    c.text(885, 560, '长 ＝ 圆周长的一半 ＝ πr', { size: 36, align: 'center' });
    c.text(885, 215, '宽 ＝ 半径 r', { size: 36, align: 'center' });
    c.text(600, 690, '圆的面积 ＝ πr × r ＝ πr²', { size: 46, align: 'center', ink: RED });
  },
  polygonArea: (c: Canvas): void => {
    c.polygon(
      [
        [100, 300],
        [220, 100],
        [560, 100],
        [440, 300],
      ],
      BLUE,
      0.25,
      { width: 4 },
    );
    c.line(220, 100, 220, 300, { dash: [12, 8], ink: RED }).arrow(580, 200, 660, 200, {
      width: 6,
      ink: GREY,
    });
    c.frame(720, 100, 340, 200, { width: 4 }).rect(720, 100, 340, 200, BLUE, 0.25);
    c.text(330, 350, '平行四边形：底 × 高', { size: 34, align: 'center' });
    c.text(890, 350, '沿高剪开，平移拼成长方形', { size: 34, align: 'center' });
    c.polygon(
      [
        [100, 650],
        [190, 470],
        [360, 470],
        [500, 650],
      ],
      ORANGE,
      0.35,
      { width: 4 },
    );
    c.polygon(
      [
        [500, 650],
        [360, 470],
        [760, 470],
        [670, 650],
      ],
      GREEN,
      0.25,
      { width: 3, dash: [12, 8] },
    );
    c.text(275, 452, '上底 a', { size: 28, align: 'center' }).text(300, 692, '下底 b', {
      size: 28,
      align: 'center',
    });
    c.text(940, 560, '两个完全一样的梯形\n拼成平行四边形\n面积 ＝ (a ＋ b)h ÷ 2', {
      size: 34,
      align: 'center',
    });
  },
  cylinder: (c: Canvas): void => {
    c.rect(120, 200, 260, 380, BLUE, 0.2);
    c.line(120, 200, 120, 580, { width: 4 }).line(380, 200, 380, 580, { width: 4 });
    c.ellipse(250, 580, 130, 45, { width: 4 }, '#d6e4f7').ellipse(250, 200, 130, 45, { width: 4 }, '#d6e4f7');
    c.line(250, 200, 380, 200, { ink: RED }).text(300, 185, 'r', { size: 34, ink: RED });
    c.text(400, 400, 'h', { size: 38, ink: RED }).arrow(470, 400, 560, 400, { width: 6, ink: GREY });
    c.rect(620, 260, 480, 280, BLUE, 0.2).frame(620, 260, 480, 280, { width: 4 });
    c.ring(860, 170, 78, { width: 4 }).ring(860, 630, 78, { width: 4 });
    c.text(860, 410, '侧面：长 2πr，宽 h', { size: 34, align: 'center' });
    c.text(860, 180, '底面', { size: 30, align: 'center' }).text(860, 640, '底面', {
      size: 30,
      align: 'center',
    });
    c.text(600, 770, '表面积 ＝ 2πrh ＋ 2πr²　　体积 ＝ πr²h', { size: 38, align: 'center', ink: RED });
  },
  treePlanting: (c: Canvas): void => {
    const tree = (x: number, y: number) => {
      c.rect(x - 6, y - 60, 12, 60, '#8d6e4a').disc(x, y - 90, 38, GREEN, 0.85);
    };
    const row = (y: number, at: number[], text: string) => {
      c.line(150, y, 950, y, { width: 6, ink: '#8a94a6' });
      at.forEach((index) => tree(150 + index * 160, y));
      c.text(150, y + 50, text, { size: 34 });
    };
    row(200, [0, 1, 2, 3, 4, 5], '两端都栽：棵数 ＝ 间隔数 ＋ 1　　5 段，6 棵');
    row(450, [0, 1, 2, 3, 4], '只栽一端：棵数 ＝ 间隔数　　5 段，5 棵');
    row(700, [1, 2, 3, 4], '两端都不栽：棵数 ＝ 间隔数 － 1　　5 段，4 棵');
  },
  dotArray: (c: Canvas): void => {
    for (let row = 0; row < 4; row++)
      for (let column = 0; column < 6; column++)
        c.disc(210 + column * 110, 150 + row * 120, 34, row % 2 ? ORANGE : BLUE, 0.85);
    c.text(905, 250, '每行 6 个', { size: 44 }).text(905, 340, '有 4 行', { size: 44 });
    c.text(905, 430, '4 个 6 相加', { size: 44, ink: RED });
    c.text(600, 690, '6 ＋ 6 ＋ 6 ＋ 6 ＝ 4 × 6 ＝ 24　口诀：四六二十四', { size: 42, align: 'center' });
  },
  areaUnits: (c: Canvas): void => {
    c.rect(100, 470, 60, 60, RED, 0.5)
      .frame(100, 470, 60, 60)
      .text(130, 590, '1 平方厘米', { size: 30, align: 'center' });
    c.rect(280, 150, 380, 380, BLUE, 0.15);
    for (let index = 0; index <= 10; index++)
      c.line(280 + index * 38, 150, 280 + index * 38, 530, { width: 1.5 }).line(
        280,
        150 + index * 38,
        660,
        150 + index * 38,
        {
          width: 1.5,
        },
      );
    c.rect(280, 492, 38, 38, RED, 0.6).text(470, 590, '1 平方分米 ＝ 10 × 10 个 1 平方厘米', {
      size: 30,
      align: 'center',
    });
    c.rect(760, 150, 380, 380, GREEN, 0.2).frame(760, 150, 380, 380, { width: 4 });
    c.text(950, 350, '1 平方米', { size: 44, align: 'center' }).text(950, 590, '边长 1 米', {
      size: 30,
      align: 'center',
    });
    c.text(600, 700, '1 平方分米 ＝ 100 平方厘米　　1 平方米 ＝ 100 平方分米', { size: 40, align: 'center' });
  },
  congruent: (c: Canvas): void => {
    const draw = (x: number, names: string[], ink: Ink) => {
      c.polygon(
        [
          [x, 500],
          [x + 120, 200],
          [x + 400, 500],
        ],
        ink,
        0.15,
        { width: 4, ink },
      );
      c.text(x + 120, 180, names[0] ?? '', { size: 38, align: 'center' });
      c.text(x - 20, 540, names[1] ?? '', { size: 38, align: 'center' });
      c.text(x + 420, 540, names[2] ?? '', { size: 38, align: 'center' });
      c.arc(x, 500, 60, 0, 68, { ink: RED, width: 4 });
      c.line(x + 50, 360, x + 72, 344, { width: 4, ink: RED }).line(x + 192, 484, x + 192, 516, {
        width: 4,
        ink: RED,
      });
      c.line(x + 204, 484, x + 204, 516, { width: 4, ink: RED });
    };
    draw(110, ['A', 'B', 'C'], BLUE);
    draw(690, ['D', 'E', 'F'], GREEN);
    c.text(600, 640, 'AB ＝ DE，∠B ＝ ∠E，BC ＝ EF', { size: 40, align: 'center' });
    c.text(600, 710, '三角形 ABC 与 DEF 全等（SAS）', { size: 42, align: 'center', ink: RED });
  },
  pythagoras: (c: Canvas): void => {
    const [a, b] = [180, 300];
    const [x, y] = [360, 90];
    const outer: [number, number][] = [
      [x, y + b],
      [x + a, y],
      [x + a + b, y + a],
      [x + b, y + a + b],
    ];
    c.polygon(outer, '#fdf3e0', 1, { width: 4, ink: RED });
    const inks: Ink[] = [BLUE, GREEN, BLUE, GREEN];
    const inner: [number, number][] = [
      [x + a, y + b],
      [x + a, y + a],
      [x + b, y + a],
      [x + b, y + b],
    ];
    outer.forEach((corner, index) => {
      const next = outer[(index + 1) % 4] ?? corner;
      const right = [
        [x + a, y + b],
        [x + a, y + a],
        [x + b, y + a],
        [x + b, y + b],
      ][index] as [number, number];
      c.polygon([corner, next, right], inks[index] ?? BLUE, 0.22, { width: 3 });
    });
    c.polygon(inner, ORANGE, 0.6, { width: 3 });
    c.text(600, 640, '大正方形 ＝ 4 个直角三角形 ＋ 中间小正方形', { size: 36, align: 'center' });
    c.text(600, 710, 'c² ＝ 4 × ½ab ＋ (b － a)² ＝ a² ＋ b²', { size: 42, align: 'center', ink: RED });
  },
  linearFunction: (c: Canvas): void => {
    const at = axes(c, { x0: 560, y0: 430, unit: 75 }, [-5, 5, -4, 4]);
    c.line(...at(-3, -4), ...at(1, 4), { ink: BLUE, width: 5 }).line(...at(-2.5, 4), ...at(5, -1), {
      ink: RED,
      width: 5,
    });
    c.text(at(1, 4)[0] + 12, at(1, 4)[1] + 30, 'y ＝ 2x ＋ 2', { size: 34, ink: BLUE });
    c.text(at(3.2, 0.8)[0], at(3.2, 0.8)[1], 'y ＝ −⅔x ＋ 7/3', { size: 34, ink: RED });
  },
  parabola: (c: Canvas): void => {
    const at = axes(c, { x0: 480, y0: 560, unit: 80 }, [-3, 5, -2, 6]);
    const curve: [number, number][] = [];
    for (let x = -1.6; x <= 3.61; x += 0.05) curve.push(at(x, x * x - 2 * x - 1 + 0));
    c.polyline(curve, { ink: BLUE, width: 5 }).line(...at(1, -2), ...at(1, 6), { dash: [12, 9], ink: RED });
    c.disc(...at(1, -2), 10, RED).text(at(1, -2)[0] + 18, at(1, -2)[1] + 34, '顶点 (1，−2)', {
      size: 32,
      ink: RED,
    });
    c.text(at(1, 6)[0] + 12, at(1, 6)[1] + 30, '对称轴 x ＝ 1', { size: 32, ink: RED });
    c.text(at(3.5, 4)[0] + 10, at(3.5, 4)[1], 'y ＝ x² － 2x － 1', { size: 34, ink: BLUE });
  },
  lineSegments: (c: Canvas): void => {
    c.line(150, 150, 1050, 150, { width: 5 }).text(600, 110, '直线：没有端点，向两方无限延伸', {
      size: 34,
      align: 'center',
    });
    c.disc(250, 320, 10, BLUE).line(250, 320, 1050, 320, { width: 5, ink: BLUE });
    c.text(600, 280, '射线：一个端点，向一方无限延伸', { size: 34, align: 'center' });
    c.disc(250, 500, 10, RED)
      .disc(950, 500, 10, RED)
      .disc(600, 500, 10, GREEN)
      .line(250, 500, 950, 500, { width: 5, ink: RED });
    c.text(250, 560, 'A', { size: 36, align: 'center' }).text(600, 560, 'M', { size: 36, align: 'center' });
    c.text(950, 560, 'B', { size: 36, align: 'center' }).text(600, 460, '线段：两个端点，可以度量', {
      size: 34,
      align: 'center',
    });
    c.text(600, 680, 'M 是线段 AB 的中点：AM ＝ MB ＝ ½AB', { size: 38, align: 'center', ink: RED });
  },
  ellipse: (c: Canvas): void => {
    const at = axes(c, { x0: 600, y0: 380, unit: 85 }, [-5, 5, -3, 3]);
    c.polyline(around(600, 380, 425, 255, 0, 360), { ink: BLUE, width: 5 });
    const p = at(5 * Math.cos(1), 3 * Math.sin(1));
    c.line(...at(-4, 0), ...p, { ink: RED }).line(...at(4, 0), ...p, { ink: RED });
    c.disc(...at(-4, 0), 9, RED)
      .disc(...at(4, 0), 9, RED)
      .disc(...p, 9, GREEN);
    c.text(at(-4, 0)[0], 355, 'F₁', { size: 32, align: 'center' }).text(at(4, 0)[0], 355, 'F₂', {
      size: 32,
      align: 'center',
    });
    c.text(p[0] + 14, p[1] - 10, 'P', { size: 36, ink: GREEN });
    c.text(600, 750, '|PF₁| ＋ |PF₂| ＝ 2a ＝ 10，c ＝ 4，b ＝ 3', { size: 38, align: 'center', ink: RED });
  },
  vectors: (c: Canvas): void => {
    c.arrow(200, 560, 650, 560, { ink: BLUE, width: 7 }).arrow(200, 560, 400, 200, { ink: GREEN, width: 7 });
    c.arrow(200, 560, 850, 200, { ink: RED, width: 7 });
    c.line(650, 560, 850, 200, { dash: [14, 10], ink: GREEN }).line(400, 200, 850, 200, {
      dash: [14, 10],
      ink: BLUE,
    });
    c.text(420, 615, 'a', { size: 44, ink: BLUE }).text(255, 370, 'b', { size: 44, ink: GREEN });
    c.text(560, 420, 'a ＋ b', { size: 44, ink: RED }).text(165, 590, 'O', { size: 36 });
    c.text(600, 710, '平行四边形法则：起点相同，和向量是以它们为邻边的对角线', { size: 36, align: 'center' });
  },
};
