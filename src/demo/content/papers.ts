import type { BookKey } from '../books.js';
import type { DemoAudience, DemoType } from '../types.js';
import type { MakerKey } from './exercises.js';

/** A part of a paper: so many exercises of one kind, so many points each. */
export interface PaperPart {
  name: string;
  maker: MakerKey;
  count: number;
  points: number;
  /** several a line, for short sums; 1: a line each with room to work */
  columns: 1 | 2 | 4;
}

export interface Paper {
  key: string;
  type: Extract<DemoType, 'exam_paper' | 'homework'>;
  title: string;
  fileName: string;
  book: BookKey;
  chapter: string | null;
  author: string;
  school: string;
  daysAgo: number;
  minutes: number;
  audience: DemoAudience;
  draft?: true;
  tags: string[];
  /** start of the row of numbers: another seed gives another paper */
  seed: number;
  parts: PaperPart[];
}

const part = (
  name: string,
  maker: MakerKey,
  count: number,
  points: number,
  columns: PaperPart['columns'] = 1,
): PaperPart => ({ name, maker, count, points, columns });

const GROUP: DemoAudience = { preset: 'group' };
const SCHOOL: DemoAudience = { preset: 'school' };

/** Papers and practice sheets put together from computed exercises. */
export const PAPERS: readonly Paper[] = [
  {
    key: 'sj-sx3b-qizhong',
    type: 'exam_paper',
    title: '三年级下册数学期中检测卷',
    fileName: '2025春三年级数学期中检测卷（A4）.docx',
    book: 'sx3b',
    chapter: null,
    author: 'shiqiang',
    school: 'shipan',
    daysAgo: 41,
    minutes: 60,
    audience: GROUP,
    tags: ['期中', '检测', '含答案'],
    seed: 31,
    parts: [
      part('口算', 'divisionTable', 12, 1, 4),
      part('除数是一位数的除法', 'oneDigitDivision', 8, 2, 2),
      part('两位数乘两位数', 'twoDigits', 8, 4, 2),
      part('周长与面积', 'field', 4, 5),
      part('解决问题', 'shopping', 4, 5),
    ],
  },
  {
    key: 'sj-sx4a-qimo',
    type: 'exam_paper',
    title: '四年级上册数学期末模拟卷',
    fileName: '四上数学期末模拟卷+答案.pdf',
    book: 'sx4a',
    chapter: null,
    author: 'lijianguo',
    school: 'shiyan',
    daysAgo: 29,
    minutes: 80,
    audience: GROUP,
    tags: ['期末', '模拟', '含答案'],
    seed: 42,
    parts: [
      part('口算', 'timesTable', 16, 1, 4),
      part('三位数乘两位数', 'longMultiplication', 8, 4, 2),
      part('除数是两位数的除法', 'longDivision', 8, 4, 2),
      part('解决问题', 'shopping', 4, 5),
    ],
  },
  {
    key: 'sj-sx5a-xiaoshu',
    type: 'homework',
    title: '小数乘除法计算过关练习',
    fileName: '小数乘法、除法 计算过关（第6周）.docx',
    book: 'sx5a',
    chapter: '小数乘法',
    author: 'caijie',
    school: 'xinyu',
    daysAgo: 37,
    minutes: 30,
    audience: GROUP,
    tags: ['计算', '过关', '小数'],
    seed: 53,
    parts: [part('小数乘法', 'decimalTimes', 24, 2, 4), part('小数除法', 'decimalDivision', 26, 2, 4)],
  },
  {
    key: 'sj-sx6a-fenshu',
    type: 'exam_paper',
    title: '六年级上册数学：分数乘除法、比和圆 综合卷',
    fileName: '六上【分数·比·圆】综合卷.docx',
    book: 'sx6a',
    chapter: null,
    author: 'liuyang',
    school: 'shiyan',
    daysAgo: 23,
    minutes: 80,
    audience: { preset: 'schools', schools: ['shiyan', 'wutong', 'xinyu', 'shipan'] },
    tags: ['综合', '分数', '圆'],
    seed: 64,
    parts: [
      part('分数乘法', 'fractionTimes', 12, 2, 4),
      part('分数除法', 'fractionDivision', 12, 2, 4),
      part('按比分配', 'ratioShare', 4, 6),
      part('圆的周长和面积', 'circle', 4, 7),
    ],
  },
  {
    key: 'sj-sx5b-fenshujia',
    type: 'homework',
    title: '分数的加法和减法 每日一练',
    fileName: '五下 分数加法 每日一练.pdf',
    book: 'sx5b',
    chapter: '分数的加法和减法',
    author: 'shiqiang',
    school: 'shipan',
    daysAgo: 16,
    minutes: 20,
    audience: SCHOOL,
    tags: ['计算', '每日一练'],
    seed: 56,
    parts: [part('直接写得数', 'fractionSum', 30, 2, 4), part('认真算一算', 'fractionSum', 8, 5, 2)],
  },
  {
    key: 'sj-sx7a-youlishu',
    type: 'exam_paper',
    title: '七年级上册第一章《有理数》单元检测',
    fileName: '第一章 有理数 单元检测（云汐）.docx',
    book: 'sx7a',
    chapter: '第一章 有理数',
    author: 'linhao',
    school: 'yunxi',
    daysAgo: 61,
    minutes: 45,
    audience: GROUP,
    tags: ['单元检测', '有理数'],
    seed: 71,
    parts: [
      part('有理数的加减混合运算', 'signedSum', 15, 4, 2),
      part('有理数的乘法', 'signedProduct', 10, 4, 2),
    ],
  },
  {
    key: 'sj-sx7a-fangcheng',
    type: 'homework',
    title: '解一元一次方程 20 题（移项与去括号）',
    fileName: '解一元一次方程20题.pdf',
    book: 'sx7a',
    chapter: '第三章 一元一次方程',
    author: 'linhao',
    school: 'yunxi',
    daysAgo: 32,
    minutes: 40,
    audience: GROUP,
    tags: ['方程', '计算', '分层'],
    seed: 73,
    parts: [part('移项', 'equation', 10, 5), part('去括号', 'bracketEquation', 10, 5)],
  },
  {
    key: 'sj-wl8a-jixie',
    type: 'exam_paper',
    title: '八年级上册物理第一章《机械运动》小测',
    fileName: '机械运动 小测.docx',
    book: 'wl8a',
    chapter: '第一章 机械运动',
    author: 'chenxiao',
    school: 'shiyan',
    daysAgo: 44,
    minutes: 30,
    audience: GROUP,
    tags: ['小测', '速度'],
    seed: 81,
    parts: [part('速度与换算', 'speed', 8, 8), part('路程与时间', 'travelTime', 6, 6)],
  },
  {
    key: 'sj-wl9-dianlu',
    type: 'exam_paper',
    title: '九年级物理欧姆定律计算专题卷',
    fileName: '九年级物理 欧姆定律计算专题卷（未启用）.docx',
    book: 'wl9',
    chapter: '第十七章 欧姆定律',
    author: 'qinchuan',
    school: 'shipan',
    daysAgo: 2,
    minutes: 45,
    audience: { preset: 'self' },
    draft: true,
    tags: ['电学', '计算', '待审'],
    seed: 91,
    parts: [
      part('欧姆定律', 'ohm', 8, 5),
      part('串联电路', 'series', 6, 6),
      part('并联电路', 'parallel', 6, 4),
    ],
  },
];
