import type { RawNode } from './catalogue-file.js';
import type { ChapterNode } from './catalogue.model.js';
import { fromNumeral } from './numerals.js';

const PRINTED_NUMBER =
  /^(?:第([一二三四五六七八九十\d]+)(?:单元|章|节|课)|课题(\d+)|unit (\d+)|\d+\.(\d+))(?:\s+|$)/i;

/** Splits a printed title into its number and its name: 第十三章 内能 → 13, 内能. */
export function splitTitle(title: string): { number: number | null; name: string } {
  const found = PRINTED_NUMBER.exec(title);
  if (!found) return { number: null, name: title };
  const numeral = found[1] ?? found[2] ?? found[3] ?? found[4] ?? '';
  return { number: fromNumeral(numeral), name: title.slice(found[0].length).trim() };
}

/** Turns the raw tree of one book into nodes, parents before children, in the order of the book. */
export function buildChapters(bookId: string, first: number, raw: readonly RawNode[]): ChapterNode[] {
  const nodes: ChapterNode[] = [];
  const add = (id: string, parentId: string | null, depth: number, node: RawNode): void => {
    const [title, children, points = []] = typeof node === 'string' ? [node, []] : node;
    const chapterIds = children.map((_, i) => `${id}.${i + 1}`);
    const pointIds = points.map((_, i) => `${id}.k${i + 1}`);
    const childIds = Object.freeze([...chapterIds, ...pointIds]);
    nodes.push(
      Object.freeze({ id, bookId, parentId, kind: 'chapter', depth, title, ...splitTitle(title), childIds }),
    );
    children.forEach((child, i) => add(chapterIds[i] ?? '', id, depth + 1, child));
    points.forEach((point, i) => nodes.push(pointNode(pointIds[i] ?? '', bookId, id, depth + 1, point)));
  };
  raw.forEach((node, i) => add(`${bookId}.${first + i}`, null, 1, node));
  return nodes;
}

const NONE: readonly string[] = Object.freeze([]);

function pointNode(id: string, bookId: string, parentId: string, depth: number, name: string): ChapterNode {
  return Object.freeze({
    id,
    bookId,
    parentId,
    kind: 'point',
    depth,
    title: name,
    name,
    number: null,
    childIds: NONE,
  });
}
