/**
 * Addresses of bytes. Each is authorised at every request through the resource that holds the file; all answer
 * `private, no-store` or short private caching, `nosniff`, and a sandboxing CSP.
 */
export const API_BASE = '/api/v1';

/** Who holds the file: a resource, by its id, or for visitors a share link, as {@link linkHolder} names it. */
const file = (holder: string, fileId: string) =>
  holder.startsWith('link:')
    ? `${API_BASE}/links/${holder.slice(5)}/files/${fileId}`
    : `${API_BASE}/resources/${holder}/files/${fileId}`;

/** How a share link is named where the id of a resource is asked for. */
export const linkHolder = (token: string): string => `link:${token}`;

export const contentRoutes = {
  /** the original under its own name, with ranges; needs the right to download */
  original: (resourceId: string, fileId: string) => `${file(resourceId, fileId)}/original`,
  /** WebP, 480 px wide at most */
  thumbnail: (resourceId: string, fileId: string) => `${file(resourceId, fileId)}/thumbnail`,
  /** WebP of an image file, 2,000 px at most */
  image: (resourceId: string, fileId: string) => `${file(resourceId, fileId)}/image`,
  /** WebP of page 1 … pages */
  page: (resourceId: string, fileId: string, page: number) => `${file(resourceId, fileId)}/pages/${page}`,
  /** WebP of a page, small, for a strip of pages */
  pageThumbnail: (resourceId: string, fileId: string, page: number) =>
    `${file(resourceId, fileId)}/pages/${page}/thumbnail`,
  /** sound of an audio file, AAC in MP4, with ranges */
  audio: (resourceId: string, fileId: string) => `${file(resourceId, fileId)}/audio`,
  /** JSON: text per page */
  text: (resourceId: string, fileId: string) => `${file(resourceId, fileId)}/text`,
  poster: (resourceId: string, fileId: string) => `${file(resourceId, fileId)}/poster`,
  /** JPEG sprite sheet of the scrubber strip */
  strip: (resourceId: string, fileId: string) => `${file(resourceId, fileId)}/strip`,
  /** HLS master playlist; what it names is relative to it */
  playlist: (resourceId: string, fileId: string) => `${file(resourceId, fileId)}/hls/master.m3u8`,
};
