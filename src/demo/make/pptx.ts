import PptxGenJSModule from 'pptxgenjs';
import type { Lesson, SlideSpec } from '../lesson.js';
import { BOOKS } from '../books.js';
import { figurePicture } from './figures.js';
import { themeOf } from './themes.js';
import type { Theme } from './themes.js';
import { withFixedDates } from './zip.js';

// the CommonJS build under NodeNext: the class is the default export of the default export for the type checker only
const PptxGenJS = PptxGenJSModule as unknown as typeof PptxGenJSModule.default;
type Deck = InstanceType<typeof PptxGenJS>;
type Slide = ReturnType<Deck['addSlide']>;

const FONT = '微软雅黑';
const WIDTH = 13.333;
const HEIGHT = 7.5;
/** Below the title bar, inside the margins. */
const AREA = { x: 0.75, y: 1.45, w: WIDTH - 1.5, h: 5.25 };

interface Painter {
  deck: Deck;
  theme: Theme;
  footer: string;
  page: number;
}

function page(painter: Painter, title: string): Slide {
  const { deck, theme } = painter;
  painter.page += 1;
  const slide = deck.addSlide();
  slide.background = { color: 'FFFFFF' };
  slide.addShape('rect', { x: 0, y: 0, w: WIDTH, h: 1.05, fill: { color: theme.main } });
  slide.addShape('rect', { x: 0, y: 1.05, w: WIDTH, h: 0.07, fill: { color: theme.accent } });
  slide.addText(title, {
    x: 0.75,
    y: 0.12,
    w: WIDTH - 1.5,
    h: 0.82,
    fontFace: FONT,
    fontSize: 30,
    bold: true,
    color: 'FFFFFF',
    valign: 'middle',
  });
  const small = { fontFace: FONT, fontSize: 11, color: '94A3B8', y: 7.0, h: 0.35 } as const;
  slide.addText(painter.footer, { ...small, x: 0.75, w: 10 });
  slide.addText(String(painter.page), { ...small, x: WIDTH - 1.75, w: 1, align: 'right' });
  return slide;
}

/** The largest size at which rows of text of this length fit the width and height given (inches), in points. */
function fit(rows: readonly string[], width: number, height: number, largest: number): number {
  for (let size = largest; size > 12; size--) {
    const perLine = Math.floor((width * 72) / size);
    const lines = rows.flatMap((row) => row.split('\n'));
    const count = lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(visualLength(line) / perLine)), 0);
    if ((count * size * 1.32 + rows.length * size * 0.45) / 72 <= height) return size;
  }
  return 12;
}

/** Full-width signs count one, the rest a bit more than half. */
const visualLength = (text: string): number =>
  [...text].reduce((sum, sign) => sum + ((sign.codePointAt(0) ?? 0) > 0x2000 ? 1 : 0.56), 0);

/** Plain lines with small bullets, as large as the area allows. */
function bullets(slide: Slide, rows: readonly string[], area = AREA, largest = 24): void {
  const size = fit(rows, area.w - 0.6, area.h - 0.2, largest);
  slide.addText(
    rows.map((row) => ({
      text: row,
      options: { bullet: { characterCode: '2022' }, breakLine: true, paraSpaceAfter: size * 0.5 },
    })),
    { ...area, fontFace: FONT, fontSize: size, color: '1F2937', valign: 'top', lineSpacingMultiple: 1.15 },
  );
}

/** One band for each line, numbered (unless told not to) save answers and options. */
function bands(painter: Painter, slide: Slide, rows: readonly string[], area = AREA, numbers = true): void {
  const { theme } = painter;
  if (rows.length > 6) return bullets(slide, rows);
  const gap = 0.18;
  const h = Math.min(1.35, (area.h - gap * (rows.length - 1)) / rows.length);
  const size = Math.min(...rows.map((row) => fit([row], area.w - 1.3, h - 0.12, 26)));
  let number = 0;
  rows.forEach((row, index) => {
    const y = area.y + 0.1 + index * (h + gap);
    const side = !numbers || /^(答案：|[A-D]\. )/.test(row);
    if (!side) number += 1;
    const answer = !numbers || row.startsWith('答案：');
    slide.addShape('rect', { x: area.x, y, w: area.w, h, fill: { color: answer ? 'FFF8E8' : theme.soft } });
    slide.addShape('rect', {
      x: area.x,
      y,
      w: 0.09,
      h,
      fill: { color: side ? theme.accent : theme.main },
    });
    if (!side)
      slide.addText(String(number), {
        shape: 'ellipse',
        x: area.x + 0.28,
        y: y + h / 2 - 0.24,
        w: 0.48,
        h: 0.48,
        margin: 0,
        fill: { color: theme.main },
        color: 'FFFFFF',
        fontFace: FONT,
        fontSize: 16,
        bold: true,
        align: 'center',
        valign: 'middle',
      });
    slide.addText(row, {
      x: area.x + (numbers ? 0.9 : 0.4),
      y,
      w: area.w - (numbers ? 1.05 : 0.6),
      h,
      margin: 0,
      fontFace: FONT,
      fontSize: size,
      color: answer ? theme.dark : '1F2937',
      bold: answer && numbers,
      valign: 'middle',
    });
  });
}

