import type { HlsRendition } from '../../platform/media/index.js';

/** What the master playlist says of a rendition. */
export interface Variant {
  /** folder of the rendition beside the master playlist */
  name: string;
  width: number;
  height: number;
  /** bits per second, highest over a segment */
  bandwidth: number;
}

/** The media playlist of a rendition (RFC 8216 §4.3.3); names are relative, so authorisation travels with the address. */
export function mediaPlaylist(rendition: HlsRendition): string {
  const target = Math.max(1, ...rendition.segments.map((s) => Math.round(s.durationMs / 1000)));
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${target}`,
    '#EXT-X-MEDIA-SEQUENCE:0',
    '#EXT-X-PLAYLIST-TYPE:VOD',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    `#EXT-X-MAP:URI="${rendition.init.name}"`,
    ...rendition.segments.flatMap((s) => [`#EXTINF:${(s.durationMs / 1000).toFixed(3)},`, s.name]),
    '#EXT-X-ENDLIST',
    '',
  ].join('\n');
}

/** The master playlist (RFC 8216 §4.3.4): lowest bandwidth first, so that a slow line starts at once. */
export function masterPlaylist(variants: readonly Variant[]): string {
  const lines = [...variants]
    .sort((a, b) => a.bandwidth - b.bandwidth)
    .flatMap((v) => [
      `#EXT-X-STREAM-INF:BANDWIDTH=${v.bandwidth},RESOLUTION=${v.width}x${v.height}`,
      `${v.name}/index.m3u8`,
    ]);
  return ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-INDEPENDENT-SEGMENTS', ...lines, ''].join('\n');
}
