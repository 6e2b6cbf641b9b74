import { normaliseTags, tagKey } from './tags.js';

describe('tags', () => {
  it('are one tag whatever their width, case and blanks', () => {
    expect(tagKey('ＡＢＣ　分数')).toBe(tagKey('abc 分数'));
    expect(normaliseTags(['#分数', ' 分数 ', 'PPT', 'ppt', ''])).toEqual(['分数', 'PPT']);
    expect(normaliseTags(['＃分数＃', '#分数#', 'Ｃ#语言', '＃'])).toEqual(['分数', 'Ｃ#语言']);
  });
});
