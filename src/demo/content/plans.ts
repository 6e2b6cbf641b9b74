import type { BOOKS } from '../books.js';

/** Something that a teacher says about a draft of the demo: about a page, a passage on one, or all of it. */
export interface DemoRemark {
  by: string;
  text: string;
  page?: number;
  /** x, y, width and height, in shares of the page */
  box?: readonly [number, number, number, number];
  answer?: { by: string; text: string };
  settled?: true;
}

export interface DemoLesson {
  title: string;
  /** title of a chapter of the plan’s book */
  chapter: string;
  /** weeks from this one; negative: over */
  week: number;
  lead: string;
  /** days from today by which the draft is due, and it is to be agreed */
  due: readonly [number, number];
  /** key of the resource that its lead laid as the draft */
  draft?: string;
  agreed?: true;
  dropped?: true;
  remarks?: readonly DemoRemark[];
  /** who made a version of their own, and whether it was handed in */
  adapted?: readonly { by: string; handedIn: boolean }[];
  /** days from today on which it was given */
  reflections?: readonly { by: string; taught: number; text: string }[];
}

/** A plan of the demo, in the middle of its term. */
export interface DemoPlan {
  key: string;
  title: string;
  summary: string;
  by: string;
  school: string;
  book: keyof typeof BOOKS;
  /** keys of departments that it is for */
  departments: readonly string[];
  weeks: number;
  /** how many of its weeks are over */
  over: number;
  lessons: readonly DemoLesson[];
}

export const DEMO_PLANS: readonly DemoPlan[] = [
  {
    key: 'beike-sx7a',
    title: '七年级上册数学集体备课（实验、云汐）',
    summary: '两校数学组一起备：主备人提前一周交初案，大家在页面上提意见，周五定共案，各自改成个案再上课。',
    by: 'lijianguo',
    school: 'shiyan',
    book: 'sx7a',
    departments: ['shiyan-shuxue', 'yunxi-shuxue'],
    weeks: 18,
    over: 8,
    lessons: [
      {
        title: '数轴与相反数',
        chapter: '1.2 有理数',
        week: -4,
        lead: 'linhao',
        due: [-38, -33],
        draft: 'sx7a-shuzhou-slides',
        agreed: true,
        remarks: [
          {
            by: 'lijianguo',
            text: '温度计的引入很好，建议先让学生自己画一条，再讲三要素。',
            page: 2,
            answer: { by: 'linhao', text: '好，改成先画后讲，留五分钟。' },
            settled: true,
          },
        ],
        adapted: [
          { by: 'lijianguo', handedIn: true },
          { by: 'liuyang', handedIn: false },
        ],
        reflections: [
          {
            by: 'linhao',
            taught: -26,
            text: '让学生先画再讲，十几个人漏了单位长度，正好当场比较。下次把“漏了会怎样”提前问。',
          },
          {
            by: 'lijianguo',
            taught: -25,
            text: '相反数的几何意义讲得顺，但用字母表示时有一半人卡住，需要多两个具体的数过渡。',
          },
        ],
      },
      {
        title: '有理数的加法',
        chapter: '1.3 有理数的加减法',
        week: -3,
        lead: 'linhao',
        due: [-31, -26],
        draft: 'sx7a-jiafa-slides',
        agreed: true,
        adapted: [{ by: 'lijianguo', handedIn: true }],
        reflections: [
          { by: 'lijianguo', taught: -18, text: '符号法则口诀背得快、用得错，还是回到数轴上走一走更稳。' },
        ],
      },
      {
        title: '一元一次方程的解法：移项',
        chapter: '3.2 解一元一次方程(一)合并同类项与移项',
        week: 1,
        lead: 'lijianguo',
        due: [-1, 4],
        draft: 'sx7a-yixiang-slides',
        remarks: [
          { by: 'linhao', text: '“分书”这个情境我们学校的学生也熟，可以直接用。', page: 1 },
          {
            by: 'linhao',
            text: '这里“移项要变号”出现得太早，建议先写两次“两边同时减”。',
            page: 2,
            box: [0.08, 0.3, 0.6, 0.18],
            answer: { by: 'lijianguo', text: '同意，我把完整的两步放在前面。' },
          },
          { by: 'liuyang', text: '练习能不能分成两层？石磐的孩子需要多几道直接移一次的。' },
        ],
      },
      {
        title: '去括号解方程',
        chapter: '3.3 解一元一次方程(二)',
        week: 2,
        lead: 'liuyang',
        due: [3, 10],
      },
      {
        title: '期中讲评：有理数运算的常见错误',
        chapter: '第一章 有理数',
        week: 0,
        lead: 'linhao',
        due: [-2, 2],
      },
      {
        title: '实际问题与一元一次方程（一）',
        chapter: '3.4 实际问题与一元一次方程',
        week: 4,
        lead: 'lijianguo',
        due: [17, 24],
      },
      {
        title: '数学活动：用日历编方程',
        chapter: '第三章 一元一次方程',
        week: 5,
        lead: 'liuyang',
        due: [24, 30],
        dropped: true,
      },
    ],
  },
];
