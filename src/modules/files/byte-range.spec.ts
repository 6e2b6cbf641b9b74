import { byteRange } from './byte-range.js';

describe('a Range header', () => {
  it.each<[string | undefined, unknown]>([
    [undefined, 'all'],
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=0-', { start: 0, end: 99 }],
    ['bytes=90-200', { start: 90, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=-1000', { start: 0, end: 99 }],
    ['bytes=-0', 'none'],
    ['bytes=100-', 'none'],
    ['bytes=100-200', 'none'],
    ['bytes=5-2', 'all'],
    ['bytes=-', 'all'],
    ['bytes=0-1,5-6', 'all'],
    ['lines=0-1', 'all'],
    ['bytes=99999999999999999999-', 'all'],
  ])('%j of 100 bytes means %j', (header, expected) => {
    expect(byteRange(header, 100)).toEqual(expected);
  });

  it('finds nothing in an empty file', () => {
    expect(byteRange('bytes=0-', 0)).toBe('none');
    expect(byteRange(undefined, 0)).toBe('all');
  });
});
