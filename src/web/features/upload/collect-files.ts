import type { NewFile } from './engine/upload-queue.js';

/** How many files one gesture may bring. */
export const MAX_FILES_AT_ONCE = 500;

/** What systems leave behind in folders; nobody means to share it. */
const isLitter = (name: string) =>
  /^(\.DS_Store|Thumbs\.db|desktop\.ini)$/i.test(name) || name.startsWith('~$') || name.startsWith('._');

/** What one gesture brought, and what of it cannot be taken: nothing is left out without a word. */
export interface Collected {
  files: NewFile[];
  /** there are more than {@link MAX_FILES_AT_ONCE}: only the first are taken */
  tooMany: boolean;
  /** names of files and folders that the browser could not open */
  unreadable: string[];
}

/** Files of an `<input>`; those of a folder carry their place in it. */
export function fromInput(list: FileList | null): Collected {
  const files = [...(list ?? [])].filter((file) => !isLitter(file.name));
  return {
    files: files
      .slice(0, MAX_FILES_AT_ONCE)
      .map((file) => ({ file, relativePath: file.webkitRelativePath || undefined })),
    tooMany: files.length > MAX_FILES_AT_ONCE,
    unreadable: [],
  };
}

/** Everything that was dropped, folders with all that is in them. */
export async function fromDrop(data: DataTransfer): Promise<Collected> {
  // the entries must be taken before the first await: the list is emptied when the event is over
  const entries = [...data.items].flatMap((item) => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null;
    return entry ? [entry] : [];
  });
  if (entries.length === 0) return fromInput(data.files);
  const found: Collected = { files: [], tooMany: false, unreadable: [] };
  for (const entry of entries) await walk(entry, found);
  return found;
}

async function walk(entry: FileSystemEntry, found: Collected): Promise<void> {
  if (found.tooMany || isLitter(entry.name)) return;
  try {
    if (entry.isDirectory) {
      for await (const child of children(entry as FileSystemDirectoryEntry)) await walk(child, found);
    } else if (found.files.length === MAX_FILES_AT_ONCE) {
      found.tooMany = true;
    } else {
      const file = await new Promise<File>((resolve, reject) =>
        (entry as FileSystemFileEntry).file(resolve, reject),
      );
      const path = entry.fullPath.replace(/^\//, '');
      found.files.push({ file, relativePath: path.includes('/') ? path : undefined });
    }
  } catch {
    found.unreadable.push(entry.name);
  }
}

async function* children(directory: FileSystemDirectoryEntry): AsyncGenerator<FileSystemEntry> {
  const reader = directory.createReader();
  // a directory is read in portions; an empty one means the end
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return;
    yield* some;
  }
}
