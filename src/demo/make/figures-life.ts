import { around } from './canvas.js';
import type { Canvas, Ink } from './canvas.js';

const GREEN: Ink = '#3b8b4f';
const RED: Ink = '#c0392b';
const BLUE: Ink = '#2762b0';
const GREY: Ink = '#64748b';
const BROWN: Ink = '#7d5a34';

function label(c: Canvas, from: [number, number], to: [number, number], text: string): void {
  const left = to[0] < from[0];
  c.line(...from, ...to, { width: 2.5, ink: GREY }).disc(...from, 5, GREY);
  c.text(to[0] + (left ? -10 : 10), to[1] + 11, text, { size: 32, align: left ? 'right' : 'left' });
}

/** A band of dated events. */
function timeline(c: Canvas, caption: string, events: [string, string][], ink: Ink): void {
  c.text(600, 110, caption, { size: 44, align: 'center', ink });
  c.arrow(60, 420, 1150, 420, { width: 8, ink });
  const gap = 1040 / events.length;
  events.forEach(([when, what], index) => {
    const x = 80 + gap * (index + 0.5);
    const up = index % 2 === 0;
    c.line(x, 420, x, up ? 330 : 510, { width: 3, ink }).disc(x, 420, 14, ink);
    c.text(x, up ? 250 : 555, when, { size: 30, align: 'center', ink: RED });
    c.text(x, up ? 300 : 605, what, { size: 30, align: 'center' });
  });
}

function flow(c: Canvas, steps: string[], ink: Ink, caption: string): void {
  c.text(600, 120, caption, { size: 44, align: 'center', ink });
  const w = 1080 / steps.length;
  steps.forEach((step, index) => {
    const x = 60 + index * w;
    c.rect(x + 12, 300, w - 50, 190, ink, 0.14).frame(x + 12, 300, w - 50, 190, { ink });
    const rows = step.split('/');
    c.text(x + (w - 26) / 2, 405 - (rows.length - 1) * 24, rows.join('\n'), { size: 32, align: 'center' });
    if (index < steps.length - 1) c.arrow(x + w - 36, 395, x + w + 8, 395, { ink, width: 5 });
  });
}

