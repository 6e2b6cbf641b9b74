import type { NewFile } from './engine/upload-queue.js';

const LIMIT = 500;
/** What systems leave behind in folders; nobody means to share it. */
const isLitter = (name: string) =>
  /^(\.DS_Store|Thumbs\.db|desktop\.ini)$/i.test(name) || name.startsWith('~$') || name.startsWith('._');

/** Files of an `<input>`; those of a folder carry their place in it. */
export function fromInput(list: FileList | null): NewFile[] {
  return [...(list ?? [])]
    .filter((file) => !isLitter(file.name))
    .slice(0, LIMIT)
    .map((file) => ({ file, relativePath: file.webkitRelativePath || undefined }));
}

/** Everything that was dropped, folders with all that is in them. */
export async function fromDrop(data: DataTransfer): Promise<NewFile[]> {
  // the entries must be taken before the first await: the list is emptied when the event is over
  const entries = [...data.items].flatMap((item) => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null;
    return entry ? [entry] : [];
  });
  if (entries.length === 0) return fromInput(data.files);
  const found: NewFile[] = [];
  for (const entry of entries) await walk(entry, found);
  return found;
}

async function walk(entry: FileSystemEntry, found: NewFile[]): Promise<void> {
  if (found.length >= LIMIT || isLitter(entry.name)) return;
  if (entry.isFile) {
    const file = await new Promise<File | null>((resolve) =>
      (entry as FileSystemFileEntry).file(resolve, () => resolve(null)),
    );
    const path = entry.fullPath.replace(/^\//, '');
    if (file) found.push({ file, relativePath: path.includes('/') ? path : undefined });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // a directory is read in portions; an empty one means the end
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve) =>
      reader.readEntries(resolve, () => resolve([])),
    );
    if (some.length === 0) return;
    for (const child of some) await walk(child, found);
  }
}
