import { loadCatalogue } from './load-catalogue.js';
import { findBook, findChapter } from './resolve-names.js';
import { nodesOfPlacement, searchLabels } from './search-labels.js';

const catalogue = loadCatalogue();

describe('findBook', () => {
  it.each([
    [{ stage: '初中', subject: '物理', edition: '人教版', grade: '八年级', volume: '上册' }, '113o5sx'],
    [
      {
        stage: '小学',
        subject: '英语',
        edition: '人教版（PEP）（三年级起点）（主编：吴欣）',
        grade: '三年级',
        volume: '下册',
      },
      '1awq2n5',
    ],
    [
      {
        stage: '高中',
        subject: '数学',
        edition: '人教版（A版）（主编：章建跃&李增沪）',
        grade: null,
        volume: '必修2',
      },
      '0zxmxqd',
    ],
    [{ stage: '高中', subject: '语文', edition: '部编版', grade: null, volume: '必修（上）' }, '10dsn51'],
  ])('finds %j', (words, id) => {
    expect(findBook(catalogue, words)?.id).toBe(id);
  });

  it('tells editions apart that only their editors distinguish', () => {
    const words = { stage: '小学', subject: '英语', grade: '三年级', volume: '上册' };
    const ids = ['陈琳', '桂诗春', '刘兆义'].map(
      (editor) => findBook(catalogue, { ...words, edition: `外研社版（三年级起点）（主编：${editor}）` })?.id,
    );
    expect(new Set(ids).size).toBe(3);
    expect(ids).not.toContain(undefined);
  });

  it('finds nothing for words that the catalogue lacks', () => {
    const words = { stage: '初中', subject: '物理', edition: '人教版', grade: '八年级', volume: '上册' };
    for (const wrong of [
      { stage: '大学' },
      { subject: '炼金术' },
      { edition: '某版' },
      { grade: '七年级' },
      { volume: '?' },
    ]) {
      expect(findBook(catalogue, { ...words, ...wrong })).toBeUndefined();
    }
  });
});

describe('findChapter', () => {
  it('finds every chapter of every book by its printed title', () => {
    for (const book of catalogue.booksWithChapters()) {
      for (const node of catalogue.nodesOf(book.id)) {
        if (node.kind === 'chapter')
          expect(findChapter(catalogue, book.id, node.title)?.title).toBe(node.title);
      }
    }
  });

  it('accepts the name alone, in any width or spacing', () => {
    expect(findChapter(catalogue, '113o5sx', '声现象')?.id).toBe('113o5sx.2');
    expect(findChapter(catalogue, '113o5sx', '第二章声现象')?.id).toBe('113o5sx.2');
    expect(findChapter(catalogue, '1oll5f6', 'Meet my family')?.id).toBe('1oll5f6.6');
    expect(findChapter(catalogue, '113o5sx', '浮力')).toBeUndefined();
    expect(findChapter(catalogue, 'nope', '浮力')).toBeUndefined();
  });
});

describe('searchLabels', () => {
  it('gives both languages, short forms, the path and the knowledge points', () => {
    const labels = searchLabels(catalogue, { chapterId: '1n76wai.1', type: 'slides' });
    expect(labels).toEqual(
      expect.arrayContaining([
        '小学',
        '数学',
        'Mathematics',
        '四年级',
        'Grade 4',
        '人教版',
        '上册',
        '四上',
        '课件',
        'Slides',
        '第一单元 大数的认识',
      ]),
    );
    expect(labels.length).toBeGreaterThan(15);
    expect(new Set(labels).size).toBe(labels.length);
  });

  it('is silent about ids that it does not know', () => {
    expect(searchLabels(catalogue, { stage: 'x', bookId: 'y', chapterId: 'z', type: 't' })).toEqual([]);
  });
});

describe('nodesOfPlacement', () => {
  it('lists the book, the chapters above and the chapter itself', () => {
    const nodes = ['0441f2r', '0441f2r.1', '0441f2r.1.2'];
    expect(nodesOfPlacement(catalogue, { bookId: null, chapterId: '0441f2r.1.2' })).toEqual(nodes);
    expect(nodesOfPlacement(catalogue, { bookId: '0441f2r', chapterId: null })).toEqual(['0441f2r']);
    expect(nodesOfPlacement(catalogue, { bookId: null, chapterId: null })).toEqual([]);
  });
});
