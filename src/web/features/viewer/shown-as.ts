import type { FileView } from '../../api/resources.js';

/** In which way a file can be looked at. */
export type ShownAs = 'film' | 'sound' | 'picture' | 'pages' | 'text' | 'none';

/** Judged by what there is of a file rather than by its kind alone. */
export function shownAs({ kind, preview }: FileView, canDownload: boolean): ShownAs {
  if (kind === 'video' && preview.playable) return 'film';
  if (kind === 'audio' && (preview.playable || canDownload)) return 'sound';
  if (kind === 'image' && preview.hasImage) return 'picture';
  if (preview.pages > 0) return 'pages';
  return preview.hasText ? 'text' : 'none';
}
