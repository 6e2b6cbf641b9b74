import type { ReactNode } from 'react';
import type { FileView } from '../../api/resources.js';

/** What a page that speaks of places in a file has to do with its viewer. A place is a page (1 …) or a second. */
export interface ViewerNotes {
  /** laid over a page, within its bounds */
  overlay?: (page: number) => ReactNode;
  /** told which place is in sight */
  onPlace?: (place: number) => void;
  /** where to go now; another object each time that it is asked */
  goTo?: { place: number } | null;
}

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
  notes?: ViewerNotes | undefined;
}
