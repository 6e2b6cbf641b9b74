import type { CatalogueFile, RawNode } from './catalogue-file.js';
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

/**
 * The trees of all books, each built at its first use: a start pays for none of them. Ids of books contain no dot,
 * so the id of a node tells its book.
 */
export class ChapterTrees {
  private readonly built = new Map<string, ReadonlyMap<string, ChapterNode>>();

  constructor(private readonly raw: CatalogueFile['chapters']) {}

  /** Nodes of one book by id, parents before children; empty for a book without chapters. */
  of(bookId: string): ReadonlyMap<string, ChapterNode> {
    const known = this.built.get(bookId);
    if (known) return known;
    if (!Object.hasOwn(this.raw, bookId)) return NO_TREE;
    const [first = 1, ...nodes] = this.raw[bookId] ?? [];
    const tree = new Map(buildChapters(bookId, first, nodes).map((node) => [node.id, node]));
    this.built.set(bookId, tree);
    return tree;
  }

  node(id: string): ChapterNode | undefined {
    const bookId = id.split('.', 1)[0] ?? '';
    return this.of(bookId).get(id);
  }

  bookIds(): string[] {
    return Object.keys(this.raw);
  }
}

const NO_TREE: ReadonlyMap<string, ChapterNode> = new Map();
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
