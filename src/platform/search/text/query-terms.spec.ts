import { queryTerms } from './query-terms.js';

const required = (text: string): string[] => queryTerms(text, false).atoms.map((atom) => atom.term);

describe('queryTerms', () => {
  it.each([
    ['三角形面积', ['三角形', '面积']],
    ['鲁迅的作品', ['鲁迅', '作品']],
    ['欧阳娜莎', ['欧阳', '娜莎']],
    ['的', ['的']],
    ['the Equations of the', ['equat']],
    ['the', ['the']],
    ['"a" AND (b*)', ['b']],
    ['！？…', []],
  ])('asks of %j for %j', (text, expected) => {
    expect(required(text)).toEqual(expected);
  });

  it('takes only the last word as a beginning, and only while nothing follows it', () => {
    const prefixes = (text: string): (string | null)[] =>
      queryTerms(text, true).atoms.map((atom) => atom.prefix);
    expect([prefixes('linear equ'), prefixes('equ '), prefixes('函数')]).toEqual([
      [null, 'equ'],
      [null],
      [null],
    ]);
  });

  it.each([
    ['勾股 定理 证明', 'words'],
    ['光合作用需要什么', 'question'],
    ['what is photosynthesis', 'words'],
    ['how do plants make sugar', 'question'],
    ['象形字识记与图文匹配', 'sentence'],
  ])('takes %j for %s', (text, style) => {
    expect(queryTerms(text, false).style).toBe(style);
  });
});
