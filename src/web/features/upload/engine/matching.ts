import type { SourceFile, UploadItem } from './types.js';

const same = (item: UploadItem, file: SourceFile) =>
  item.fileName === file.name &&
  item.size === file.size &&
  (item.lastModified === null || item.lastModified === file.lastModified);

export interface Matches<F extends SourceFile> {
  /** uploads begun earlier, with the file chosen again */
  resumed: { key: string; file: F }[];
  fresh: F[];
}

/**
 * Tells files that continue an interrupted upload from new ones: same name, same size, same last change. Each
 * interrupted upload takes one file at most.
 */
export function matchFiles<F extends SourceFile>(
  items: readonly UploadItem[],
  files: readonly F[],
): Matches<F> {
  const open = items.filter((item) => item.phase === 'needs-file');
  const result: Matches<F> = { resumed: [], fresh: [] };
  for (const file of files) {
    const index = open.findIndex((item) => same(item, file));
    const item = open[index];
    if (item) {
      open.splice(index, 1);
      result.resumed.push({ key: item.key, file });
    } else result.fresh.push(file);
  }
  return result;
}
