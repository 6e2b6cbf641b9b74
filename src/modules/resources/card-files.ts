import type { FileView, ResourceCard } from '../../contracts/index.js';

/** What lists show of files, and which of them stands for all. */
export function cardFiles(files: readonly FileView[]): Pick<ResourceCard, 'coverFileId' | 'files'> {
  return {
    coverFileId: (files.find((file) => file.preview.hasThumbnail) ?? files[0])?.id ?? null,
    files: files.map(({ id, kind, state, progress, preview }) => ({
      id,
      kind,
      state,
      progress,
      duration: preview.duration,
      pageCount: preview.pageCount,
    })),
  };
}
