import type { Catalogue } from './catalogue.js';
import type { ChapterNode } from './catalogue.model.js';
import { fold } from './resolve-names.js';

/** What is known about the place while a chapter is looked for; null = anything. */
export interface Surroundings {
  stage: string | null;
  subject: string | null;
  grade: string | null;
  volume: string | null;
  /** family of the edition */
  family: string | null;
  /** the person's usual edition; decides between books that all fit */
  edition: string | null;
}

interface NamedNode {
  name: string;
  node: ChapterNode;
}

const SHORTEST_WITHIN = 2;
const SHORTEST_POINT = 3;
const SHORTEST_ALONE = 4;
const indexes = new WeakMap<Catalogue, readonly NamedNode[]>();

/** All names of chapters and knowledge points, longest first, shallower first; made at the first search. */
function indexOf(catalogue: Catalogue): readonly NamedNode[] {
  const known = indexes.get(catalogue);
  if (known) return known;
  const made = catalogue
    .booksWithChapters()
    .flatMap((book) => catalogue.nodesOf(book.id).map((node) => ({ name: fold(node.name), node })))
    .filter((entry) => entry.name !== '')
    .sort((a, b) => b.name.length - a.name.length || rank(a.node) - rank(b.node));
  indexes.set(catalogue, made);
  return made;
}

const rank = (node: ChapterNode): number => node.depth + (node.kind === 'point' ? 10 : 0);

/**
 * The chapter whose name stands in a text, as far as the surroundings allow one and only one book. Without a subject
 * or grade a name must be long, or be a whole part of the text; one of a single character always must.
 * @param parts the pieces of the text between separators and recognised words
 */
export function chapterInText(
  catalogue: Catalogue,
  text: string,
  parts: readonly string[],
  around: Surroundings,
): ChapterNode | undefined {
  const hay = fold(text);
  const pieces = new Set(parts.map(fold));
  const informed = around.subject !== null || around.grade !== null;
  const matches = indexOf(catalogue).filter(({ name, node }) => {
    if (!hay.includes(name)) return false;
    const whole = pieces.has(name) || (around.grade !== null && opens(pieces, name));
    const shortest = !informed ? SHORTEST_ALONE : node.kind === 'point' ? SHORTEST_POINT : SHORTEST_WITHIN;
    const longEnough = name.length >= shortest || (whole && (informed || name.length >= SHORTEST_WITHIN));
    return longEnough && fits(catalogue, node, around);
  });
  const longest = matches.filter(({ name }) => name.length === matches[0]?.name.length);
  const preferred = longest.filter(({ node }) => catalogue.book(node.bookId)?.edition === around.edition);
  const candidates = preferred.length > 0 ? preferred : longest;
  const books = new Set(candidates.map(({ node }) => node.bookId));
  return books.size === 1 ? candidates[0]?.node : undefined;
}

/** 圆 in 圆的面积: where the grade is known, a short name may also begin a piece. */
function opens(pieces: ReadonlySet<string>, name: string): boolean {
  return [...pieces].some((piece) => piece.startsWith(`${name}的`));
}

/** The unit, or failing that the lesson, with a printed number in one book. */
export function chapterByNumber(
  catalogue: Catalogue,
  bookId: string,
  unit: number | null,
  lesson: number | null,
): ChapterNode | undefined {
  const chapters = catalogue.nodesOf(bookId).filter((node) => node.kind === 'chapter');
  const parent = unit === null ? undefined : chapters.find((n) => n.depth === 1 && n.number === unit);
  if (lesson === null) return parent;
  const below = chapters.filter(
    (n) => n.depth > 1 && n.number === lesson && (!parent || n.parentId === parent.id),
  );
  return below.length === 1 ? below[0] : parent;
}

function fits(catalogue: Catalogue, node: ChapterNode, around: Surroundings): boolean {
  const book = catalogue.book(node.bookId);
  if (!book) return false;
  return (
    (around.stage === null || book.stage === around.stage) &&
    (around.subject === null || book.subject === around.subject) &&
    (around.grade === null || book.grades.length === 0 || book.grades.includes(around.grade)) &&
    (around.volume === null || book.volume === around.volume) &&
    (around.family === null || catalogue.edition(book.edition)?.family === around.family)
  );
}
