import { savedSearch, type SavedSearch } from '../../../contracts/index.js';
import type { Id } from '../../../kernel/ids.js';
import type { SectionRecord } from '../outline/outline.repository.js';

/** What fills the section; null where nothing does. */
export function searchOf(search: SectionRecord['search']): SavedSearch | null {
  return search === null ? null : savedSearch.parse(JSON.parse(search));
}

/** What its search leaves out. */
export function exceptionsOf(exceptions: SectionRecord['exceptions']): Id[] {
  return exceptions === null ? [] : (JSON.parse(exceptions) as Id[]);
}
