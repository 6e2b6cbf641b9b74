import { passwordWeakness } from './password-rules.js';

const judge = (password: string, words: string[] = []) => passwordWeakness(password, 'wangfang', words);

describe('password rules', () => {
  it('count characters, not bytes: eight Chinese characters are enough, seven are not', () => {
    expect(judge('潮平两岸阔风正一')).toBeNull();
    expect(judge('潮平两岸阔风正')).toBe('too_short');
    expect(judge('𠮷𠮷野家住在北京')).toBeNull();
  });

  it('accept up to 128 characters with spaces and without any wish for symbols', () => {
    expect(judge('one quiet river under the hills')).toBeNull();
    expect(judge('春江潮水连海平海上明月共潮生'.repeat(9))).toBeNull();
    expect(judge('春江潮水连海平海上明月共潮生'.repeat(10))).toBe('too_long');
  });

  it.each([
    'password',
    'Password1',
    'iloveyou',
    '1qaz2wsx',
    '12345678',
    '88888888',
    '19900101',
    '13800138000',
    'a1234567',
    '123456789a',
    'abc123456',
    'woaini1314',
    'woaini520',
    'WoAiNi1314!',
    'laoshi2024',
    'xuexiao123',
    'zhonghua',
    'qwertyuiop',
    'abcabcabc',
    'ａｂｃ１２３４５６',
    'li19900101',
    'qq5201314',
    'admin@123',
    'p@ssw0rd',
  ])('refuse %s: attackers try it first', (password) => {
    expect(judge(password)).toBe('common');
  });

  it('refuse the login name and the names of school and group with a little around them', () => {
    expect(judge('WangFang2')).toBe('login_name');
    expect(judge('青禾实验学校2026', ['青禾实验学校'])).toBe('organization_name');
    expect(judge('my-青禾实验学校-and-a-river', ['青禾实验学校'])).toBeNull();
  });
});
