import { axes } from './figures-math.js';
import type { Canvas, Ink } from './canvas.js';

const BLUE: Ink = '#17708f';
const RED: Ink = '#c0392b';
const GREEN: Ink = '#25824a';
const ORANGE: Ink = '#ef7b45';
const GREY: Ink = '#64748b';

/** A battery cell between two points of a horizontal wire. */
function cell(c: Canvas, x: number, y: number): void {
  c.rect(x - 18, y - 40, 36, 80, '#ffffff');
  c.line(x - 16, y - 40, x - 16, y + 40, { width: 4 }).line(x + 16, y - 20, x + 16, y + 20, { width: 9 });
  c.text(x - 52, y - 28, '＋', { size: 30 }).text(x + 26, y - 28, '－', { size: 30 });
}

function lamp(c: Canvas, x: number, y: number, lit: boolean): void {
  if (lit) c.disc(x, y, 70, '#ffe08a', 0.6);
  c.disc(x, y, 40, '#ffffff').ring(x, y, 40, { width: 4 });
  c.line(x - 28, y - 28, x + 28, y + 28).line(x - 28, y + 28, x + 28, y - 28);
}

export const SCIENCE_FIGURES = {
  circuit: (c: Canvas): void => {
    c.frame(250, 180, 700, 400, { width: 5, ink: BLUE });
    cell(c, 600, 180);
    lamp(c, 600, 580, true);
    c.rect(930, 320, 40, 110, '#ffffff').disc(950, 320, 8, '#1f2937').disc(950, 430, 8, '#1f2937');
    c.line(950, 430, 950, 324, { width: 6 });
    c.text(600, 110, '电池', { size: 36, align: 'center' }).text(600, 690, '小灯泡（发光）', {
      size: 36,
      align: 'center',
    });
    c.text(985, 385, '开关（闭合）', { size: 34 }).arrow(420, 180, 320, 180, { ink: RED, width: 5 });
    c.arrow(250, 330, 250, 430, { ink: RED, width: 5 }).text(70, 390, '电流方向', { size: 34, ink: RED });
  },
  seriesParallel: (c: Canvas): void => {
    c.frame(90, 200, 430, 340, { width: 4, ink: BLUE });
    cell(c, 305, 200);
    lamp(c, 210, 540, true);
    lamp(c, 400, 540, true);
    c.text(305, 680, '串联：一条路，互相影响', { size: 34, align: 'center' });
    c.frame(680, 200, 430, 170, { width: 4, ink: GREEN }).frame(680, 370, 430, 170, { width: 4, ink: GREEN });
    cell(c, 895, 200);
    lamp(c, 895, 370, true);
    lamp(c, 895, 540, true);
    c.text(895, 680, '并联：各有各的路，互不影响', { size: 34, align: 'center' });
  },
  reflection: (c: Canvas): void => {
    c.rect(150, 560, 900, 26, '#9fb7c9');
    for (let x = 160; x < 1050; x += 34) c.line(x, 610, x + 24, 588, { width: 2.5, ink: GREY });
    c.line(600, 120, 600, 560, { dash: [16, 10], ink: GREY }).text(620, 150, '法线', { size: 34, ink: GREY });
    c.line(250, 210, 600, 560, { ink: RED, width: 5 }).arrow(250, 210, 430, 390, { ink: RED, width: 5 });
    c.arrow(600, 560, 950, 210, { ink: BLUE, width: 5 });
    c.arc(600, 560, 120, 90, 135, { ink: RED, width: 4 }).arc(600, 560, 140, 45, 90, { ink: BLUE, width: 4 });
    c.text(534, 395, '入射角', { size: 30, ink: RED, align: 'center' }).text(667, 395, '反射角', {
      size: 34,
      ink: BLUE,
      align: 'center',
    });
    c.text(230, 190, '入射光线', { size: 34, align: 'center' }).text(970, 190, '反射光线', {
      size: 34,
      align: 'center',
    });
    c.text(600, 700, '三线共面，法线居中，两角相等', { size: 40, align: 'center' });
  },
  convexLens: (c: Canvas): void => {
    const y = 400;
    c.line(60, y, 1140, y, { ink: GREY, dash: [18, 8] });
    c.ellipse(600, y, 36, 270, { ink: BLUE, width: 4 }, '#dff1f8');
    for (const [x, name] of [
      [350, 'F'],
      [850, 'F'],
      [100, '2F'],
      [1100, '2F'],
    ] as const)
      c.disc(x, y, 8, '#1f2937').text(x, y + 48, name, { size: 32, align: 'center' });
    c.arrow(225, y, 225, 230, { ink: RED, width: 6 }).text(225, 210, '物体', {
      size: 32,
      align: 'center',
      ink: RED,
    });
    c.line(225, 230, 600, 230, { ink: ORANGE }).line(600, 230, 1100, 570, { ink: ORANGE });
    c.line(225, 230, 1100, 626.7, { ink: GREEN });
    // u = 375, f = 250 → v = 750, magnification 2: the image lies outside the drawing, so the rays are only begun
    c.text(900, 700, '成倒立、放大的实像（f < u < 2f）', { size: 36, align: 'center' });
  },
  dayNight: (c: Canvas): void => {
    c.rect(0, 0, 1200, 800, '#0f1b33');
    for (let index = 0; index < 7; index++)
      c.arrow(60, 170 + index * 75, 420, 170 + index * 75, { ink: '#ffd666', width: 4 });
    c.disc(720, 395, 240, '#1c2f57').sector(720, 395, 240, 90, 270, '#8fc7ff');
    c.line(720, 90, 720, 700, { dash: [14, 10], ink: '#ffffff' }).arc(720, 395, 275, 250, 290, {
      ink: '#ff9f43',
      width: 6,
    });
    c.arrow(800, 660, 815, 652, { ink: '#ff9f43', width: 6 });
    c.text(230, 120, '太阳光', { size: 38, ink: '#ffd666', align: 'center' });
    c.text(600, 405, '昼', { size: 70, align: 'center', ink: '#0f1b33' }).text(840, 405, '夜', {
      size: 70,
      align: 'center',
      ink: '#ffffff',
    });
    c.text(720, 760, '地球自西向东自转，约 24 小时一周', { size: 38, align: 'center', ink: '#ffffff' });
  },
  soundWave: (c: Canvas): void => {
    const wave = (y: number, height: number, length: number, ink: Ink, name: string) => {
      const points: [number, number][] = [];
      for (let x = 0; x <= 800; x += 4)
        points.push([330 + x, y - height * Math.sin((2 * Math.PI * x) / length)]);
      c.line(330, y, 1140, y, { ink: '#cbd5e1' })
        .polyline(points, { ink, width: 5 })
        .text(60, y + 12, name, { size: 34 });
    };
    wave(130, 85, 200, BLUE, '强而低的音');
    wave(330, 35, 200, BLUE, '弱而低的音');
    wave(520, 85, 80, RED, '强而高的音');
    wave(690, 35, 80, RED, '弱而高的音');
  },
  airCup: (c: Canvas): void => {
    c.rect(180, 300, 840, 360, '#cfe8f5')
      .line(180, 180, 180, 660, { width: 6 })
      .line(1020, 180, 1020, 660, { width: 6 });
    c.line(180, 660, 1020, 660, { width: 6 }).line(180, 300, 1020, 300, { ink: BLUE });
    c.rect(480, 220, 240, 340, '#ffffff')
      .line(480, 220, 480, 600, { width: 6 })
      .line(720, 220, 720, 600, { width: 6 });
    c.line(480, 220, 720, 220, { width: 6 })
      .rect(520, 232, 160, 60, '#f3c98b')
      .text(600, 275, '纸团', { size: 30, align: 'center' });
    c.text(600, 430, '空气', { size: 44, align: 'center', ink: BLUE });
    c.text(600, 740, '杯口竖直压入水中：空气占据空间，水进不来，纸不湿', { size: 36, align: 'center' });
  },
  uniformMotion: (c: Canvas): void => {
    const at = axes(c, { x0: 200, y0: 650, unit: 90 }, [0, 9, 0, 6], ['t/s', 's/m']);
    c.line(...at(0, 0), ...at(9, 6), { ink: RED, width: 5 }).line(...at(0, 0), ...at(9, 3), {
      ink: BLUE,
      width: 5,
    });
    c.text(at(6.6, 5.3)[0], at(6.6, 5.3)[1], '甲：较快', { size: 36, ink: RED, align: 'right' });
    c.text(at(7, 1.8)[0], at(7, 1.8)[1], '乙：较慢', { size: 36, ink: BLUE });
  },
  buoyancy: (c: Canvas): void => {
    c.rect(250, 260, 700, 440, '#d3ecf6')
      .line(250, 160, 250, 700, { width: 6 })
      .line(950, 160, 950, 700, { width: 6 });
    c.line(250, 700, 950, 700, { width: 6 })
      .rect(500, 380, 200, 200, '#c99b6b')
      .frame(500, 380, 200, 200, { width: 3 });
    c.arrow(600, 480, 600, 690, { ink: RED, width: 7 }).arrow(600, 480, 600, 270, { ink: GREEN, width: 7 });
    c.text(620, 670, 'G', { size: 40, ink: RED }).text(620, 320, 'F浮', { size: 40, ink: GREEN });
    c.arrow(560, 340, 560, 378, { ink: BLUE }).arrow(640, 340, 640, 378, { ink: BLUE });
    c.arrow(540, 660, 540, 584, { ink: BLUE, width: 5 }).arrow(670, 660, 670, 584, { ink: BLUE, width: 5 });
    c.text(760, 365, '上表面压力小', { size: 30, ink: BLUE }).text(720, 640, '下表面压力大', {
      size: 30,
      ink: BLUE,
    });
    c.text(600, 765, 'F浮 ＝ F向上 － F向下 ＝ ρ液 g V排', { size: 40, align: 'center' });
  },
  ohmGraph: (c: Canvas): void => {
    const at = axes(c, { x0: 220, y0: 650, unit: 95 }, [0, 8, 0, 6], ['U/V', 'I/×0.1 A']);
    c.line(...at(0, 0), ...at(6, 6), { ink: RED, width: 5 }).line(...at(0, 0), ...at(8, 4), {
      ink: BLUE,
      width: 5,
    });
    c.text(at(5.6, 6)[0], at(5.6, 6)[1], 'R ＝ 10 Ω', { size: 36, ink: RED, align: 'right' });
    c.text(at(6.4, 2.5)[0], at(6.4, 2.5)[1], 'R ＝ 20 Ω', { size: 36, ink: BLUE });
  },
  projectile: (c: Canvas): void => {
    const at = (t: number): [number, number] => [120 + t * 230, 120 + 26 * t * t];
    const path: [number, number][] = [];
    for (let t = 0; t <= 4.4; t += 0.05) path.push(at(t));
    c.line(120, 120, 1150, 120, { ink: GREY })
      .line(120, 120, 120, 680, { ink: GREY })
      .polyline(path, { ink: BLUE, width: 4 });
    for (let t = 0; t <= 4; t++) {
      const [x, y] = at(t);
      c.line(x, 120, x, y, { dash: [8, 8], ink: '#cbd5e1' }).line(120, y, x, y, {
        dash: [8, 8],
        ink: '#cbd5e1',
      });
      c.disc(x, y, 14, RED).disc(x, 120, 8, GREY).disc(120, y, 8, GREY);
      if (t > 0) c.arrow(x, y, x + 95, y, { ink: GREEN }).arrow(x, y, x, y + t * 26, { ink: ORANGE });
    }
    c.text(600, 80, '水平：相等时间内位移相等', { size: 34, align: 'center', ink: GREEN });
    c.text(150, 640, '竖直：1 : 3 : 5 : 7', { size: 34, ink: ORANGE });
  },
  freeFall: (c: Canvas): void => {
    const at = axes(c, { x0: 220, y0: 640, unit: 100 }, [0, 7, 0, 5], ['t/s', 'v/(m/s)']);
    c.polygon([at(0, 1), at(6, 4), at(6, 0), at(0, 0)], '#f6c453', 0.35);
    c.line(...at(0, 1), ...at(6, 4), { ink: RED, width: 5 }).line(...at(6, 0), ...at(6, 4), {
      dash: [10, 8],
    });
    c.text(at(0, 1)[0] + 8, at(0, 1)[1] - 34, 'v初', { size: 36, ink: RED });
    c.text(at(3, 1)[0], at(3, 1)[1], '面积 ＝ 位移 x', { size: 38, align: 'center' });
    c.text(at(3.4, 3.3)[0], at(3.4, 3.3)[1], '斜率 ＝ 加速度 a', { size: 36, ink: RED, align: 'right' });
  },
  oxygenKit: (c: Canvas): void => {
    c.line(110, 700, 520, 700, { width: 8 })
      .line(150, 700, 150, 150, { width: 7 })
      .line(150, 260, 250, 260, { width: 7 });
    c.polygon(
      [
        [190, 225],
        [470, 265],
        [464, 325],
        [184, 285],
      ],
      '#e8f4fa',
      1,
      { width: 4 },
    );
    c.rect(200, 262, 70, 22, '#6b3fa0').polyline(
      [
        [466, 295],
        [620, 316],
        [620, 610],
        [700, 640],
        [700, 560],
      ],
      { width: 7, ink: BLUE },
    );
    c.rect(285, 460, 70, 60, '#d9b38c').polygon(
      [
        [320, 350],
        [345, 420],
        [320, 455],
        [295, 420],
      ],
      ORANGE,
    );
    c.rect(560, 520, 520, 170, '#cfe8f5').frame(560, 480, 520, 210, { width: 5 });
    c.rect(730, 300, 140, 330, '#eaf6fb').frame(730, 300, 140, 330, { width: 4 });
    for (const [x, y] of [
      [760, 560],
      [800, 500],
      [780, 430],
      [830, 390],
    ] as const)
      c.ring(x, y, 13, { width: 3, ink: BLUE });
    c.text(300, 190, '试管口略向下倾斜', { size: 32, align: 'center' }).text(320, 580, '酒精灯', {
      size: 30,
      align: 'center',
    });
    c.text(800, 270, '集气瓶（先装满水）', { size: 30, align: 'center' }).text(980, 610, '水槽', {
      size: 32,
      align: 'center',
    });
    c.text(600, 770, '加热高锰酸钾制取氧气，排水法收集', { size: 36, align: 'center' });
  },
};
