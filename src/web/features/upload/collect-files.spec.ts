import { fromDrop, fromInput, MAX_FILES_AT_ONCE } from './collect-files.js';

const bytes = (name: string, relativePath = '') =>
  ({ name, size: 1, webkitRelativePath: relativePath }) as File;
const list = (files: File[]) => files as unknown as FileList;

/** An entry as the browser hands it out: a name for a file, a list for a folder, `null` for what cannot be read. */
type Tree = { [name: string]: Tree | 'file' | null };

function entry(name: string, what: Tree[string], parent = ''): FileSystemEntry {
  const fullPath = `${parent}/${name}`;
  if (what === 'file' || what === null)
    return {
      ...{ name, fullPath, isFile: true, isDirectory: false },
      file: (taken: (file: File) => void, failed: (error: Error) => void) =>
        what === null ? failed(new Error('NotReadableError')) : taken(bytes(name)),
    } as unknown as FileSystemEntry;
  const waiting = Object.entries(what).map(([child, inner]) => entry(child, inner, fullPath));
  return {
    ...{ name, fullPath, isFile: false, isDirectory: true },
    // as in Chromium: at most a hundred at a time, then an empty portion
    createReader: () => ({
      readEntries: (taken: (entries: FileSystemEntry[]) => void) => taken(waiting.splice(0, 100)),
    }),
  } as unknown as FileSystemEntry;
}

/** A drop whose list is empty as soon as the event is over, as browsers do it. */
function drop(tree: Tree) {
  const items = Object.entries(tree).map(([name, what]) => ({
    kind: 'file',
    webkitGetAsEntry: () => entry(name, what),
  }));
  const collected = fromDrop({ items, files: list([]) } as unknown as DataTransfer);
  items.length = 0;
  return collected;
}

const many = (count: number): Tree =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${i}.pdf`, 'file' as const]));

describe('files that were dropped', () => {
  it('come with all that is in their folders, each with its place, however deep', async () => {
    const { files, tooMany, unreadable } = await drop({
      '教案.docx': 'file',
      第一单元: { '课件.pptx': 'file', 练习: { 'A 卷.pdf': 'file' }, 空: {} },
    });
    expect(files.map(({ file, relativePath }) => [file.name, relativePath])).toEqual([
      ['教案.docx', undefined],
      ['课件.pptx', '第一单元/课件.pptx'],
      ['A 卷.pdf', '第一单元/练习/A 卷.pdf'],
    ]);
    expect({ tooMany, unreadable }).toEqual({ tooMany: false, unreadable: [] });
  });

  it('come whole when a folder is handed out in portions', async () => {
    const { files, tooMany } = await drop({ 单元: many(250) });
    expect(files).toHaveLength(250);
    expect(tooMany).toBe(false);
  });

  it('leave behind what systems put into folders', async () => {
    const litter = {
      '.DS_Store': 'file',
      'Thumbs.db': 'file',
      '~$教案.docx': 'file',
      '._a.pdf': 'file',
    } as const;
    expect((await drop({ 单元: { ...litter, 'a.pdf': 'file' } })).files.map(({ file }) => file.name)).toEqual(
      ['a.pdf'],
    );
  });

  it('say when there are more than are taken at once, and not when there are just as many', async () => {
    const full = await drop({ 单元: many(MAX_FILES_AT_ONCE) });
    expect([full.files.length, full.tooMany]).toEqual([MAX_FILES_AT_ONCE, false]);
    const over = await drop({ 单元: many(MAX_FILES_AT_ONCE + 1), 另一个: many(3) });
    expect([over.files.length, over.tooMany]).toEqual([MAX_FILES_AT_ONCE, true]);
  });

  it('name what could not be read, and take the rest', async () => {
    const { files, unreadable } = await drop({ 单元: { '坏.pdf': null, '好.pdf': 'file' } });
    expect(files.map(({ file }) => file.name)).toEqual(['好.pdf']);
    expect(unreadable).toEqual(['坏.pdf']);
  });

  it('are those of the list where the browser knows no entries', async () => {
    const data = { items: [], files: list([bytes('a.pdf')]) } as unknown as DataTransfer;
    expect((await fromDrop(data)).files.map(({ file }) => file.name)).toEqual(['a.pdf']);
  });
});

describe('files that were picked', () => {
  it('of a folder carry their place in it, and the litter of systems stays behind', () => {
    const { files } = fromInput(
      list([bytes('a.pdf', '单元/a.pdf'), bytes('.DS_Store', '单元/.DS_Store'), bytes('b.pdf')]),
    );
    expect(files.map(({ file, relativePath }) => [file.name, relativePath])).toEqual([
      ['a.pdf', '单元/a.pdf'],
      ['b.pdf', undefined],
    ]);
  });

  it('say when there are too many; nothing picked is nothing', () => {
    const over = fromInput(list(Array.from({ length: MAX_FILES_AT_ONCE + 1 }, (_, i) => bytes(`${i}.pdf`))));
    expect([over.files.length, over.tooMany]).toEqual([MAX_FILES_AT_ONCE, true]);
    expect(fromInput(null)).toEqual({ files: [], tooMany: false, unreadable: [] });
  });
});
