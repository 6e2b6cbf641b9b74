import { createHash } from 'node:crypto';
import type { AuditRecord } from './audit.repository.js';

/** What stands before the first link. */
export const GENESIS = '0'.repeat(64);

/** JSON with the keys of objects in code-unit order and no white space: one text for one value (cf. RFC 8785). */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`);
    return `{${fields.join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}

/**
 * The hash of a link: SHA-256 over number, hash before and entry, in hexadecimal. A column that the first entries did
 * not have is left out where it is empty, so that their hashes hold.
 */
export function linkHash(seq: number, previous: string, entry: AuditRecord): string {
  const { actingSchoolId, ...rest } = entry;
  const covered = actingSchoolId === null ? rest : { ...rest, actingSchoolId };
  return createHash('sha256')
    .update(canonicalJson({ seq, previous, entry: covered }))
    .digest('hex');
}
