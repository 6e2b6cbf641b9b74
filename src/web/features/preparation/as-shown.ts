import type { ShownResource } from '../../api/plans.js';
import type { Shown } from '../resource/files-pane.js';

/** What a lesson shows of a resource, as the pane of files takes it. */
export const asShown = ({ resourceId, files, linkUrl, right, watermark }: ShownResource): Shown => ({
  ...{ id: resourceId, fullFiles: files, linkUrl, right, watermark },
  pendingUploads: 0,
});
