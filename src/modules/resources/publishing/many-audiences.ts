import { Injectable } from '@nestjs/common';
import type {
  AudienceInput,
  AudienceOfManyResult,
  KeptBecause,
  Selection,
} from '../../../contracts/index.js';
import { MOST_SELECTED } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { Clock } from '../../../kernel/clock.js';
import { AppError } from '../../../kernel/errors.js';
import { newId, type Id } from '../../../kernel/ids.js';
import { AuditLog } from '../../../platform/audit/index.js';
import { Database, type Tx } from '../../../platform/database/database.port.js';
import type { Authorized } from '../../access/index.js';
import { AudienceRules } from '../audience/audience-rules.js';
import { ResourceWriter } from '../resource-writer.js';
import { ReviewNeeds } from '../policy/review-needs.js';
import { ResourcesRepository, type ResourceRecord } from '../resources.repository.js';

type Right = Authorized<'resource', 'manage'>;
type Refused = AudienceOfManyResult['refused'];

/** An audience as the resources of one school would have it, with those that may. */
interface Sorted {
  change: { audience: AudienceInput; records: ResourceRecord[] }[];
  same: number;
  refused: Refused;
}

/** Changes who may see many published resources in one act: in force for all of them at once. */
@Injectable()
export class ManyAudiences {
  constructor(
    private readonly database: Database,
    private readonly repository: ResourcesRepository,
    private readonly writer: ResourceWriter,
    private readonly rules: AudienceRules,
    private readonly needs: ReviewNeeds,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** The resources that a selection names, at most so many as fit in one act; whether the actor may manage them is not asked. */
  async selected(actor: Actor, selection: Selection): Promise<{ ids: Id[]; more: boolean }> {
    if ('ids' in selection) return { ids: [...new Set(selection.ids)], more: false };
    const q = this.database.reader;
    const ids = await this.repository.publishedBy(q, actor.userId, selection.mine, MOST_SELECTED + 1);
    return { ids: ids.slice(0, MOST_SELECTED), more: ids.length > MOST_SELECTED };
  }

  /**
   * Each is judged by itself: what is not published, out of its school's reach or beyond its widest audience keeps what
   * it had. With `whole`, nothing is changed where one is refused.
   */
  async change(
    rights: readonly Right[],
    audience: AudienceInput,
    { whole, act = newId(this.clock.now()) }: { whole: boolean; act?: Id },
  ): Promise<Omit<AudienceOfManyResult, 'more'>> {
    const [first] = rights;
    if (!first) return { changed: 0, same: 0, refused: [] };
    return this.database.transaction(async (tx) => {
      const records = await this.repository.lockAll(
        tx,
        rights.map((right) => right.id),
      );
      const { change, same, refused } = await this.sort(tx, records, audience);
      if (whole && refused.length > 0) return { changed: 0, same: 0, refused };
      for (const one of change) await this.writer.setAudience(tx, one.records, one.audience);
      const changed = change.reduce((sum, one) => sum + one.records.length, 0);
      await this.record(tx, first.actorId, act, change, refused.length);
      return { changed, same, refused };
    });
  }

  private async sort(tx: Tx, records: readonly ResourceRecord[], audience: AudienceInput): Promise<Sorted> {
    const sorted: Sorted = { change: [], same: 0, refused: [] };
    const keep = ({ id, title }: ResourceRecord, because: KeptBecause) =>
      sorted.refused.push({ id, title, because });
    for (const [schoolId, own] of bySchool(records)) {
      const limits = await this.rules.limits(tx, schoolId, audience).catch(refusal);
      const steps = limits && (await this.needs.beforeEach(tx, schoolId, limits.audience, own));
      const take: ResourceRecord[] = [];
      for (const record of own) {
        if (record.state !== 'published' || record.trashedAt !== null) keep(record, 'not_published');
        else if (limits === null || steps === null) keep(record, 'audience_invalid');
        else {
          const because = limits.narrowing(record);
          if (because !== null) keep(record, because === 'consent' ? 'consent_required' : 'licence_forbids');
          else if (JSON.stringify(record.audience) === JSON.stringify(limits.audience)) sorted.same += 1;
          else if (steps(record).length > 0) keep(record, 'review_required');
          else take.push(record);
        }
      }
      if (limits !== null && take.length > 0)
        sorted.change.push({ audience: limits.audience, records: take });
    }
    return sorted;
  }

  /** One entry for the act, and for each resource one in its own history that names the act. */
  private async record(
    tx: Tx,
    actorId: Id,
    act: Id,
    change: Sorted['change'],
    refused: number,
  ): Promise<void> {
    const common = { actorId, result: 'ok' as const, ip: null };
    const changed = change.reduce((sum, { records }) => sum + records.length, 0);
    const audiences = change.map(({ audience }) => audience);
    await this.audit.recordAll(tx, [
      {
        ...common,
        schoolId: change.length === 1 ? change[0]!.records[0]!.schoolId : null,
        action: 'resource.publish-many',
        objectType: 'act',
        objectId: act,
        detail: { changed, refused, audiences },
      },
      ...change.flatMap(({ audience, records }) =>
        records.map((record) => ({
          ...common,
          schoolId: record.schoolId,
          action: 'resource.publish',
          objectType: 'resource',
          objectId: record.id,
          detail: {
            act,
            audience,
            visibleFrom: record.visibleFrom,
            visibleUntil: record.visibleUntil,
          },
        })),
      ),
    ]);
  }
}

function bySchool(records: readonly ResourceRecord[]): Map<Id, ResourceRecord[]> {
  const found = new Map<Id, ResourceRecord[]>();
  for (const record of records) {
    const list = found.get(record.schoolId);
    if (list) list.push(record);
    else found.set(record.schoolId, [record]);
  }
  return found;
}

/** An audience that the school cannot have is a refusal of each resource, not of the act. */
function refusal(error: unknown): null {
  if (error instanceof AppError && error.code === 'audience_invalid') return null;
  throw error;
}
