import type { Ink } from '../make/canvas.js';
import { around } from '../make/canvas.js';
import type { Film } from '../make/film.js';
import { axes } from '../make/figures-math.js';

const BLUE: Ink = '#17708f';
const RED: Ink = '#c0392b';
const GREEN: Ink = '#25824a';
const ORANGE: Ink = '#ef7b45';
const GREY: Ink = '#64748b';

export const motionFilm: Film = {
  title: '两辆玩具车的路程—时间图像',
  subtitle: '八年级物理上册　运动的快慢',
  subject: '物理',
  summary: ['速度 v ＝ s / t', 's–t 图线越陡，速度越大', '1 m/s ＝ 3.6 km/h'],
  scenes: [
    {
      seconds: 12,
      caption: '甲车 0.4 m/s，乙车 0.2 m/s：一边看车跑，一边看图线长高',
      paint: (c, p) => {
        const t = p * 12;
        const [fast, slow] = [t * 0.4, t * 0.2];
        c.rect(60, 130, 1160, 120, '#e5e7eb').line(60, 190, 1220, 190, { dash: [26, 20], ink: '#ffffff' });
        const toy = (metres: number, y: number, name: string, ink: Ink) => {
          const x = 70 + metres * 210;
          c.rect(x, y, 90, 42, ink)
            .disc(x + 22, y + 44, 9, '#111827')
            .disc(x + 70, y + 44, 9, '#111827');
          c.text(x + 45, y + 32, name, { size: 28, align: 'center', ink: '#ffffff' });
        };
        toy(fast, 138, '甲', RED);
        toy(slow, 202, '乙', BLUE);
        const at = axes(c, { x0: 250, y0: 590, unit: 52 }, [0, 12, 0, 5], ['t/s', 's/m']);
        c.line(...at(0, 0), ...at(t, fast), { ink: RED, width: 5 });
        c.line(...at(0, 0), ...at(t, slow), { ink: BLUE, width: 5 });
        c.text(1000, 340, `t ＝ ${t.toFixed(1)} s`, { size: 40 });
        c.text(1000, 410, `甲 ${fast.toFixed(1)} m`, { size: 40, ink: RED });
        c.text(1000, 470, `乙 ${slow.toFixed(1)} m`, { size: 40, ink: BLUE });
      },
    },
    {
      seconds: 6,
      caption: '同样 12 s，甲走 4.8 m，乙走 2.4 m：路程与时间之比就是速度',
      still: true,
      paint: (c) => {
        c.text(640, 260, '甲：v ＝ 4.8 m ÷ 12 s ＝ 0.4 m/s ＝ 1.44 km/h', {
          size: 46,
          align: 'center',
          ink: RED,
        });
        c.text(640, 380, '乙：v ＝ 2.4 m ÷ 12 s ＝ 0.2 m/s ＝ 0.72 km/h', {
          size: 46,
          align: 'center',
          ink: BLUE,
        });
        c.text(640, 510, '图线是直线：匀速直线运动', { size: 44, align: 'center' });
      },
    },
  ],
};

export const reflectionFilm: Film = {
  title: '光的反射：角度跟着变',
  subtitle: '八年级物理上册　光的反射',
  subject: '物理',
  summary: ['三线共面，法线居中，两角相等', '反射角等于入射角', '光路是可逆的'],
  scenes: [
    {
      seconds: 14,
      caption: '入射角从 20° 增大到 70°，反射角始终等于入射角',
      paint: (c, p) => {
        const degree = Math.round(20 + 50 * p);
        const angle = ((90 - degree) * Math.PI) / 180;
        const [dx, dy] = [430 * Math.cos(angle), 430 * Math.sin(angle)];
        c.rect(160, 570, 960, 22, '#9fb7c9').line(640, 120, 640, 570, { dash: [16, 10], ink: GREY });
        c.line(640 - dx, 570 - dy, 640, 570, { ink: RED, width: 6 });
        c.arrow(640 - dx, 570 - dy, 640 - dx / 2, 570 - dy / 2, { ink: RED, width: 6 });
        c.arrow(640, 570, 640 + dx, 570 - dy, { ink: BLUE, width: 6 });
        c.arc(640, 570, 120, 90, 90 + degree, { ink: RED, width: 5 }).arc(640, 570, 140, 90 - degree, 90, {
          ink: BLUE,
          width: 5,
        });
        c.text(250, 160, `入射角 ${degree}°`, { size: 44, ink: RED, align: 'center' });
        c.text(1030, 160, `反射角 ${degree}°`, { size: 44, ink: BLUE, align: 'center' });
      },
    },
    {
      seconds: 5,
      caption: '作图：先法线，再量角，虚实线，标箭头',
      still: true,
      paint: (c) => {
        const rows = [
          '1. 过入射点作镜面的垂线（虚线）',
          '2. 量出入射角',
          '3. 在法线另一侧画等大的反射角',
          '4. 标出光线的箭头',
        ];
        rows.forEach((row, index) => c.text(300, 210 + index * 100, row, { size: 44 }));
      },
    },
  ],
};

