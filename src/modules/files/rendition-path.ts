/** The name, below a rendering's prefix, of what an address ends with; null for what is no rendition. */
export function renditionOf(path: string): string | null {
  if (Object.hasOwn(FIXED, path)) return FIXED[path]!;
  const page = /^pages\/([1-9]\d{0,5})(\/thumbnail)?$/.exec(path);
  if (page) return `pages/${page[1]}${page[2] ? '-small' : ''}.webp`;
  return HLS.test(path) ? path : null;
}

const FIXED: Record<string, string> = {
  thumbnail: 'thumbnail.webp',
  image: 'image.webp',
  audio: 'audio.m4a',
  poster: 'poster.jpg',
  strip: 'strip.jpg',
};
const HLS = /^hls\/(?:[a-z0-9_-]+\/)?[a-z0-9_-]+(?:\.[a-z0-9]+)+$/;
