import { readdirSync, readFileSync } from 'node:fs';
import { BOOKS, type BookKey } from '../../src/demo/books.js';
import { findBook, findChapter, loadCatalogue } from '../../src/modules/taxonomy/catalogue/index.js';

const catalogue = loadCatalogue();
const root = new URL('../../', import.meta.url);
const content = new URL('src/demo/content/', root);

interface Placed {
  key: string;
  book: BookKey | (typeof BOOKS)[BookKey];
  chapter: string | null;
}

const isPlaced = (value: unknown): value is Placed =>
  typeof value === 'object' &&
  value !== null &&
  'book' in value &&
  // a collection may stand beside all books
  value.book !== null &&
  'chapter' in value;

/** Whatever the demo's content files export and that names a book and a chapter. */
async function placedInDemo(): Promise<Placed[]> {
  const files = readdirSync(content).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'));
  const modules = await Promise.all(
    files.map(async (name) => (await import(new URL(name, content).pathname)) as Record<string, unknown>),
  );
  return modules.flatMap((module) => Object.values(module).flat()).filter(isPlaced);
}

describe('the places of the demo', () => {
  it.each(Object.entries(BOOKS))('book %s is in the catalogue, with its chapters', (_, words) => {
    const book = findBook(catalogue, words);
    expect(book).toBeDefined();
    expect(catalogue.rootsOf(book?.id ?? '').length).toBeGreaterThan(0);
  });

  it('has a chapter of the catalogue for every piece that names one', async () => {
    const placed = await placedInDemo();
    expect(placed.length).toBeGreaterThan(0);
    const missing = placed.filter(({ book, chapter }) => {
      const found = findBook(catalogue, typeof book === 'string' ? BOOKS[book] : book);
      return !found || (chapter !== null && !findChapter(catalogue, found.id, chapter));
    });
    expect(missing.map(({ key, chapter }) => `${key}: ${chapter}`)).toEqual([]);
  });
});

describe('the build', () => {
  it('carries the very catalogue of the sources', () => {
    const path = 'modules/taxonomy/data/catalogue-2026.json';
    const shipped = readFileSync(new URL(`dist/${path}`, root), 'utf8');
    expect(shipped).toBe(readFileSync(new URL(`src/${path}`, root), 'utf8'));
  });
});
