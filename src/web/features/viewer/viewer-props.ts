import type { FileView } from '../../api/resources.js';

/** What every viewer is given. */
export interface ViewerProps {
  resourceId: string;
  file: FileView;
  /** whether the original may be fetched */
  canDownload: boolean;
}
