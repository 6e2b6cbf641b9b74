import type { Id } from '../../../kernel/ids.js';
import type { Original } from '../../resources/index.js';
import { endingOf, FolderNames } from './archive-names.js';
import type { OutlineSheet, SheetItem, SheetSection } from './outline-sheet.js';

export const INDEX = 'index.html';

/** A file of the archive. */
export interface PlannedFile {
  /** with `/` between folders */
  path: string;
  original: Original;
}
/** An item as the index page shows it. `files`: where they lie; an item whose files another one has put there names them too. */
export interface PlannedItem {
  sheet: SheetItem;
  files: readonly PlannedFile[];
  /** why there is no file: a link or collection is elsewhere, may be looked at only, or has no file */
  without: 'elsewhere' | 'preview' | 'empty' | null;
}
export interface PlannedSection {
  title: string;
  text: string;
  items: PlannedItem[];
  rest: SheetSection['rest'];
}
export interface ArchivePlan {
  sheet: OutlineSheet;
  sections: PlannedSection[];
  /** each once, in the order in which they are sent */
  files: PlannedFile[];
}

/** Where everything comes to lie: a folder for each section, numbered as people read; every file once. */
export function planArchive(sheet: OutlineSheet, originals: ReadonlyMap<Id, Original>): ArchivePlan {
  const root = new FolderNames([INDEX]);
  const placed = new Map<Id, PlannedFile>();
  const flat = sheet.sections.length === 1 && sheet.sections[0]!.title === '';
  const count = Math.max(0, ...sheet.sections.flatMap(({ items }) => items.map(({ number }) => number ?? 0)));
  const digits = Math.max(2, String(count).length);
  const sections = sheet.sections.map((section, i): PlannedSection => {
    const folder = flat ? '' : `${root.take(`${numbered(i + 1, 2)} ${section.title}`)}/`;
    const names = flat ? root : new FolderNames();
    return planSection(section, (sheetItem) => {
      const found = originalsOf(sheetItem, originals);
      const fresh = found.filter(({ fileId }) => !placed.has(fileId));
      const { number, title } = sheetItem;
      const name = number === null ? title : `${numbered(number, digits)} ${title}`;
      for (const file of placeFiles(folder, names, name, fresh)) placed.set(file.original.fileId, file);
      return found.map(({ fileId }) => placed.get(fileId)!);
    });
  });
  return { sheet, sections, files: [...placed.values()] };
}

function planSection(
  { title, text, items, rest }: SheetSection,
  filesOf: (item: SheetItem) => PlannedFile[],
): PlannedSection {
  return {
    ...{ title, text, rest },
    items: items.map((sheet) => {
      const files = filesOf(sheet);
      return { sheet, files, without: files.length > 0 ? null : without(sheet) };
    }),
  };
}

/** The files of an item: of pages and parts of a film the whole file that they are in. */
function originalsOf({ resource, fileId }: SheetItem, originals: ReadonlyMap<Id, Original>): Original[] {
  const files = resource?.files ?? [];
  return files.flatMap(({ id }) => (fileId === null || id === fileId ? (originals.get(id) ?? []) : []));
}

/** One file bears the item's name; several lie in a folder of that name, under their own. */
function placeFiles(
  folder: string,
  names: FolderNames,
  name: string,
  originals: readonly Original[],
): PlannedFile[] {
  if (originals.length === 1) {
    const [original] = originals as [Original];
    return [{ path: `${folder}${names.take(name, endingOf(original.name))}`, original }];
  }
  if (originals.length === 0) return [];
  const inner = `${folder}${names.take(name)}/`;
  const innerNames = new FolderNames();
  return originals.map((original) => {
    const ending = endingOf(original.name);
    const base = original.name.slice(0, original.name.length - ending.length);
    return { path: `${inner}${innerNames.take(base, ending)}`, original };
  });
}

function without({ resource }: SheetItem): PlannedItem['without'] {
  if (!resource) return 'elsewhere';
  if (resource.files.length > 0) return 'preview';
  return resource.linkUrl === null ? 'empty' : 'elsewhere';
}

const numbered = (n: number, digits: number) => String(n).padStart(digits, '0');
