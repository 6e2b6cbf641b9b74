import { AppError, notFound } from './errors.js';

/**
 * The record that was locked for changing it. `rev`: the revision that the editor has read, null where none is asked for.
 * Throws `not_found` where there is no record, and `rev_conflict` where somebody else has changed it since.
 */
export function atRevision<R extends { rev: number }>(record: R | null | undefined, rev: number | null): R {
  if (!record) throw notFound();
  if (rev !== null && record.rev !== rev) throw new AppError('rev_conflict', { rev: record.rev });
  return record;
}
