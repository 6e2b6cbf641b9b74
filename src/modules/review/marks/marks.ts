import { Injectable } from '@nestjs/common';
import type { MarkInput, NoticeKind } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { Clock } from '../../../kernel/clock.js';
import { AppError, notFound } from '../../../kernel/errors.js';
import { newId, type Id } from '../../../kernel/ids.js';
import { Database, type Tx } from '../../../platform/database/database.port.js';
import type { Authorized } from '../../access/index.js';
import { ResourceMarks, ResourceReleases, type ResourceRecord } from '../../resources/index.js';
import { MarkGivers } from './mark-givers.js';
import { isSameMark } from './mark-offices.js';
import { MarkWriter } from './mark-writer.js';
import { MarksRepository, type MarkRow } from './marks.repository.js';

/**
 * Quality marks: given to what is in force, by whoever decides in the name of its school or of a group, and taken away
 * with a reason. Each act is one unit, with the resource locked first.
 */
@Injectable()
export class Marks {
  constructor(
    private readonly database: Database,
    private readonly releases: ResourceReleases,
    private readonly resources: ResourceMarks,
    private readonly givers: MarkGivers,
    private readonly marks: MarksRepository,
    private readonly writer: MarkWriter,
    private readonly clock: Clock,
  ) {}

  /**
   * Marks what the giver has read: throws `rev_conflict` where it has changed since, `state_conflict` for what is not
   * published or bears the mark already, `files_not_ready` while an upload is on its way to it, not_found for whom it is
   * not theirs to give, `own_work` for those whose work it is.
   */
  async give(actor: Actor, right: Authorized<'resource', 'view'>, rev: number, mark: MarkInput): Promise<Id> {
    return this.database.transaction(async (tx) => {
      const record = await this.releases.lock(tx, right.id, rev);
      const [given] = await this.giveTo(tx, actor, record, [mark]);
      if (!given) throw new AppError('state_conflict');
      return given;
    });
  }

  /** The same in the unit that approves it. What it bears already stays as it is. */
  async giveWith(tx: Tx, actor: Actor, resourceId: Id, marks: readonly MarkInput[]): Promise<void> {
    await this.giveTo(tx, actor, await this.releases.lock(tx, resourceId, null), marks);
  }

  /**
   * Takes a mark away; its author reads why. Throws not_found for whom it is not theirs, `state_conflict` where it has
   * ended, `own_work` for those whose work it is.
   */
  async takeAway(actor: Actor, right: Authorized<'resource', 'view'>, id: Id, words: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const record = await this.releases.lock(tx, right.id, null);
      const [row] = await this.marks.byIds(tx, [id]);
      if (!row || row.resourceId !== record.id) throw notFound();
      await this.givers.require(tx, actor, record, row, groupOf(row));
      if (row.state !== 'in_force') throw new AppError('state_conflict');
      await this.writer.end(tx, record, row, { state: 'taken', by: actor.userId, at: actor.at, words });
      await this.resources.set(
        tx,
        record,
        (record.marks ?? []).filter((one) => one.id !== id),
      );
      await this.tell(tx, 'mark_taken', record, row, actor.userId, []);
    });
  }

  /**
   * What bore marks is an earlier version from now on: they stay with it, and whoever gave them is asked to look again.
   * In the unit that replaces it; the resource bears none then.
   */
  async replaced(tx: Tx, record: ResourceRecord, actorId: Id): Promise<void> {
    const at = this.clock.now();
    for (const row of await this.marks.inForce(tx, record.id)) {
      await this.writer.end(tx, record, row, { state: 'replaced', by: actorId, at, words: '' });
      await this.tell(tx, 'mark_ended', record, row, actorId, [row.giverId]);
    }
  }

  private async giveTo(
    tx: Tx,
    actor: Actor,
    record: ResourceRecord,
    marks: readonly MarkInput[],
  ): Promise<Id[]> {
    for (const mark of marks) await this.givers.require(tx, actor, record, mark);
    if (record.state !== 'published' || record.trashedAt !== null) throw new AppError('state_conflict');
    const version = await this.resources.version(tx, record);
    const present = record.marks ?? [];
    const fresh = marks.filter(
      (mark, i) =>
        !present.some((one) => isSameMark(one, mark)) && marks.findIndex((m) => isSameMark(m, mark)) === i,
    );
    if (fresh.length === 0) return [];
    const rows = fresh.map(({ kind, scopeId }): MarkRow => ({
      id: newId(actor.at),
      resourceId: record.id,
      version,
      kind,
      scopeId,
      giverId: actor.userId,
      at: actor.at,
      state: 'in_force',
      endedAt: null,
      endedBy: null,
      words: '',
    }));
    await this.writer.insert(tx, record, rows);
    const added = rows.map(({ id, kind, scopeId, giverId, at }) => ({ id, kind, scopeId, giverId, at }));
    await this.resources.set(tx, record, [...present, ...added]);
    for (const row of rows) await this.tell(tx, 'mark_given', record, row, actor.userId, []);
    return rows.map(({ id }) => id);
  }

  /** Tells those whose work it is, and whoever else is named. */
  private async tell(
    tx: Tx,
    kind: NoticeKind,
    record: ResourceRecord,
    { id }: MarkRow,
    actorId: Id,
    others: readonly Id[],
  ): Promise<void> {
    const makers = await this.releases.makers(tx, record);
    await this.writer.tell(tx, kind, id, actorId, [...makers, ...others]);
  }
}

/** Whoever decides for a group takes its marks away, even after the school has left it. */
const groupOf = ({ kind, scopeId }: MarkInput): Id[] => (kind === 'group' ? [scopeId] : []);
