import { renditionOf } from './rendition-path.js';

describe('the address of a rendition', () => {
  it.each([
    ['thumbnail', 'thumbnail.webp'],
    ['image', 'image.webp'],
    ['pages/12', 'pages/12.webp'],
    ['pages/3/thumbnail', 'pages/3-small.webp'],
    ['hls/master.m3u8', 'hls/master.m3u8'],
    ['hls/720p/seg_001.m4s', 'hls/720p/seg_001.m4s'],
  ])('%s stands for %s', (path, name) => expect(renditionOf(path)).toBe(name));

  it.each([
    '',
    'original',
    'text',
    'pages/0',
    'pages/x',
    'hls/../x.m3u8',
    'hls/a/b/c.ts',
    'toString',
    'thumbnail/',
  ])('%s stands for nothing', (path) => expect(renditionOf(path)).toBeNull());
});
