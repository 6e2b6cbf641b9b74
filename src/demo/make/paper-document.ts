import { BOOKS } from '../books.js';
import { Dice, series } from '../content/exercises.js';
import type { Paper, PaperPart } from '../content/papers.js';
import type { Question } from '../lesson.js';
import type { Block, DocumentModel } from './blocks.js';
import { heading, newPage, ruled, subtitle, table, text, title } from './blocks.js';
import type { Writer } from './lesson-documents.js';

const NUMBERS = '一二三四五六七八九十';

/** The exercises of a paper, part by part; the same paper always has the same ones. */
export function exercisesOf(paper: Paper): { part: PaperPart; questions: Question[] }[] {
  const dice = new Dice(paper.seed);
  return paper.parts.map((part) => ({ part, questions: series(part.maker, part.count, dice) }));
}

function inColumns(texts: readonly string[], columns: number): Block {
  const rows: string[][] = [];
  for (let at = 0; at < texts.length; at += columns) {
    const row = texts.slice(at, at + columns);
    while (row.length < columns) row.push('');
    rows.push(row);
  }
  return table(
    rows,
    Array.from({ length: columns }, () => 1),
    'none',
  );
}

function partBlocks(part: PaperPart, questions: readonly Question[], index: number): Block[] {
  const total = part.points * questions.length;
  const name = `${NUMBERS[index] ?? ''}、${part.name}（每题 ${part.points} 分，共 ${total} 分）`;
  const numbered = questions.map((question, at) => `${at + 1}. ${question.text}`);
  // two in a row are written out below each other: they need room
  const room = part.columns === 2 ? '\n\n\n' : '';
  if (part.columns > 1)
    return [
      heading(name),
      inColumns(
        numbered.map((line) => line + room),
        part.columns,
      ),
    ];
  return [heading(name), ...numbered.flatMap((line): Block[] => [{ kind: 'item', text: line }, ruled(1)])];
}

/** The paper with its answers on the last page. */
export function paperDocument(paper: Paper, writer: Writer): DocumentModel {
  const sections = exercisesOf(paper);
  const full = sections.reduce((sum, { part, questions }) => sum + part.points * questions.length, 0);
  const book = BOOKS[paper.book];
  return {
    title: paper.title,
    creator: writer.name,
    header: `${writer.school}　${book.subject} ${book.grade ?? book.stage}${book.volume}　命题：${writer.name}`,
    blocks: [
      title(paper.title),
      subtitle(`时间：${paper.minutes} 分钟　满分：${full} 分`),
      subtitle('班级：__________　姓名：__________　得分：__________'),
      table(
        [
          ['题号', ...sections.map((_, index) => NUMBERS[index] ?? ''), '总分'],
          ['得分', ...sections.map(() => ''), ''],
        ],
        [1, ...sections.map(() => 1), 1],
      ),
      ...sections.flatMap(({ part, questions }, index) => partBlocks(part, questions, index)),
      newPage,
      heading('参考答案与评分说明'),
      text('计算题结果正确给满分；过程正确、结果错误酌情给一半分。'),
      ...sections.flatMap(({ part, questions }, index): Block[] => [
        { kind: 'item', text: `${NUMBERS[index] ?? ''}、${part.name}` },
        inColumns(
          questions.map((question, at) => `${at + 1}. ${question.answer}`),
          part.columns === 1 ? 2 : part.columns,
        ),
      ]),
    ],
  };
}
