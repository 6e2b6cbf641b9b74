import type { FileView } from '../../api/resources.js';

/** What every viewer is given. */
export interface ViewerProps {
  resourceId: string;
  file: FileView;
  /** whether the original may be fetched */
  canDownload: boolean;
  /** who is reading, where previews are marked with that; null = they are not */
  mark: string | null;
  /** where to begin: a page (1 …) or a second */
  start?: number | undefined;
  /** what was searched, to be marked in its text */
  words?: string | undefined;
}