export const circuitFilm: Film = {
  title: '点亮小灯泡：电流走过的路',
  subtitle: '四年级科学下册　电路',
  subject: '科学',
  summary: ['电流要走成一个圈，灯才会亮', '开关断开，电路就断了', '不要把电池两极直接连起来'],
  scenes: (
    [
      [false, '开关断开：电路断了，小灯泡不亮'],
      [true, '开关闭合：电流从正极出发，经过小灯泡回到负极'],
    ] as const
  ).map(([closed, caption]) => ({
    seconds: closed ? 12 : 5,
    caption,
    paint: (c, p) => {
      const [x, y, w, h] = [320, 170, 640, 360];
      c.frame(x, y, w, h, { ink: BLUE, width: 5 });
      c.rect(600, 130, 80, 80, '#ffffff')
        .line(620, 130, 620, 210, { width: 5 })
        .line(660, 150, 660, 190, { width: 11 });
      c.text(570, 150, '＋', { size: 34 }).text(680, 150, '－', { size: 34 });
      if (closed) c.disc(640, 530, 82, '#ffe08a', 0.7);
      c.disc(640, 530, 46, '#ffffff').ring(640, 530, 46, { width: 4 });
      c.line(608, 498, 672, 562).line(608, 562, 672, 498);
      c.rect(940, 300, 40, 110, '#ffffff').disc(960, 300, 9, '#1f2937').disc(960, 410, 9, '#1f2937');
      c.line(960, 410, closed ? 960 : 1030, closed ? 304 : 325, { width: 7 });
      if (!closed) return;
      const length = 2 * (w + h);
      for (let dot = 0; dot < 22; dot++) {
        // from the plus pole leftwards, down, along the bottom, up
        let s = (p * length * 1.5 + (dot * length) / 22) % length;
        let at: [number, number];
        if (s < w) at = [x + w - s, y];
        else if ((s -= w) < h) at = [x, y + s];
        else if ((s -= h) < w) at = [x + s, y + h];
        else at = [x + w, y + h - (s - w)];
        c.disc(at[0], at[1], 9, ORANGE);
      }
    },
  })),
};

export const dayNightFilm: Film = {
  title: '地球自转与昼夜交替',
  subtitle: '六年级科学上册　地球的运动',
  subject: '科学',
  summary: ['地球不透明，太阳照亮一半', '自西向东自转，约 24 小时一周', '我们随地球一起经过白天和黑夜'],
  scenes: [
    {
      seconds: 16,
      caption: '从北极上空看，地球逆时针转动；小红点是我们的家',
      paint: (c, p) => {
        c.rect(0, 79, 1280, 563, '#0f1b33');
        for (let index = 0; index < 6; index++)
          c.arrow(60, 180 + index * 76, 400, 180 + index * 76, { ink: '#ffd666', width: 4 });
        c.disc(760, 360, 220, '#1c2f57')
          .sector(760, 360, 220, 90, 270, '#8fc7ff')
          .disc(760, 360, 10, '#ffffff');
        c.text(760, 342, '北极', { size: 26, align: 'center', ink: '#ffffff' });
        const degrees = 180 + 360 * p;
        const angle = (degrees * Math.PI) / 180;
        c.disc(760 + 190 * Math.cos(angle), 360 - 190 * Math.sin(angle), 16, RED);
        c.arc(760, 360, 252, 20, 70, { ink: '#ff9f43', width: 6 });
        c.arrow(852, 126, 842, 122, { ink: '#ff9f43', width: 6 });
        const hour = Math.round((p * 24 + 12) % 24);
        c.text(1150, 300, `${hour} 时`, { size: 64, align: 'center', ink: '#ffffff' });
        c.text(1150, 380, Math.cos(angle) < 0 ? '白天' : '黑夜', {
          size: 52,
          align: 'center',
          ink: '#ffd666',
        });
      },
    },
  ],
};

