import type { BookKey } from '../books.js';
import type { CellValue, WorkbookModel } from '../make/xlsx.js';
import type { DemoAudience } from '../types.js';
import { Dice } from './exercises.js';

/** A workbook as a resource. */
export interface DemoWorkbook {
  key: string;
  title: string;
  description: string;
  fileName: string;
  book: BookKey;
  chapter: string | null;
  author: string;
  school: string;
  daysAgo: number;
  audience: DemoAudience;
  tags: string[];
  model: (creator: string) => WorkbookModel;
}

const round = (value: number, digits = 1): number => Math.round(value * 10 ** digits) / 10 ** digits;
const rows = (text: string): CellValue[][] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => line.split(' | '));

/** Scores of a made-up class by number, never by name, with means, pass rates and the rate of each part. */
function scores(creator: string): WorkbookModel {
  const dice = new Dice(2025);
  const full = [30, 24, 26, 20];
  const pupils = Array.from({ length: 42 }, (_, index) => {
    const level = dice.int(45, 98);
    const parts = full.map((points) =>
      Math.min(points, Math.max(0, Math.round((points * (level + dice.int(-12, 12))) / 100))),
    );
    return { number: index + 1, parts, total: parts.reduce((sum, one) => sum + one, 0) };
  });
  const last = pupils.length + 2;
  const mean = (values: number[]): number =>
    round(values.reduce((sum, one) => sum + one, 0) / values.length, 2);
  const columns = ['B', 'C', 'D', 'E', 'F'];
  const valuesOf = (column: number): number[] =>
    pupils.map((pupil) => (column < 4 ? (pupil.parts[column] ?? 0) : pupil.total));
  const share = (least: number): number =>
    round(pupils.filter(({ total }) => total >= least).length / pupils.length, 4);
  return {
    title: '七年级数学期中质量分析',
    creator,
    sheets: [
      {
        name: '成绩',
        caption: '七年级（3）班数学期中检测成绩（按学号，不含姓名）',
        head: ['学号', '选择题 30', '填空题 24', '计算题 26', '解决问题 20', '总分 100'],
        widths: [10, 14, 14, 14, 16, 14],
        rows: pupils.map(({ number, parts, total }, index) => [
          `7030${String(number).padStart(2, '0')}`,
          ...parts,
          { formula: `SUM(B${index + 3}:E${index + 3})`, result: total },
        ]),
        foot: [
          [
            '平均分',
            ...columns.map((column, index) => ({
              formula: `ROUND(AVERAGE(${column}3:${column}${last}),2)`,
              result: mean(valuesOf(index)),
            })),
          ],
        ],
      },
      {
        name: '质量分析',
        caption: '三率与各题得分率',
        head: ['指标', '数值', '说明'],
        widths: [20, 16, 60],
        rows: [
          [
            '及格率（≥60）',
            {
              formula: `COUNTIF(成绩!F3:F${last},">=60")/${pupils.length}`,
              result: share(60),
              percent: true,
            },
            '与上次单元测相比持平，低分段集中在计算题',
          ],
          [
            '优秀率（≥85）',
            {
              formula: `COUNTIF(成绩!F3:F${last},">=85")/${pupils.length}`,
              result: share(85),
              percent: true,
            },
            '优秀生失分主要在最后一题的分类讨论',
          ],
          ...full.map((points, index): CellValue[] => [
            `${['选择', '填空', '计算', '解决问题'][index] ?? ''}题得分率`,
            {
              formula: `AVERAGE(成绩!${columns[index] ?? 'B'}3:${columns[index] ?? 'B'}${last})/${points}`,
              result: round(valuesOf(index).reduce((sum, one) => sum + one, 0) / pupils.length / points, 4),
              percent: true,
            },
            [
              '概念辨析较好，绝对值一题失分多',
              '漏写负号、单位较多',
              '移项不变号 11 人，去括号漏乘 7 人',
              '等量关系找不准，需加强画图',
            ][index] ?? '',
          ]),
        ],
      },
    ],
  };
}

