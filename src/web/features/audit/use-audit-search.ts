import { useSearchParams } from 'react-router';
import type { AuditSearch } from '../../api/audit.js';

const FIELDS = ['action', 'result', 'actorId', 'objectId', 'from', 'until'] as const;

/** What is looked for stands in the address, so that going back and a saved address find it again. */
export function useAuditSearch() {
  const [params, setParams] = useSearchParams();
  const search: AuditSearch = Object.fromEntries(
    FIELDS.flatMap((field) => {
      const value = params.get(field);
      return value ? [[field, value]] : [];
    }),
  );
  /** of the chosen person and thing, for people to read */
  const names = { actor: params.get('who'), object: params.get('what') };
  const change = (next: AuditSearch & { who?: string | undefined; what?: string | undefined }) =>
    setParams((before) => {
      const after = new URLSearchParams(before);
      for (const [key, value] of Object.entries(next) as [string, string | undefined][])
        if (value) after.set(key, value);
        else after.delete(key);
      return after;
    });
  return { search, names, change, clear: () => setParams({}), isEmpty: Object.keys(search).length === 0 };
}