export const LIFE_FIGURES = {
  plantCell: (c: Canvas): void => {
    c.rect(250, 110, 560, 560, '#8fc98f')
      .rect(268, 128, 524, 524, '#e8f7e4')
      .frame(272, 132, 516, 516, { ink: GREEN });
    c.ellipse(470, 360, 150, 180, { ink: BLUE }, '#cfe8fb')
      .disc(680, 480, 74, '#d9b3e6')
      .disc(690, 470, 26, '#8e44ad');
    for (const [x, y] of [
      [340, 200],
      [640, 200],
      [720, 300],
      [330, 570],
      [560, 600],
    ] as const)
      c.ellipse(x, y, 38, 22, { ink: GREEN, width: 2 }, '#5fae5f');
    label(c, [800, 180], [890, 150], '细胞壁');
    label(c, [788, 240], [890, 240], '细胞膜');
    label(c, [740, 300], [890, 330], '叶绿体');
    label(c, [705, 420], [890, 420], '细胞质');
    label(c, [690, 480], [890, 510], '细胞核');
    label(c, [480, 330], [220, 330], '液泡');
    c.text(600, 750, '植物细胞结构模式图', { size: 38, align: 'center' });
  },
  heart: (c: Canvas): void => {
    const room = (x: number, y: number, name: string, ink: Ink) =>
      c
        .rect(x, y, 220, 150, ink, 0.2)
        .frame(x, y, 220, 150, { ink, width: 4 })
        .text(x + 110, y + 88, name, { size: 36, align: 'center' });
    room(370, 230, '右心房', BLUE);
    room(370, 410, '右心室', BLUE);
    room(610, 230, '左心房', RED);
    room(610, 410, '左心室', RED);
    c.arrow(480, 375, 480, 415, { ink: BLUE, width: 6 }).arrow(720, 375, 720, 415, { ink: RED, width: 6 });
    c.text(600, 100, '肺部毛细血管：释放二氧化碳，获得氧气', { size: 34, align: 'center' });
    c.text(600, 740, '全身毛细血管：释放氧气，获得二氧化碳', { size: 34, align: 'center' });
    c.polyline(
      [
        [370, 510],
        [190, 510],
        [190, 130],
      ],
      { ink: BLUE, width: 5 },
    ).arrow(190, 170, 190, 130, { ink: BLUE, width: 5 });
    c.text(205, 190, '肺动脉', { size: 30, ink: BLUE });
    c.polyline(
      [
        [1010, 130],
        [1010, 300],
        [830, 300],
      ],
      { ink: RED, width: 5 },
    ).arrow(870, 300, 832, 300, { ink: RED, width: 5 });
    c.text(1025, 230, '肺静脉', { size: 30, ink: RED });
    c.polyline(
      [
        [830, 490],
        [1010, 490],
        [1010, 690],
      ],
      { ink: RED, width: 5 },
    ).arrow(1010, 650, 1010, 692, { ink: RED, width: 5 });
    c.text(1025, 590, '主动脉', { size: 30, ink: RED });
    c.polyline(
      [
        [100, 690],
        [100, 290],
        [370, 290],
      ],
      { ink: BLUE, width: 5 },
    ).arrow(330, 290, 368, 290, { ink: BLUE, width: 5 });
    c.text(115, 640, '上、下腔静脉', { size: 30, ink: BLUE });
  },
  mitosis: (c: Canvas): void => {
    const names = ['前期', '中期', '后期', '末期'];
    names.forEach((name, index) => {
      const x = 160 + index * 293;
      c.ellipse(x, 360, 125, 170, { ink: GREEN, width: 4 }, '#f1f9ef').text(x, 600, name, {
        size: 40,
        align: 'center',
      });
      const rod = (rx: number, ry: number, ink: Ink, tilt = 0) =>
        c.line(rx - tilt, ry - 26, rx + tilt, ry + 26, { ink, width: 9 });
      const pair = (rx: number, ry: number, ink: Ink) => {
        rod(rx, ry, ink, 11);
        rod(rx, ry, ink, -11);
      };
      if (index === 0)
        for (const [dx, dy, ink] of [
          [-40, -40, RED],
          [30, -10, BLUE],
          [-20, 60, BLUE],
          [45, 70, RED],
        ] as [number, number, Ink][])
          pair(x + dx, 360 + dy, ink);
      if (index === 1)
        for (let chromosome = 0; chromosome < 4; chromosome++)
          pair(x - 75 + chromosome * 50, 360, chromosome % 2 ? BLUE : RED);
      if (index === 2)
        for (let chromosome = 0; chromosome < 4; chromosome++) {
          rod(x - 60 + chromosome * 40, 270, chromosome % 2 ? BLUE : RED, 8);
          rod(x - 60 + chromosome * 40, 450, chromosome % 2 ? BLUE : RED, -8);
        }
      if (index === 3) {
        c.line(x - 120, 360, x + 120, 360, { ink: GREEN, width: 5 });
        c.ring(x, 270, 50, { ink: '#8e44ad' }).ring(x, 450, 50, { ink: '#8e44ad' });
      }
    });
    c.text(600, 110, '植物细胞有丝分裂（以 4 条染色体为例）', { size: 42, align: 'center' });
    c.text(600, 710, '中期染色体排在赤道板上，后期着丝粒分裂，染色体数加倍', { size: 34, align: 'center' });
  },
  globe: (c: Canvas): void => {
    c.ellipse(340, 400, 270, 270, { width: 4, ink: BLUE }, '#e6f3fb');
    for (const latitude of [-60, -30, 0, 30, 60]) {
      const y = 400 - 270 * Math.sin((latitude * Math.PI) / 180);
      const half = 270 * Math.cos((latitude * Math.PI) / 180);
      c.line(340 - half, y, 340 + half, y, {
        ink: latitude === 0 ? RED : GREY,
        width: latitude === 0 ? 5 : 2.5,
      });
      const name = latitude === 0 ? '0° 赤道' : `${Math.abs(latitude)}°${latitude > 0 ? 'N' : 'S'}`;
      c.text(360 + half, y + 10, name, { size: 30, ink: latitude === 0 ? RED : '#1f2937' });
    }
    for (const rx of [0, 100, 190]) c.polyline(around(340, 400, rx, 270, 0, 360), { ink: GREEN, width: 2.5 });
    c.text(340, 100, 'N 北极', { size: 32, align: 'center' }).text(340, 715, 'S 南极', {
      size: 32,
      align: 'center',
    });
    c.text(800, 250, '纬线：与赤道平行的圆\n越往两极越短', { size: 32 }).text(
      800,
      480,
      '经线：连接两极的半圆\n长度都相等',
      { size: 32, ink: GREEN },
    );
  },
  clock: (c: Canvas): void => {
    const face = (x: number, hour: number, minute: number, words: string) => {
      c.disc(x, 350, 210, '#f5f0fb').ring(x, 350, 210, { width: 8, ink: '#7444a8' });
      for (let mark = 1; mark <= 12; mark++) {
        const angle = ((90 - mark * 30) * Math.PI) / 180;
        c.text(x + 170 * Math.cos(angle), 350 - 170 * Math.sin(angle) + 13, String(mark), {
          size: 36,
          align: 'center',
        });
      }
      const hand = (degrees: number, length: number, width: number) => {
        const angle = ((90 - degrees) * Math.PI) / 180;
        c.line(x, 350, x + length * Math.cos(angle), 350 - length * Math.sin(angle), { width });
      };
      hand(hour * 30 + minute / 2, 95, 12);
      hand(minute * 6, 140, 7);
      c.disc(x, 350, 12, '#7444a8').text(x, 660, words, { size: 42, align: 'center' });
    };
    face(330, 7, 0, "It's 7 o'clock.");
    face(870, 9, 30, "It's 9:30. Time for math.");
  },
  schoolBus: (c: Canvas): void => {
    const row = (y: number, name: string, then: string, now: string) => {
      c.rect(80, y, 1040, 110, y % 200 ? '#f5f0fb' : '#ffffff').text(120, y + 70, name, { size: 36 });
      c.text(430, y + 70, then, { size: 36, ink: BLUE }).text(800, y + 70, now, { size: 36, ink: RED });
    };
    c.text(430, 130, 'every day', { size: 40, ink: BLUE }).text(800, 130, 'last weekend', {
      size: 40,
      ink: RED,
    });
    row(170, 'clean my room', 'I clean …', 'I cleaned …');
    row(290, 'watch TV', 'I watch …', 'I watched …');
    row(410, 'stay at home', 'I stay …', 'I stayed …');
    row(530, 'read a book', 'I read …', 'I read …（读音变）');
    c.text(600, 740, '过去发生的事：动词要穿“过去式”的衣服', { size: 34, align: 'center', ink: GREY });
  },
  timelineQin: (c: Canvas): void =>
    timeline(
      c,
      '秦：从统一到灭亡',
      [
        ['前230年', '灭韩'],
        ['前221年', '灭齐，统一六国'],
        ['前215年起', '北击匈奴'],
        ['前209年', '陈胜吴广起义'],
        ['前207年', '秦朝灭亡'],
      ],
      BROWN,
    ),
  timelineCanal: (c: Canvas): void =>
    timeline(
      c,
      '隋朝的兴与亡',
      [
        ['581年', '隋朝建立'],
        ['589年', '灭陈，统一'],
        ['605年', '开通大运河'],
        ['611年', '农民起义'],
        ['618年', '隋朝灭亡'],
      ],
      BROWN,
    ),
  timelineWar: (c: Canvas): void =>
    timeline(
      c,
      '从禁烟到条约',
      [
        ['1839年3月', '林则徐到广州'],
        ['1839年6月', '虎门销烟'],
        ['1840年6月', '鸦片战争爆发'],
        ['1841年5月', '三元里抗英'],
        ['1842年8月', '《南京条约》'],
      ],
      BROWN,
    ),
  canalMap: (c: Canvas): void => {
    const points: [number, number, string][] = [
      [760, 110, '涿郡（今北京）'],
      [430, 390, '洛阳'],
      [640, 440, '山阳（今淮安）'],
      [700, 560, '江都（今扬州）'],
      [770, 700, '余杭（今杭州）'],
    ];
    const parts: [number, number, string][] = [
      [560, 230, '永济渠'],
      [520, 460, '通济渠'],
      [690, 505, '邗沟'],
      [765, 635, '江南河'],
    ];
    c.polyline(
      points.map(([x, y]) => [x, y] as [number, number]),
      { ink: BLUE, width: 9 },
    );
    for (const [x, y, name] of points) c.disc(x, y, 14, RED).text(x + 26, y + 10, name, { size: 34 });
    for (const [x, y, name] of parts)
      c.text(x, y, name, { size: 30, ink: BLUE, align: x < 600 ? 'right' : 'left' });
    c.text(600, 770, '隋朝大运河示意图（位置为示意，非实际地图）', { size: 30, align: 'center', ink: GREY });
  },
  tideLines: (c: Canvas): void =>
    flow(
      c,
      ['潮来前/风平浪静', '潮来时/由远及近', '潮头过后/漫天卷地', '恢复平静/江水上涨'],
      BLUE,
      '《观潮》的写作顺序',
    ),
  fableFlow: (c: Canvas): void =>
    flow(
      c,
      ['偶然/兔走触株', '起念/释耒守株', '结果/不可复得', '道理/莫存侥幸'],
      BROWN,
      '《守株待兔》情节图',
    ),
  writingMap: (c: Canvas): void =>
    flow(
      c,
      ['选对象/抓住特征', '定角度/外形用途…', '用方法/数字比较…', '再修改/准确清楚'],
      GREEN,
      '介绍一种事物：构思四步',
    ),
};
