import fc from 'fast-check';
import { loadCatalogue } from './load-catalogue.js';
import { parseQueryWords } from './parse-query-words.js';
import { recognise } from './recognise.js';

const catalogue = loadCatalogue();
/** Only what was understood. */
const said = (query: string): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(parseQueryWords(catalogue, query)).filter(
      ([key, value]) => value !== null && key !== 'bookIds',
    ),
  );

describe('parseQueryWords', () => {
  it.each([
    ['三上数学 分数 课件', { subject: 'math', grade: 'g3', volume: 'a', type: 'slides', rest: '分数' }],
    ['八年级物理 浮力', { subject: 'physics', grade: 'g8', rest: '浮力' }],
    ['高一数学 函数', { subject: 'math', grade: 'g10', rest: '函数' }],
    ['初二 英语 时态 微课', { subject: 'english', grade: 'g8', type: 'micro_video', rest: '时态' }],
    ['道法 七上 教案', { subject: 'morality_law', grade: 'g7', volume: 'a', type: 'lesson_plan', rest: '' }],
    ['三上 分数', { grade: 'g3', volume: 'a', rest: '分数' }],
    ['一下 数学', { subject: 'math', grade: 'g1', volume: 'b', rest: '' }],
    ['八年级下 生物', { subject: 'biology', grade: 'g8', volume: 'b', rest: '' }],
    ['选必二 化学 晶体', { subject: 'chemistry', volume: 'xb2', rest: '晶体' }],
    ['必修 第一册 人教A版 数学', { subject: 'math', volume: 'bx1', edition: 'renjiao-a', rest: '' }],
    ['五四学制 初中 数学', { stage: 'junior54', subject: 'math', rest: '' }],
    ['Grade 3 science slides', { subject: 'science', grade: 'g3', type: 'slides', rest: '' }],
    ['ＰＰＴ　数学', { subject: 'math', type: 'slides', rest: '' }],
  ])('understands %p', (query, expected) => {
    expect(said(query)).toEqual(expected);
  });

  it('points to the unit when the words leave one book', () => {
    expect(parseQueryWords(catalogue, '七年级下册 人教版 英语 Unit 3 教案')).toMatchObject({
      bookIds: ['1ojemgk'],
      chapterId: '1ojemgk.3',
      type: 'lesson_plan',
      rest: '',
    });
    expect(parseQueryWords(catalogue, '四上语文 第一单元')).toMatchObject({
      chapterId: '1v4ab3g.1',
      rest: '',
    });
  });

  it('keeps a number as text while several books have such a unit', () => {
    expect(parseQueryWords(catalogue, '英语 unit 3')).toMatchObject({ chapterId: null, rest: 'unit 3' });
  });

  it.each([
    '科学家的故事',
    '艺术节',
    '历史上的今天',
    '试一下',
    '等一下',
    '一下',
    '三上海',
    'history of rome',
    'the art of war',
    '2024上',
    '第3课时',
    '期末复习',
    '数学广角',
  ])('takes %p for plain text', (query) => {
    expect(said(query)).toEqual({ rest: query });
  });

  it('leaves words that contradict each other in the text', () => {
    expect(said('数学 物理')).toEqual({ rest: '数学 物理' });
    expect(said('三年级 四年级 数学')).toEqual({ subject: 'math', rest: '三年级 四年级' });
  });

  it('does not take the starting year of an English course for a grade', () => {
    expect(said('英语（三年级起点）五年级')).toEqual({
      subject: 'english',
      grade: 'g5',
      rest: '(三年级起点)',
    });
  });

  it('recognises the name of every subject and every type on its own', () => {
    for (const subject of catalogue.subjects) {
      for (const word of [subject.zh, ...subject.aliases])
        expect(said(word)).toEqual({ subject: subject.key, rest: '' });
    }
    for (const type of catalogue.types) expect(said(type.zh)).toEqual({ type: type.key, rest: '' });
    for (const grade of catalogue.grades) expect(said(grade.zh)).toEqual({ grade: grade.key, rest: '' });
  });

  it('survives any text, and never adds to it', () => {
    const pieces = fc.constantFrom(
      '三',
      '上',
      '年级',
      '数学',
      '必修',
      '第',
      '单元',
      'unit ',
      '1',
      ' ',
      '课件',
      '人教',
      '版',
      '(',
      '五四',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.array(pieces).map((p) => p.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const { words, text: read } = recognise(catalogue, text);
        let end = 0;
        for (const word of words) {
          expect(word.start).toBeGreaterThanOrEqual(end);
          expect(word.end).toBeGreaterThan(word.start);
          end = word.end;
        }
        expect(end).toBeLessThanOrEqual(read.length);
        const { rest } = parseQueryWords(catalogue, text);
        expect(rest.replace(/\s/g, '').length).toBeLessThanOrEqual(read.replace(/\s/g, '').length);
      }),
      { numRuns: 500 },
    );
  });

  it('reads 10,000 characters without effort', () => {
    const started = performance.now();
    parseQueryWords(catalogue, '三年级上册数学'.repeat(1_400));
    parseQueryWords(catalogue, '必修 '.repeat(2_500));
    parseQueryWords(catalogue, '第　'.repeat(5_000));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
