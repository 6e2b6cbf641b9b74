import { masterPlaylist, mediaPlaylist } from './hls-playlist.js';

describe('HLS playlists', () => {
  it('name segments relative to themselves, with durations that the target covers', () => {
    const file = (name: string) => ({ path: `/x/${name}`, name, bytes: 1 });
    const text = mediaPlaylist({
      name: 'source',
      width: 1280,
      height: 720,
      bandwidth: 1_000_000,
      durationMs: 10_500,
      init: file('init.mp4'),
      segments: [
        { ...file('1.m4s'), durationMs: 6_006 },
        { ...file('2.m4s'), durationMs: 4_494 },
      ],
    });
    expect(text).toContain('#EXT-X-TARGETDURATION:6');
    expect(text).toContain('#EXTINF:6.006,\n1.m4s');
    expect(text.trimEnd().endsWith('#EXT-X-ENDLIST')).toBe(true);
    expect(text).not.toContain('/x/');
  });

  it('offer the smallest rendition first', () => {
    const variant = (name: string, bandwidth: number) => ({ name, width: 1, height: 1, bandwidth });
    const text = masterPlaylist([
      variant('source', 5_000_000),
      variant('480p', 800_000),
      variant('720p', 2_000_000),
    ]);
    expect([...text.matchAll(/^(\w+)\/index\.m3u8$/gm)].map((m) => m[1])).toEqual(['480p', '720p', 'source']);
  });
});
