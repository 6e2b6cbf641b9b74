import { Injectable } from '@nestjs/common';
import type { NoticeKind } from '../../../contracts/index.js';
import type { Instant } from '../../../kernel/clock.js';
import type { Id } from '../../../kernel/ids.js';
import { AuditLog } from '../../../platform/audit/index.js';
import type { Tx } from '../../../platform/database/database.port.js';
import { NoticeBoard } from '../../../platform/notices/index.js';
import type { ResourceRecord } from '../../resources/index.js';
import { MarksRepository, type MarkRow } from './marks.repository.js';

/** How a mark ends, by whom, and why. */
export interface MarkEnding {
  state: 'replaced' | 'taken';
  by: Id;
  at: Instant;
  words: string;
}

/** The one way in which marks are written: rows, audit record and notices together. */
@Injectable()
export class MarkWriter {
  constructor(
    private readonly marks: MarksRepository,
    private readonly audit: AuditLog,
    private readonly notices: NoticeBoard,
  ) {}

  async insert(tx: Tx, record: ResourceRecord, rows: readonly MarkRow[]): Promise<void> {
    await this.marks.insert(tx, rows);
    for (const row of rows) await this.note(tx, 'review.mark', row.giverId, record, row);
  }

  async end(
    tx: Tx,
    record: ResourceRecord,
    row: MarkRow,
    { state, by, at, words }: MarkEnding,
  ): Promise<void> {
    await this.marks.end(tx, row.id, { state, endedAt: at, endedBy: by, words });
    await this.note(tx, state === 'taken' ? 'review.unmark' : 'review.mark-ended', by, record, row);
  }

  /** Tells people of a mark. */
  async tell(tx: Tx, kind: NoticeKind, id: Id, actorId: Id, recipientIds: Iterable<Id>): Promise<void> {
    await this.notices.tell(tx, { kind, subjectId: id, actorId, recipientIds });
  }

  private async note(
    tx: Tx,
    action: string,
    actorId: Id,
    { id: objectId, schoolId }: ResourceRecord,
    { kind, scopeId, version, id }: MarkRow,
  ): Promise<void> {
    await this.audit.record(tx, {
      actorId,
      schoolId,
      action,
      objectType: 'resource',
      objectId,
      result: 'ok',
      detail: { mark: kind, scopeId, version, id },
    });
  }
}
