import type { CollectionItem } from '../../api/collections.js';
import type { ResourceView } from '../../api/resources.js';

/** A resource as an earlier version held it, where an item keeps to one; what marks it bears now are not of that one. */
export function asPinned(resource: ResourceView, pinned: CollectionItem['pinned']): ResourceView {
  if (!pinned?.earlier) return resource;
  const { files, linkUrl, right } = pinned.earlier;
  return { ...resource, fullFiles: files, linkUrl, right, marks: [], pending: null, pendingUploads: 0 };
}
