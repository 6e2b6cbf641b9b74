import { statSync } from 'node:fs';
import { readCatalogueFile } from './catalogue-file.js';
import { BOOK_KINDS } from './catalogue.model.js';
import { checkConsistency } from './check-consistency.js';
import { buildCatalogue, loadCatalogue } from './load-catalogue.js';

const catalogue = loadCatalogue();

describe('loadCatalogue', () => {
  it('parses once and hands out the same frozen object', () => {
    expect(loadCatalogue()).toBe(catalogue);
    expect(Object.isFrozen(catalogue)).toBe(true);
    expect(catalogue.books.every((book) => Object.isFrozen(book))).toBe(true);
  });

  it('holds the volumes of the public list, the five-four stages apart', () => {
    expect(catalogue.books.length).toBeGreaterThan(1_900);
    expect(catalogue.stages.map((stage) => stage.key)).toEqual([
      'primary',
      'junior',
      'senior',
      'primary54',
      'junior54',
    ]);
    expect(catalogue.subjects).toHaveLength(27);
    expect(catalogue.types).toHaveLength(10);
  });

  it('names everything in Chinese and in English', () => {
    const lists = [
      catalogue.stages,
      catalogue.subjects,
      catalogue.grades,
      catalogue.editions,
      catalogue.volumes,
      catalogue.types,
    ];
    for (const { key, zh, en } of lists.flat()) {
      expect(key).toMatch(/^[a-z][a-z0-9_-]*$/);
      expect(zh).not.toBe('');
      expect(en).toMatch(/^[\x20-\x7e]+$/);
    }
  });

  it('gives every book and every node an id of its own', () => {
    const nodes = catalogue.booksWithChapters().flatMap((book) => catalogue.nodesOf(book.id));
    expect(new Set(catalogue.books.map((book) => book.id)).size).toBe(catalogue.books.length);
    expect(new Set(nodes.map((node) => node.id)).size).toBe(nodes.length);
    expect(catalogue.books.every((book) => /^[a-z0-9-]{1,40}$/.test(book.id))).toBe(true);
    expect(nodes.length).toBeGreaterThan(2_000);
  });

  it('finds each node again by its id, under its parent, with the names of concepts only', () => {
    for (const book of catalogue.booksWithChapters()) {
      for (const node of catalogue.nodesOf(book.id)) {
        expect(catalogue.node(node.id)).toBe(node);
        const siblings = node.parentId ? catalogue.childrenOf(node.parentId) : catalogue.rootsOf(book.id);
        expect(siblings).toContain(node);
        expect(catalogue.pathOf(node.id)).toHaveLength(node.depth);
        expect(node.title.length).toBeLessThanOrEqual(node.kind === 'point' ? 40 : 70);
      }
    }
  });

  it('contradicts itself nowhere: every book and every chapter is a consistent placement', () => {
    for (const book of catalogue.books) {
      expect(checkConsistency(catalogue, { bookId: book.id })).toMatchObject({
        stage: book.stage,
        subject: book.subject,
      });
      for (const grade of book.grades) checkConsistency(catalogue, { bookId: book.id, grade });
      expect(catalogue.edition(book.edition)).toBeDefined();
      expect(catalogue.volume(book.volume)).toBeDefined();
    }
  });

  it('has cleaned the titles of editors, series and pseudo-stages', () => {
    for (const { title } of catalogue.books) {
      expect(title).not.toMatch(/主编|义务教育|普通高中|实验|真题|^[·\s]|\s{2}/);
      expect(title.trim()).toBe(title);
    }
  });

  it('keeps the file small and its lists in step with the code', () => {
    const file = readCatalogueFile();
    expect(file.kinds).toEqual(BOOK_KINDS);
    expect(statSync(new URL('../data/catalogue-2026.json', import.meta.url)).size).toBeLessThan(600_000);
    expect(buildCatalogue(file).books).toEqual(catalogue.books);
  });

  it('refuses a file whose references point nowhere', () => {
    const file = readCatalogueFile();
    expect(() => buildCatalogue({ ...file, books: [['x', 99, 0, 0, '1', 0, 0]] })).toThrow('no entry 99');
  });
});

describe('lookups', () => {
  it('knows nothing under unknown ids', () => {
    for (const id of ['', 'nope', '.', 'constructor', '__proto__', '113o5sx.99', '113o5sx.1.k9']) {
      expect(catalogue.node(id)).toBeUndefined();
      expect(catalogue.book(id)).toBeUndefined();
      expect(catalogue.pathOf(id)).toEqual([]);
      expect(catalogue.rootsOf(id)).toEqual([]);
    }
  });

  it('walks from the chapter down to the knowledge point', () => {
    const path = catalogue.pathOf('0441f2r.1.2.k4').map((node) => node.title);
    expect(path).toEqual(['第一章 有理数', '1.2 有理数', '数轴']);
    expect(catalogue.ancestorsOf('0441f2r.1.2.k4').map((node) => node.id)).toEqual([
      '0441f2r.1',
      '0441f2r.1.2',
    ]);
  });

  it('keeps printed numbers apart from positions', () => {
    const [first] = catalogue.rootsOf('0bj7usc');
    expect(first).toMatchObject({ id: '0bj7usc.1', number: 13, name: '内能', title: '第十三章 内能' });
    expect(catalogue.node('19153di.0')).toMatchObject({ title: 'Welcome Unit', number: null });
    expect(catalogue.node('19153di.3')).toMatchObject({ number: 3, name: 'Sports and Fitness' });
  });

  it('lists the subjects of a grade, and editions in the order in which they are offered', () => {
    const grade7 = catalogue.subjectsOf('junior', 'g7').map((subject) => subject.key);
    expect(grade7).toContain('biology');
    expect(grade7).not.toContain('physics');
    expect(catalogue.subjectsOf('junior').map((subject) => subject.key)).toContain('physics');
    expect(catalogue.editionsOf('senior', 'math').map((edition) => edition.zh)).toEqual(
      expect.arrayContaining(['人教A版', '人教B版', '北师大版']),
    );
    expect(catalogue.editionsOf('primary', 'math')[0]?.key).toBe('renjiao');
  });

  it('filters books by every given trait', () => {
    const books = catalogue.booksOf({ stage: 'primary', subject: 'math', edition: 'renjiao', grade: 'g3' });
    expect(books.map((book) => book.title)).toEqual(['数学三年级上册', '数学三年级下册']);
    expect(catalogue.booksOf({ subject: 'geography', kind: 'atlas' }).length).toBeGreaterThan(50);
  });
});
