import type { CollectionItem } from '../../api/collections.js';
import type { FileView, ResourceView } from '../../api/resources.js';
import { has } from '../resource/rights.js';
import { shownAs } from '../viewer/shown-as.js';

/** What fills the screen at once: a page, a picture, a whole film, recording or text, or a card. */
export type Slide =
  | { show: 'page'; file: FileView; page: number }
  | { show: 'picture'; file: FileView }
  /** `start`: a second */
  | { show: 'file'; file: FileView; start: number | undefined }
  | { show: 'link'; url: string }
  | { show: 'collection' }
  | { show: 'nothing' };

/** The slides of an item, in order; none while its resource is not known yet. */
export function slidesOf(item: CollectionItem, resource: ResourceView | undefined): Slide[] {
  if (item.link) return [{ show: 'link', url: item.link.url }];
  if (item.collection) return [{ show: 'collection' }];
  if (!resource) return [];
  const canDownload = has(resource.right, 'download');
  const files = resource.fullFiles.filter((file) => item.fileId === null || file.id === item.fileId);
  const linked = item.fileId === null ? resource.linkUrl : null;
  const slides: Slide[] = [
    ...(linked === null ? [] : [{ show: 'link' as const, url: linked }]),
    ...files.flatMap((file) => slidesOfFile(file, item, canDownload)),
  ];
  return slides.length > 0 ? slides : [{ show: 'nothing' }];
}

function slidesOfFile(file: FileView, { kind, from, to }: CollectionItem, canDownload: boolean): Slide[] {
  const whole: Slide[] = [{ show: 'file', file, start: kind === 'span' && from !== null ? from : undefined }];
  switch (shownAs(file, canDownload)) {
    case 'picture':
      return [{ show: 'picture', file }];
    case 'pages': {
      const [first, last] = kind === 'pages' ? [from ?? 1, to ?? Infinity] : [1, Infinity];
      const count = Math.min(last, file.preview.pages) - first + 1;
      // Pages that are not drawn yet: the viewer says how far it is.
      if (count < 1) return whole;
      return Array.from({ length: count }, (_, i) => ({ show: 'page', file, page: first + i }));
    }
    default:
      return whole;
  }
}
