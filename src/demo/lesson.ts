import type { BookKey } from './books.js';
import type { FigureKey } from './make/figures.js';
import type { DemoAudience, DemoType } from './types.js';

/** One step of a lesson: what happens, for how long, and why. */
export interface Step {
  name: string;
  minutes: number;
  teacher: string;
  pupils: string;
  intent: string;
}

/** One page of a deck. */
export interface SlideSpec {
  title: string;
  kind: 'points' | 'table' | 'cards' | 'quote' | 'ask' | 'figure';
  /** lines of the page; for a table the first is the head, cells are separated by ` | ` */
  rows: string[];
  figure?: FigureKey;
}

export interface Question {
  text: string;
  options: string[];
  answer: string;
  /** equations that must hold, e.g. `3*0.25=0.75`; checked by the spec, never shown */
  checks: string[];
}

/** The kinds of file that a lesson gives rise to. */
export type PartType = Extract<
  DemoType,
  'lesson_plan' | 'slides' | 'study_guide' | 'task_sheet' | 'homework' | 'reflection'
>;

/** One lesson with all its teaching knowledge; makers turn it into several distinct files. */
export interface Lesson {
  key: string;
  book: BookKey;
  chapter: string;
  /** the lesson's own node in the catalogue, where it has one below `chapter` */
  node?: string;
  title: string;
  author: string;
  school: string;
  daysAgo: number;
  audience: DemoAudience;
  tags: string[];
  /** one or two sentences for the catalogue */
  summary: string;
  /** where the lesson stands in the book and what the pupils bring along */
  background: string;
  goals: string[];
  focus: string;
  difficulty: string;
  tools: string;
  steps: Step[];
  board: string[];
  slides: SlideSpec[];
  questions: Question[];
  /** what pupils do in class, for guides and task sheets: title line, then lines */
  tasks: { title: string; lines: string[] }[];
  homework: string[];
  reflection?: string[];
  /** file name of each part as the teacher gave it; its ending chooses the format (docx, pdf, pptx) */
  parts: Partial<Record<PartType, string>>;
  /** where a part goes to other people than the lesson itself */
  audiences?: Partial<Record<PartType, DemoAudience>>;
}

/** Non-empty trimmed lines. */
export function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** `name | minutes | teacher | pupils | intent`, one step a line. */
export function steps(text: string): Step[] {
  return lines(text).map((line) => {
    const [name = '', minutes = '', teacher = '', pupils = '', intent = '', ...rest] = line.split(' | ');
    if (!intent || rest.length > 0 || !/^\d+$/.test(minutes)) throw new Error(`not a step: ${line}`);
    return { name, minutes: Number(minutes), teacher, pupils, intent };
  });
}

/**
 * Pages begin with `# title`, optionally `# [kind] title` or `# [figure:key] title`; the lines that follow are the
 * page's rows.
 */
export function slides(text: string): SlideSpec[] {
  const pages: SlideSpec[] = [];
  for (const line of lines(text)) {
    const head = /^# (?:\[(\w+)(?::(\w+))?\] )?(.+)$/.exec(line);
    if (head) {
      const [, kind = 'points', figure, title = ''] = head;
      pages.push({
        title,
        kind: kind as SlideSpec['kind'],
        rows: [],
        ...(figure ? { figure: figure as FigureKey } : {}),
      });
    } else {
      const page = pages.at(-1);
      if (!page) throw new Error(`a line before the first page: ${line}`);
      page.rows.push(line);
    }
  }
  return pages;
}

/**
 * A question is a line, then options (`A. …`), `答：…` and checks (`验：3*4=12`). A line that is none of these begins
 * the next question.
 */
export function questions(text: string): Question[] {
  const list: Question[] = [];
  for (const line of lines(text)) {
    const last = list.at(-1);
    if (last && /^[A-D]\. /.test(line)) last.options.push(line);
    else if (last && line.startsWith('答：')) last.answer = line.slice(2);
    else if (last && line.startsWith('验：')) last.checks.push(...line.slice(2).split('；'));
    else list.push({ text: line, options: [], answer: '', checks: [] });
  }
  for (const question of list) if (!question.answer) throw new Error(`no answer to: ${question.text}`);
  return list;
}

/** Tasks begin with `# title`; the lines that follow are what pupils read and fill in (`____` is a blank). */
export function tasks(text: string): { title: string; lines: string[] }[] {
  const list: { title: string; lines: string[] }[] = [];
  for (const line of lines(text)) {
    if (line.startsWith('# ')) list.push({ title: line.slice(2), lines: [] });
    else list.at(-1)?.lines.push(line);
  }
  return list;
}
