import { useQueryClient } from '@tanstack/react-query';
import type { BookView, ChapterNodeView, ChapterTree } from '../../api/taxonomy.js';
import { useTranslation } from 'react-i18next';

/** Name of a book or chapter that the filters point at, from what the tree has read; a plain word otherwise. */
export function useNodeTitle(node: string | null): string {
  const client = useQueryClient();
  const { t } = useTranslation();
  if (!node) return '';
  const trees = client.getQueriesData<ChapterTree>({ queryKey: ['chapters'] });
  for (const [, tree] of trees) {
    const path = tree && (tree.book.id === node ? [tree.book.title] : pathTo(tree.chapters, node));
    if (path) return path.at(-1) ?? node;
  }
  for (const [, list] of client.getQueriesData<{ items: BookView[] }>({ queryKey: ['books'] })) {
    const book = list?.items.find((b) => b.id === node);
    if (book) return book.title;
  }
  return t('search.chosenChapter');
}

/** Titles from the top level down to the chapter, or null when it is not in this tree. */
export function pathTo(nodes: ChapterNodeView[], id: string): string[] | null {
  for (const node of nodes) {
    if (node.id === id) return [node.title];
    const below = pathTo(node.children, id);
    if (below) return [node.title, ...below];
  }
  return null;
}