export const WORKBOOKS: readonly DemoWorkbook[] = [
  {
    key: 'xls-sx7a-fenxi',
    title: '七年级数学期中质量分析表',
    description: '各题得分率、三率和典型错误统计，公式可直接换数据使用；只有学号，没有学生姓名。',
    fileName: '七年级数学期中质量分析.xlsx',
    book: 'sx7a',
    chapter: null,
    author: 'linhao',
    school: 'yunxi',
    daysAgo: 33,
    audience: { preset: 'department' },
    tags: ['质量分析', '期中', '数据'],
    model: scores,
  },
  {
    key: 'xls-yw4a-jindu',
    title: '四年级上册语文教学进度表',
    description: '按 18 周安排八个单元、习作、口语交际与复习，附每单元语文要素。',
    fileName: '四上语文教学进度表（2025秋）.xlsx',
    book: 'yw4a',
    chapter: null,
    author: 'zhoumin',
    school: 'shiyan',
    daysAgo: 77,
    audience: { preset: 'group' },
    tags: ['教学进度', '学期计划'],
    model: (creator) => ({
      title: '四年级上册语文教学进度表',
      creator,
      sheets: [
        {
          name: '进度',
          caption: '四年级上册语文教学进度表',
          head: ['周次', '单元', '主要内容', '课时', '语文要素与活动'],
          widths: [10, 20, 40, 8, 60],
          rows: rows(`
            1—2 | 自然之美 | 观潮、走月亮、现代诗二首、繁星 | 12 | 边读边想象画面；习作：推荐一个好地方
            3—4 | 提问策略 | 一个豆荚里的五粒豆等四课 | 11 | 阅读时尝试从不同角度提问；习作：小小“动物园”
            5—6 | 处处留心皆学问 | 古诗三首、爬山虎的脚、蟋蟀的住宅 | 12 | 体会准确生动的表达；习作：写观察日记
            7—8 | 神话故事 | 盘古开天地、精卫填海、普罗米修斯、女娲补天 | 12 | 了解起因、经过、结果；快乐读书吧：神话
            9 | 我手写我心 | 麻雀、爬天都峰、习作例文 | 8 | 把一件事写清楚；习作：生活万花筒
            10 | 期中复习 | 整理字词、朗读与阅读 | 6 | 单元整理与期中检测
            11—12 | 童年记忆 | 牛和鹅、一只窝囊的大老虎、陀螺 | 11 | 学习用批注的方法阅读；习作：记一次游戏
            13—14 | 家国情怀 | 古诗三首、为中华之崛起而读书等 | 12 | 关注主要人物和事件；习作：写信
            15—16 | 历史故事与人生启示 | 王戎不取道旁李、西门豹治邺、故事二则 | 11 | 了解故事情节，简要复述；习作：我的心儿怦怦跳
            17—18 | 期末复习 | 分类复习与综合练习 | 12 | 查漏补缺，期末检测`),
        },
      ],
    }),
  },
  {
    key: 'xls-kx4b-qicai',
    title: '“电路”单元实验器材清单',
    description: '按 6 个小组备齐“电路”单元八课所需器材，含数量、替代品和安全提示。',
    fileName: '电路单元 实验器材清单.xlsx',
    book: 'kx4b',
    chapter: '电路',
    author: 'guopeng',
    school: 'wutong',
    daysAgo: 24,
    audience: { preset: 'group' },
    tags: ['实验器材', '电路'],
    model: (creator) => ({
      title: '电路单元实验器材清单',
      creator,
      sheets: [
        {
          name: '器材',
          caption: '四年级下册科学“电路”单元实验器材（6 组）',
          head: ['器材', '规格', '每组数量', '合计', '可用替代', '安全提示'],
          widths: [16, 20, 12, 12, 26, 40],
          rows: (
            [
              ['干电池', '5 号 1.5 V', 2, '用过的半旧电池', '不把两极直接相连'],
              ['小灯泡', '2.5 V 0.3 A', 2, '发光二极管（注意正负）', '轻拿轻放，碎玻璃用扫帚清理'],
              ['导线', '20 cm，两端去皮', 6, '铝箔纸搓条', '发热立即断开'],
              ['电池盒', '单节', 2, '橡皮筋固定', '装反会不亮'],
              ['灯座', '螺口', 2, '纸夹自制', '拧紧即可，不用力过猛'],
              ['开关', '单刀', 1, '回形针＋图钉自制', '不用时断开'],
              ['导体检测材料', '铜、铁、铝、橡皮、木、塑料等', 10, '学生自带文具', '不检测插座'],
            ] as [string, string, number, string, string][]
          ).map(([name, form, each, instead, care], index) => [
            name,
            form,
            each,
            { formula: `C${index + 3}*6`, result: each * 6 },
            instead,
            care,
          ]),
        },
      ],
    }),
  },
  {
    key: 'xls-sx-beike',
    title: '集团小学数学集体备课安排表',
    description: '一学期八次集体备课的主题、主备人与研讨问题，五所学校轮流主备。',
    fileName: '集团小学数学集体备课安排（第一学期）.xlsx',
    book: 'sx5a',
    chapter: null,
    author: 'lijianguo',
    school: 'shiyan',
    daysAgo: 84,
    audience: { preset: 'group' },
    tags: ['集体备课', '集团教研'],
    model: (creator) => ({
      title: '集团小学数学集体备课安排',
      creator,
      sheets: [
        {
          name: '安排',
          caption: '集团小学数学集体备课安排（第一学期）',
          head: ['次', '周次', '主题', '主备学校', '主备人', '研讨问题'],
          widths: [6, 10, 34, 22, 12, 60],
          rows: rows(`
            1 | 第 2 周 | 乘法的初步认识 | 青禾新屿小学 | 蔡杰 | 怎样让“几个几”看得见
            2 | 第 4 周 | 角的度量 | 石磐乡中心学校 | 刘洋 | 内外圈读数的错例分析
            3 | 第 6 周 | 小数乘法算理 | 青禾实验学校 | 李建国 | 竖式与情境怎样对应
            4 | 第 8 周 | 分数的初步认识 | 青禾实验学校 | 刘洋 | 平均分的操作与语言
            5 | 第 10 周 | 多边形的面积 | 石磐乡中心学校 | 石强 | 转化思想的呈现
            6 | 第 12 周 | 植树问题 | 青禾实验学校 | 李建国 | 一一对应贯穿三种情况
            7 | 第 14 周 | 圆的面积 | 青禾实验学校 | 李建国 | 极限思想怎样落地
            8 | 第 16 周 | 期末复习课型 | 石磐乡中心学校 | 石强 | 分层练习的设计`),
        },
      ],
    }),
  },
];