export const projectileFilm: Film = {
  title: '平抛运动的分解',
  subtitle: '高中物理必修第二册　抛体运动的规律',
  subject: '物理',
  summary: ['水平：匀速直线运动，x ＝ vt', '竖直：自由落体运动，y ＝ ½gt²', '落地时间只由高度决定'],
  scenes: [
    {
      seconds: 13,
      caption: '红球平抛，灰点是它在水平、竖直方向的影子：每一刻都同步',
      paint: (c, p) => {
        const t = p * 4;
        const at = (s: number): [number, number] => [150 + s * 240, 150 + 28 * s * s];
        c.line(150, 150, 1200, 150, { ink: GREY }).line(150, 150, 150, 620, { ink: GREY });
        c.polyline(
          Array.from({ length: Math.max(2, Math.round(t * 12)) }, (_, index) =>
            at((index * t) / Math.max(1, Math.round(t * 12) - 1)),
          ),
          { ink: BLUE, width: 4 },
        );
        for (let s = 1; s <= Math.floor(t); s++)
          c.disc(...at(s), 9, '#94a3b8')
            .disc(at(s)[0], 150, 7, GREEN)
            .disc(150, at(s)[1], 7, ORANGE);
        const [x, y] = at(t);
        c.line(x, 150, x, y, { dash: [9, 9], ink: '#cbd5e1' }).line(150, y, x, y, {
          dash: [9, 9],
          ink: '#cbd5e1',
        });
        c.disc(x, y, 18, RED).disc(x, 150, 12, GREY).disc(150, y, 12, GREY);
        c.arrow(x, y, x + 90, y, { ink: GREEN, width: 5 });
        if (t > 0.4) c.arrow(x, y, x, y + t * 24, { ink: ORANGE, width: 5 });
        c.text(700, 120, '水平方向：间隔相等', { size: 32, align: 'center', ink: GREEN });
        c.text(175, 600, '竖直方向：1 : 3 : 5 : 7', { size: 32, ink: ORANGE });
      },
    },
  ],
};

export const mitosisFilm: Film = {
  title: '有丝分裂：染色体的舞步',
  subtitle: '高中生物必修一　细胞的增殖',
  subject: '生物学',
  summary: ['前期现，中期排，后期分，末期消', '着丝粒分裂使染色体数加倍', '亲子代细胞遗传物质保持稳定'],
  scenes: [
    {
      seconds: 6,
      caption: '前期到中期：染色体变短变粗，着丝粒排到赤道板上',
      paint: (c, p) => {
        c.ellipse(640, 360, 300, 230, { ink: '#3b8b4f', width: 5 }, '#f1f9ef');
        c.line(640, 140, 640, 580, { dash: [10, 10], ink: '#94a3b8' });
        const from = [
          [500, 260],
          [720, 300],
          [560, 450],
          [760, 440],
        ] as const;
        from.forEach(([x, y], index) => {
          const cx = x + (640 - x) * p;
          const cy = y + (240 + index * 80 - y) * p;
          const ink = index % 2 ? '#2762b0' : RED;
          c.line(cx - 12, cy - 30, cx + 12, cy + 30, { ink, width: 11 }).line(
            cx + 12,
            cy - 30,
            cx - 12,
            cy + 30,
            { ink, width: 11 },
          );
        });
        c.text(1060, 200, p < 0.6 ? '前期' : '中期', { size: 60, ink: '#1f4d2b' });
      },
    },
    {
      seconds: 6,
      caption: '后期：着丝粒分裂，姐妹染色单体分开，被纺锤丝牵向两极',
      paint: (c, p) => {
        c.ellipse(640, 360, 300, 230, { ink: '#3b8b4f', width: 5 }, '#f1f9ef');
        for (let index = 0; index < 4; index++) {
          const y = 240 + index * 80;
          const ink = index % 2 ? '#2762b0' : RED;
          for (const side of [-1, 1]) {
            const x = 640 + side * (10 + 190 * p);
            const cy = y + (360 - y) * 0.45 * p;
            c.line(640 + side * 285, 360, x, cy, { ink: '#cbd5e1', width: 2 });
            c.line(x, cy, x - side * 26, cy - 22, { ink, width: 10 }).line(x, cy, x - side * 26, cy + 22, {
              ink,
              width: 10,
            });
          }
        }
        c.text(1060, 200, '后期', { size: 60, ink: '#1f4d2b' }).text(1060, 270, '4 → 8 条', {
          size: 44,
          ink: RED,
        });
      },
    },
    {
      seconds: 5,
      caption: '末期：核膜重现，植物细胞中央出现细胞板，分成两个子细胞',
      paint: (c, p) => {
        c.ellipse(640, 360, 300, 230, { ink: '#3b8b4f', width: 5 }, '#f1f9ef');
        c.line(640, 360 - 228 * p, 640, 360 + 228 * p, { ink: '#3b8b4f', width: 7 });
        for (const x of [470, 810]) {
          c.polyline(around(x, 360, 80, 80, 0, 360 * p), { ink: '#8e44ad', width: 4 });
          for (let index = 0; index < 4; index++)
            c.arc(x - 30 + index * 20, 360, 26, 60 * index, 60 * index + 140, {
              ink: index % 2 ? '#2762b0' : RED,
              width: 5 - 3 * p,
            });
        }
        c.text(1060, 200, '末期', { size: 60, ink: '#1f4d2b' });
      },
    },
  ],
};
