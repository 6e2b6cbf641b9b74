import type { QueryClient } from '@tanstack/react-query';
import type { SearchFilters } from '../../api/discovery.js';
import { keys } from '../../api/keys.js';
import { readBooks, readChapters, type BookView, type ChapterNodeView } from '../../api/taxonomy.js';
import type { Taxonomy } from '../../ui/use-taxonomy.js';

/**
 * A node of the textbook tree. Keys: `s/primary` · `s/primary/math` · `e/primary/math/人教版` · `b/<book>` ·
 * `c/<chapter>`.
 */
export interface BookNode {
  key: string;
  title: string;
  isLeaf?: boolean;
  selectable?: boolean;
  children?: BookNode[];
}

/** Stages and subjects are known at once; editions, books and chapters come when a branch is opened. */
export function branchesOf(taxonomy: Taxonomy, loaded: Record<string, BookNode[]>): BookNode[] {
  const grow = (node: BookNode): BookNode => {
    const children = node.children ?? loaded[node.key];
    return children ? { ...node, children: children.map(grow) } : node;
  };
  return taxonomy.stages.map((stage) => ({
    key: `s/${stage.value}`,
    title: stage.label,
    children: taxonomy
      .subjects(stage.value)
      .map((subject) => grow({ key: `s/${stage.value}/${subject.value}`, title: subject.label })),
  }));
}

export async function loadBranch(client: QueryClient, key: string): Promise<BookNode[] | null> {
  const [kind, ...path] = key.split('/');
  if (kind === 's' && path.length === 2) {
    const [stage, subject] = path as [string, string];
    const { items } = await client.fetchQuery({
      queryKey: keys.books(stage, subject),
      queryFn: () => readBooks({ stage, subject }),
      staleTime: Infinity,
    });
    return editionsOf(items, `${stage}/${subject}`);
  }
  if (kind === 'b') {
    const bookId = path.join('/');
    const tree = await client.fetchQuery({
      queryKey: keys.chapters(bookId),
      queryFn: () => readChapters(bookId),
      staleTime: Infinity,
    });
    return tree.chapters.map(chapterNode);
  }
  return null;
}

/** Books under their editions, in the order in which the server lists them. */
export function editionsOf(books: BookView[], path: string): BookNode[] {
  const editions = new Map<string, BookView[]>();
  for (const book of books) editions.set(book.edition, [...(editions.get(book.edition) ?? []), book]);
  return [...editions].map(([edition, list]) => ({
    key: `e/${path}/${edition}`,
    title: edition,
    children: list.map((book) => ({ key: `b/${book.id}`, title: book.title, isLeaf: !book.hasChapters })),
  }));
}

function chapterNode(node: ChapterNodeView): BookNode {
  return {
    key: `c/${node.id}`,
    title: node.title,
    isLeaf: node.children.length === 0,
    children: node.children.length > 0 ? node.children.map(chapterNode) : undefined,
  };
}

/** The filters that a node stands for; null for an edition, which only opens. */
export function placeOf(key: string): Partial<SearchFilters> | null {
  const [kind, ...path] = key.split('/');
  if (kind === 's') return { stage: path.slice(0, 1), subject: path.slice(1, 2), node: null };
  if (kind === 'b' || kind === 'c') return { stage: [], subject: [], node: path.join('/') };
  return null;
}

/** The node that the filters stand for, to mark it; null while its branch has not been read. */
export function keyOfFilters(filters: SearchFilters, nodes: BookNode[]): string | null {
  if (filters.node) return keyOfNode(nodes, filters.node);
  if (filters.stage.length !== 1 || filters.subject.length > 1) return null;
  return ['s', ...filters.stage, ...filters.subject].join('/');
}

function keyOfNode(nodes: BookNode[], id: string): string | null {
  for (const node of nodes) {
    if (node.key === `b/${id}` || node.key === `c/${id}`) return node.key;
    const below = node.children ? keyOfNode(node.children, id) : null;
    if (below) return below;
  }
  return null;
}