function cards(painter: Painter, slide: Slide, rows: readonly string[]): void {
  const { theme } = painter;
  const columns = rows.length <= 3 ? rows.length : 2;
  const lineCount = Math.ceil(rows.length / columns);
  const gap = 0.3;
  const w = (AREA.w - gap * (columns - 1)) / columns;
  const h = Math.min(4.2, (AREA.h - gap * (lineCount - 1)) / lineCount);
  const bodies = rows.map((row) => row.split(' | ').slice(1).join('；'));
  const size = Math.min(...bodies.map((body) => fit([body], w - 0.6, h - 1.05, 24)));
  rows.forEach((row, index) => {
    const x = AREA.x + (index % columns) * (w + gap);
    const y = AREA.y + Math.floor(index / columns) * (h + gap);
    slide.addShape('rect', {
      x,
      y,
      w,
      h,
      fill: { color: theme.soft },
      line: { color: theme.main, width: 1 },
    });
    slide.addShape('rect', { x, y, w: 0.1, h, fill: { color: theme.accent } });
    slide.addText(row.split(' | ')[0] ?? '', {
      x: x + 0.25,
      y: y + 0.12,
      w: w - 0.4,
      h: 0.6,
      fontFace: FONT,
      fontSize: 22,
      bold: true,
      color: theme.dark,
      valign: 'middle',
    });
    slide.addText(bodies[index] ?? '', {
      x: x + 0.25,
      y: y + 0.75,
      w: w - 0.4,
      h: h - 0.9,
      fontFace: FONT,
      fontSize: size,
      color: '1F2937',
      valign: 'top',
      lineSpacingMultiple: 1.12,
    });
  });
}

function grid(painter: Painter, slide: Slide, rows: readonly string[]): void {
  const { theme } = painter;
  const cells = rows.map((row) => row.split(' | '));
  const columns = cells[0]?.length ?? 1;
  const shares = Array.from({ length: columns }, (_, column) =>
    Math.min(22, Math.max(5, ...cells.map((row) => visualLength(row[column] ?? '')))),
  );
  const total = shares.reduce((sum, share) => sum + share, 0);
  const size = rows.length > 6 ? 16 : rows.length > 4 ? 18 : 20;
  slide.addTable(
    cells.map((row, index) =>
      row.map((text) => ({
        text,
        options: {
          bold: index === 0,
          color: index === 0 ? 'FFFFFF' : '1F2937',
          fill: { color: index === 0 ? theme.main : index % 2 === 0 ? theme.soft : 'FFFFFF' },
          align: 'center' as const,
          valign: 'middle' as const,
        },
      })),
    ),
    {
      x: AREA.x,
      y: AREA.y + 0.1,
      w: AREA.w,
      colW: shares.map((share) => (share / total) * AREA.w),
      rowH: Math.min(0.85, (AREA.h - 0.3) / rows.length),
      fontFace: FONT,
      fontSize: size,
      border: { type: 'solid', pt: 1, color: 'CBD5E1' },
    },
  );
}

function quote(painter: Painter, slide: Slide, rows: readonly string[]): void {
  const { theme } = painter;
  slide.addShape('rect', { ...AREA, fill: { color: theme.soft } });
  const size = fit(rows, AREA.w - 1.2, AREA.h - 0.4, 32);
  slide.addText(
    rows.map((row) => ({ text: row, options: { breakLine: true } })),
    {
      x: AREA.x + 0.4,
      y: AREA.y + 0.1,
      w: AREA.w - 0.8,
      h: AREA.h - 0.2,
      fontFace: '楷体',
      fontSize: size,
      color: theme.dark,
      align: 'center',
      valign: 'middle',
      lineSpacingMultiple: 1.35,
    },
  );
}

function ask(painter: Painter, slide: Slide, rows: readonly string[]): void {
  const { theme } = painter;
  const [question = '', ...rest] = rows;
  slide.addShape('roundRect', {
    x: AREA.x,
    y: 1.5,
    w: AREA.w,
    h: 1.9,
    rectRadius: 0.12,
    fill: { color: theme.soft },
  });
  slide.addText(question, {
    x: AREA.x + 0.4,
    y: 1.5,
    w: AREA.w - 0.8,
    h: 1.9,
    fontFace: FONT,
    fontSize: fit([question], AREA.w - 1, 1.6, 28),
    bold: true,
    color: theme.dark,
    valign: 'middle',
  });
  if (rest.length > 0) bands(painter, slide, rest, { ...AREA, y: 3.6, h: 3.2 }, false);
}

