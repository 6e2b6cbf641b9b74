import { BOOKS } from '../books.js';
import type { Lesson, Question } from '../lesson.js';
import type { Block, DocumentModel } from './blocks.js';
import {
  box,
  figure,
  heading,
  items,
  newPage,
  option,
  ruled,
  subtitle,
  table,
  text,
  title,
} from './blocks.js';

/** Who a document says it is from. */
export interface Writer {
  name: string;
  school: string;
}

const NUMBERS = '一二三四五六七八九十';
const numbered = (index: number, name: string): Block => heading(`${NUMBERS[index] ?? ''}、${name}`);

const bookLine = (lesson: Lesson): string => {
  const book = BOOKS[lesson.book];
  return `${book.edition.replace(/（主编.*/, '')} ${book.subject} ${book.grade ?? book.stage}${book.volume}`;
};

const model = (lesson: Lesson, writer: Writer, name: string, blocks: Block[]): DocumentModel => ({
  title: name,
  creator: writer.name,
  header: `${writer.school}　${bookLine(lesson)}`,
  blocks: [title(name), ...blocks],
});

const pupilLine = subtitle('班级：____________　姓名：____________　日期：____________');

/** Figures that the lesson's deck shows, for documents. */
const figuresOf = (lesson: Lesson): Block[] =>
  lesson.slides
    .filter((slide) => slide.kind === 'figure' && slide.figure)
    .slice(0, 1)
    .map((slide, index) => figure(slide.figure ?? 'numberLine', `图 ${index + 1}　${slide.title}`));

function plan(lesson: Lesson, writer: Writer): DocumentModel {
  const total = lesson.steps.reduce((sum, step) => sum + step.minutes, 0);
  const process = [
    ['教学环节', '教师活动', '学生活动', '设计意图'],
    ...lesson.steps.map((step) => [
      `${step.name}\n${step.minutes} 分钟`,
      step.teacher,
      step.pupils,
      step.intent,
    ]),
  ];
  return model(lesson, writer, `${lesson.title} 教学设计`, [
    table(
      [
        ['课题', lesson.title, '教材', bookLine(lesson)],
        ['单元章节', lesson.chapter, '时长', `${total} 分钟`],
        ['执教教师', writer.name, '学校', writer.school],
      ],
      [1.1, 3, 1, 3.4],
      'names',
    ),
    numbered(0, '教材与学情分析'),
    text(lesson.background),
    numbered(1, '教学目标'),
    ...items(lesson.goals),
    numbered(2, '教学重点与难点'),
    text(`重点：${lesson.focus}`),
    text(`难点：${lesson.difficulty}`),
    numbered(3, '教学准备'),
    text(lesson.tools),
    numbered(4, '教学过程'),
    table(process, [1.3, 4, 2.7, 2]),
    numbered(5, '板书设计'),
    box(lesson.board),
    ...figuresOf(lesson),
    numbered(6, '作业设计'),
    ...items(lesson.homework),
    numbered(7, '当堂检测'),
    ...asked(lesson.questions.slice(0, 3)),
  ]);
}

function asked(list: readonly Question[], lines = 0, from = 1): Block[] {
  return list.flatMap((question, index) => [
    { kind: 'item', text: `${index + from}. ${question.text}` } as const,
    ...question.options.map(option),
    ...(lines > 0 && question.options.length === 0 ? [ruled(lines)] : []),
  ]);
}

const answers = (list: readonly Question[]): Block[] => [
  heading('参考答案'),
  ...list.map((question, index) => ({ kind: 'item' as const, text: `${index + 1}. ${question.answer}` })),
];

function guide(lesson: Lesson, writer: Writer): DocumentModel {
  return model(lesson, writer, `${lesson.title} 导学案`, [
    pupilLine,
    numbered(0, '学习目标'),
    ...items(lesson.goals),
    ...lesson.tasks.flatMap((task, index) => [
      numbered(index + 1, task.title),
      ...task.lines.map((line) => ({ kind: 'item' as const, text: line })),
    ]),
    ...figuresOf(lesson),
    numbered(lesson.tasks.length + 1, '当堂检测'),
    ...asked(lesson.questions.slice(0, 4), 1),
    numbered(lesson.tasks.length + 2, '我的收获与疑问'),
    ruled(2),
  ]);
}

/** Whether pupils are to draw in a frame. */
const drawsIn = (task: Lesson['tasks'][number]): boolean => task.lines.some((line) => line.includes('方框'));

function taskSheet(lesson: Lesson, writer: Writer): DocumentModel {
  return model(lesson, writer, `${lesson.title} 学习任务单`, [
    pupilLine,
    heading('学习提示'),
    text(`这节课我们要解决的问题：${lesson.focus}`),
    text(`请带好：${lesson.tools}`),
    ...lesson.tasks.flatMap((task, index) => [
      heading(`任务${NUMBERS[index] ?? ''}　${task.title}`),
      ...task.lines.map((line) => ({ kind: 'item' as const, text: line })),
      ...(drawsIn(task) ? [box(Array.from({ length: 9 }, () => ''))] : []),
    ]),
    // a figure beside an empty frame would give the drawing away
    ...(lesson.tasks.some(drawsIn) ? [] : figuresOf(lesson)),
    heading('学习评价'),
    table(
      [
        ['评价内容', '自评（1—5）', '互评（1—5）'],
        ...lesson.goals.map((goal) => [goal, '', '']),
        ['能认真听同伴发言，并说出自己的理由', '', ''],
      ],
      [5, 1.3, 1.3],
    ),
    heading('课后任务'),
    ...items(lesson.homework),
  ]);
}

function homework(lesson: Lesson, writer: Writer): DocumentModel {
  const half = Math.ceil(lesson.questions.length / 2);
  return model(lesson, writer, `${lesson.title} 课后作业`, [
    pupilLine,
    numbered(0, '基础巩固'),
    ...asked(lesson.questions.slice(0, half), 1),
    numbered(1, '拓展提升'),
    ...asked(lesson.questions.slice(half), 2, half + 1),
    numbered(2, '实践与积累'),
    ...items(lesson.homework),
    newPage,
    ...answers(lesson.questions),
  ]);
}

function reflection(lesson: Lesson, writer: Writer): DocumentModel {
  const [what = '', better = '', next = ''] = lesson.reflection ?? [];
  return model(lesson, writer, `${lesson.title} 教学反思`, [
    subtitle(`${writer.school}　${writer.name}`),
    numbered(0, '课堂回顾'),
    text(`本课的重点是：${lesson.focus}`),
    text(what),
    numbered(1, '问题与改进'),
    text(`原先预设的难点是：${lesson.difficulty}`),
    text(better),
    numbered(2, '下一步'),
    text(next),
    numbered(3, '时间安排回看'),
    table(
      [
        ['环节', '预设（分钟）', '学生主要活动'],
        ...lesson.steps.map((step) => [step.name, String(step.minutes), step.pupils]),
      ],
      [2, 1.2, 5],
    ),
  ]);
}

/** The document of a lesson that a part type stands for; decks are made elsewhere. */
export const LESSON_DOCUMENTS = {
  lesson_plan: plan,
  study_guide: guide,
  task_sheet: taskSheet,
  homework,
  reflection,
} as const;

export { answers, asked, pupilLine };
