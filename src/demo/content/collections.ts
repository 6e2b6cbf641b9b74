import type { BookKey } from '../books.js';

/**
 * An item of a demo collection: a resource by its key (some pages or seconds of its first file, or kept to the version that
 * is in force when it is collected), or another collection.
 */
export type DemoItem =
  | { resource: string; note?: string; pages?: [number, number]; span?: [number, number]; pin?: true }
  | { collection: string; note?: string };

export interface DemoCollection {
  key: string;
  title: string;
  summary: string;
  /** key of BOOKS; null where it spans several */
  book: BookKey | null;
  /** title of a unit or chapter as the textbook prints it */
  chapter: string | null;
  /** subject in Chinese, where there is no book */
  place?: { subject: string };
  author: string;
  school: string;
  /** left unpublished; the others are shown to the group */
  draft?: true;
  daysAgo: number;
  sections: { title: string; text: string; items: DemoItem[] }[];
}

/** Unit collections as subject leads of the demo would put them together, in the order in which they are made. */
export const DEMO_COLLECTIONS: readonly DemoCollection[] = [
  {
    key: 'heji-youlishu',
    title: '七上《有理数》起步两课：数轴与加法',
    summary:
      '新学期头两周用。先借数轴建立“方向和距离”，再在数轴上做加法，最后用单元检测看哪里没学稳。教案、学案、课件、微课都配齐了，石磐、新屿的老师可以直接用。',
    book: 'sx7a',
    chapter: '第一章 有理数',
    author: 'linhao',
    school: 'yunxi',
    daysAgo: 12,
    sections: [
      {
        title: '第一课时　数轴与相反数',
        text: '数轴三要素让学生自己画出来，不要一上来就给定义。',
        items: [
          { resource: 'sx7a-shuzhou-lesson-plan', note: '先看教案里的“温度计”引入。' },
          { resource: 'sx7a-shuzhou-slides' },
          { resource: 'wk-shuzhou', note: '课上放一遍，课后请学生再看一遍。' },
          { resource: 'sx7a-shuzhou-study-guide' },
          { resource: 'sx7a-shuzhou-homework' },
        ],
      },
      {
        title: '第二课时　有理数的加法',
        text: '先在数轴上走，再归纳法则：同号、异号、与 0 相加。',
        items: [
          { resource: 'sx7a-jiafa-lesson-plan' },
          { resource: 'wk-jiafa', note: '动画正好对应教案的探究环节。' },
          { resource: 'sx7a-jiafa-slides' },
          { resource: 'sx7a-jiafa-homework' },
        ],
      },
      {
        title: '学完之后',
        text: '',
        items: [
          { resource: 'sj-sx7a-youlishu', note: '四十分钟，建议在学完 1.5 节之后用。' },
          { resource: 'sx7a-shuzhou-reflection', note: '给本组老师：第一次上这课踩过的坑。' },
        ],
      },
    ],
  },
  {
    key: 'heji-shanhe',
    title: '古诗文里的山河：从《望天门山》到《三峡》',
    summary:
      '三年级到八年级写山水的课文放在一起，看同样的江和山在不同学段教到什么程度。适合跨学段教研，也适合布置暑期阅读。',
    book: null,
    chapter: null,
    place: { subject: '语文' },
    author: 'zhoumin',
    school: 'shiyan',
    daysAgo: 9,
    sections: [
      {
        title: '小学：读出画面',
        text: '低中年级重在朗读和想象，字词扎实就好。',
        items: [
          { resource: 'wk-tianmen', note: '先听诵读，再看教案。' },
          { resource: 'yw3a-tianmen-lesson-plan' },
          { resource: 'yw4a-guanchao-lesson-plan' },
          { resource: 'yw4a-guanchao-slides', pages: [2, 4], note: '只看这几页：潮来时的声音和样子。' },
        ],
      },
      {
        title: '初中：读出章法',
        text: '从“写了什么”走到“怎样写”：对仗、视角、四季的次序。',
        items: [
          { resource: 'yw7a-cibeigu-lesson-plan' },
          { resource: 'yw7a-cibeigu-study-guide' },
          { resource: 'yw8a-sanxia-lesson-plan' },
          { resource: 'yw8a-sanxia-slides' },
        ],
      },
    ],
  },
  {
    key: 'heji-dianlu',
    title: '电路：从点亮小灯泡到欧姆定律',
    summary:
      '小学科学和初中物理的电路内容接起来看。小学把“通路”玩明白，初中才谈得上串联、并联和定量。中间的仿真实验两个学段都能用。',
    book: null,
    chapter: null,
    place: { subject: '物理' },
    author: 'chenxiao',
    school: 'shiyan',
    daysAgo: 6,
    sections: [
      {
        title: '四年级：让小灯泡亮起来',
        text: '',
        items: [
          { resource: 'kx4b-dianlu-lesson-plan' },
          { resource: 'wk-dianlu' },
          { resource: 'kx4b-dianlu-task-sheet' },
          { resource: 'xls-kx4b-qicai', note: '照单备料，一个班八组。' },
        ],
      },
      {
        title: '过渡：在屏幕上先搭一遍',
        text: '没有实验室的学校可以用仿真代替，效果不差。',
        items: [
          {
            resource: 'lian-phet-dianlu',
            pin: true,
            note: '固定在带示意小人的旧版：四年级看图就能搭，新版改成了实物仪器。',
          },
          { resource: 'tu-seriesParallel' },
        ],
      },
      {
        title: '九年级：欧姆定律',
        text: '控制变量是难点，表格让学生自己设计。',
        items: [
          { resource: 'wl9-oumu-lesson-plan' },
          { resource: 'wl9-oumu-slides' },
          { resource: 'wl9-oumu-homework' },
        ],
      },
    ],
  },
  {
    key: 'heji-shuxing',
    title: '数形结合九年一贯：看得见的数学',
    summary:
      '集团数学组推荐：从三年级的分数墙到九年级的抛物线，都是“先看图，再说理”的课。每一节挑了一份教案和一段微课，青年教师可以照着走一遍。',
    book: null,
    chapter: null,
    place: { subject: '数学' },
    author: 'lijianguo',
    school: 'shiyan',
    daysAgo: 3,
    sections: [
      {
        title: '小学',
        text: '',
        items: [
          { resource: 'tu-fractionBars', note: '打印成 A3 贴在教室里。' },
          { resource: 'wk-fenshu' },
          { resource: 'sx4b-jitu-lesson-plan', note: '画图法先于假设法。' },
          { resource: 'wk-yuan', note: '分得越细，拼得越像长方形：停在这里让学生说。' },
          { resource: 'sx6a-yuan-lesson-plan' },
        ],
      },
      {
        title: '初中',
        text: '有理数一章单独编了合集，这里只放入口。',
        items: [
          { collection: 'heji-youlishu' },
          { resource: 'wk-gougu', span: [0, 15], note: '只放开头：四个三角形怎样拼成弦图。' },
          { resource: 'sx8b-gougu-lesson-plan' },
          { resource: 'wk-paowuxian' },
          { resource: 'sx9a-ercihanshu-lesson-plan' },
        ],
      },
    ],
  },
  {
    key: 'heji-beishu',
    title: '五下《因数与倍数》公开课准备',
    summary: '还在攒，先放进来再说。',
    book: 'sx5b',
    chapter: '因数与倍数',
    author: 'liuyang',
    school: 'shiyan',
    draft: true,
    daysAgo: 1,
    sections: [
      {
        title: '',
        text: '',
        items: [
          { resource: 'sx5b-beishu-lesson-plan' },
          { resource: 'sx5b-beishu-slides' },
          { resource: 'sx5b-beishu-task-sheet' },
        ],
      },
    ],
  },
];
