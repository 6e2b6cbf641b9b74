import { line, webLink } from './index.js';

const takes = (schema: { safeParse: (value: unknown) => { success: boolean } }, value: string) =>
  schema.safeParse(value).success;

describe('a line that people type', () => {
  it('has something to be seen in it', () => {
    for (const text of ['同意书 3 号', 'a', '。', '👍', '한', 'é', '∮'])
      expect([text, takes(line(50), text)]).toEqual([text, true]);
    for (const text of ['', '  ', '\u200b', '\u2800', '\u3164', '\u00ad\u200d', '\u0301', '\ufe0f'])
      expect([text, takes(line(50), text)]).toEqual([text, false]);
  });

  it('does not turn what stands beside it', () => {
    expect(takes(line(50), 'a\u202ecod.exe')).toBe(false);
    expect(takes(line(50), 'שלום abc')).toBe(true);
  });
});

describe('a web link', () => {
  it('says plainly where it leads', () => {
    for (const address of [
      'https://example.org/',
      'http://example.org:8080/a@b?c=d@e#f',
      'https://例子.中国/课',
    ])
      expect([address, takes(webLink, address)]).toEqual([address, true]);
    for (const address of [
      'https://user:secret@example.org/',
      'https://bank.example@evil.example/',
      'https:\\\\bank.example@evil.example/',
      'https://example.org/\u202egnp.exe',
      'https://example.org/a b',
      'javascript:alert(1)',
    ])
      expect([address, takes(webLink, address)]).toEqual([address, false]);
  });
});