function withFigure(slide: Slide, spec: SlideSpec): void {
  const picture = figurePicture(spec.figure ?? 'numberLine');
  const beside = spec.rows.length > 0;
  const room = { w: beside ? 6.9 : AREA.w, h: AREA.h };
  const scale = Math.min(room.w / picture.width, room.h / picture.height);
  const w = picture.width * scale;
  const h = picture.height * scale;
  slide.addImage({
    data: `image/png;base64,${picture.png.toString('base64')}`,
    x: AREA.x + (room.w - w) / 2,
    y: AREA.y + (room.h - h) / 2,
    w,
    h,
    altText: spec.title,
  });
  if (beside)
    bullets(slide, spec.rows, { x: AREA.x + 7.15, y: AREA.y + 0.2, w: AREA.w - 7.15, h: AREA.h - 0.3 }, 22);
}

function content(painter: Painter, spec: SlideSpec): void {
  const slide = page(painter, spec.title);
  switch (spec.kind) {
    case 'points':
      return bands(painter, slide, spec.rows);
    case 'cards':
      return cards(painter, slide, spec.rows);
    case 'table':
      return grid(painter, slide, spec.rows);
    case 'quote':
      return quote(painter, slide, spec.rows);
    case 'ask':
      return ask(painter, slide, spec.rows);
    case 'figure':
      return withFigure(slide, spec);
  }
}

function cover(painter: Painter, lesson: Lesson, who: string): void {
  const { deck, theme } = painter;
  const book = BOOKS[lesson.book];
  painter.page += 1;
  const slide = deck.addSlide();
  slide.background = { color: theme.dark };
  slide.addShape('ellipse', { x: 9.6, y: -1.8, w: 6, h: 6, fill: { color: theme.main, transparency: 55 } });
  slide.addShape('ellipse', {
    x: 11.2,
    y: 4.6,
    w: 3.6,
    h: 3.6,
    fill: { color: theme.accent, transparency: 70 },
  });
  slide.addShape('rect', { x: 0.9, y: 2.1, w: 0.12, h: 1.9, fill: { color: theme.accent } });
  const common = { x: 1.3, w: 10.4, fontFace: FONT, valign: 'middle' as const };
  const place = `${book.stage}${book.subject} · ${book.edition.replace(/（.*/, '')} · ${book.grade ?? ''}${book.volume}`;
  slide.addText(place, { ...common, y: 1.2, h: 0.6, fontSize: 18, color: 'E2E8F0' });
  slide.addText(lesson.title, {
    ...common,
    y: 2.0,
    h: 1.3,
    fontSize: fit([lesson.title], 10, 1.1, 48),
    bold: true,
    color: 'FFFFFF',
  });
  slide.addText(lesson.chapter, { ...common, y: 3.3, h: 0.7, fontSize: 22, color: 'F8FAFC' });
  slide.addText(who, { ...common, y: 5.6, h: 0.6, fontSize: 18, color: 'E2E8F0' });
}

/** Options on one line where they fit, else two on a line. */
function optionLines(options: readonly string[]): string[] {
  if (options.length === 0) return [];
  const line = options.join('　　');
  if (visualLength(line) <= 40) return [line];
  const half = Math.ceil(options.length / 2);
  return [`${options.slice(0, half).join('　　')}\n${options.slice(half).join('　　')}`];
}

function practice(painter: Painter, lesson: Lesson): void {
  const chosen = lesson.questions.slice(0, 4);
  for (let at = 0; at < chosen.length; at += 2) {
    const pair = chosen.slice(at, at + 2);
    const name = `练一练（${at / 2 + 1}）`;
    const rows = pair.flatMap((one) => [one.text, ...optionLines(one.options)]);
    bands(painter, page(painter, name), rows);
    bands(
      painter,
      page(painter, `${name} 答案`),
      pair.flatMap((one) => [one.text, `答案：${one.answer}`]),
    );
  }
}

/** A deck of the lesson: cover, goals, its pages, practice with answers, summary and homework. */
export async function pptx(
  lesson: Lesson,
  author: { name: string; school: string },
  instant: string,
): Promise<Buffer> {
  const deck = new PptxGenJS();
  deck.defineLayout({ name: 'WIDE', width: WIDTH, height: HEIGHT });
  deck.layout = 'WIDE';
  deck.title = `${lesson.title} 课件`;
  deck.author = author.name;
  deck.company = author.school;
  const subject = BOOKS[lesson.book].subject;
  const painter: Painter = {
    deck,
    theme: themeOf(subject),
    footer: `${lesson.title} · ${author.school}`,
    page: 0,
  };
  cover(painter, lesson, `${author.school}　${author.name}`);
  content(painter, { title: '学习目标', kind: 'points', rows: lesson.goals });
  for (const spec of lesson.slides) content(painter, spec);
  practice(painter, lesson);
  content(painter, { title: '课堂小结', kind: 'quote', rows: lesson.board });
  content(painter, { title: '课后作业', kind: 'points', rows: lesson.homework });
  const bytes = await deck.write({ outputType: 'nodebuffer' });
  return withFixedDates(Buffer.from(bytes as Uint8Array), instant);
}
