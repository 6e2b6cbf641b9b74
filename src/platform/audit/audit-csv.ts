import { stringify } from 'csv-stringify/sync';
import type { AuditRecord } from './audit.repository.js';

const COLUMNS = [
  'at',
  'id',
  'actorId',
  'actingSchoolId',
  'action',
  'objectType',
  'objectId',
  'schoolId',
  'result',
  'ip',
  'detail',
];

/**
 * Entries as CSV (RFC 4180, UTF-8 with a mark at its beginning, so that spreadsheets read Chinese), a batch at a time.
 * A cell that a spreadsheet would take for a formula begins with an apostrophe. Times are UTC. Without `addresses`
 * nobody's network address is told.
 */
export async function* auditCsv(
  batches: AsyncIterable<readonly AuditRecord[]>,
  { addresses }: { addresses: boolean },
): AsyncGenerator<string> {
  yield stringify([COLUMNS], { bom: true, record_delimiter: 'windows' });
  for await (const records of batches)
    yield stringify(
      records.map((record) => [
        `${new Date(record.at).toISOString()}`,
        record.id,
        record.actorId,
        record.actingSchoolId,
        record.action,
        record.objectType,
        record.objectId,
        record.schoolId,
        record.result,
        addresses ? record.ip : null,
        record.detail === null ? null : JSON.stringify(record.detail),
      ]),
      { escape_formulas: true, record_delimiter: 'windows' },
    );
}
