import type { FileView } from '../../contracts/index.js';
import type { RenderingDetails } from './files.entity.js';
import type { BlobRecord, FileRecord, RenderingRecord } from './files.repository.js';

/** Nothing made yet. */
export function emptyDetails(): RenderingDetails {
  return {
    pages: 0,
    pageCount: null,
    aspect: null,
    thumbnail: false,
    image: false,
    poster: false,
    playable: false,
    duration: null,
    qualities: [],
    strip: null,
  };
}

/** Whether there is something to look at or to listen to, besides stills. */
export function isUsable({ playable, pages, image }: RenderingDetails): boolean {
  return playable || pages > 0 || image;
}

/** A file as pages show it. */
export function fileView(file: FileRecord, blob: BlobRecord, rendering: RenderingRecord | null): FileView {
  const details = { ...emptyDetails(), ...rendering?.details };
  return {
    id: file.id,
    fileName: file.fileName,
    size: blob.size,
    sha256: blob.sha256,
    kind: blob.kind as FileView['kind'],
    mime: blob.mime,
    state: (rendering?.state ?? 'waiting') as FileView['state'],
    progress: rendering?.progress ?? 0,
    failure: rendering?.failure ?? null,
    note: file.note,
    preview: {
      pages: details.pages,
      pageCount: details.pageCount,
      aspect: details.aspect,
      hasThumbnail: details.thumbnail,
      hasImage: details.image,
      hasText: rendering?.hasText ?? false,
      playable: details.playable,
      hasPoster: details.poster,
      duration: details.duration,
      qualities: details.qualities,
      strip: details.strip,
    },
    createdAt: new Date(file.createdAt).toISOString(),
  };
}
