import type { Grantee, GrantView } from '../../../contracts/index.js';
import type { Instant } from '../../../kernel/clock.js';
import { AppError, notFound } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable, Tx } from '../../../platform/database/database.port.js';
import type { Authorized, ObjectType } from '../../access/index.js';
import type { Grant } from '../audience/access-entries.js';
import { isWithin, principalOf } from '../audience/audience.js';
import type { GrantNeeds } from './grant-needs.js';
import type { GivenGrant } from './grant-rows.repository.js';
import type { Usage } from '../audience/widest.js';

/** Something that rights are given to by name. */
export interface Granting {
  id: Id;
  schoolId: Id;
  authorId: Id;
  trashedAt: Instant | null;
}

/** Where the rights to things of one kind are written down. */
interface GrantStore {
  of(q: Queryable, ids: readonly Id[]): Promise<Map<Id, GivenGrant[]>>;
  put(tx: Tx, id: Id, grant: GivenGrant): Promise<void>;
  remove(tx: Tx, id: Id, principal: string): Promise<boolean>;
}

/** Rights to edit or manage that are given by name, for things of one kind. */
export abstract class NamedGrants<T extends ObjectType, R extends Granting> {
  constructor(
    private readonly type: T,
    private readonly grants: GrantStore,
    protected readonly needs: GrantNeeds,
  ) {}

  /** Reads a thing for changing it: locked until the unit ends. Throws not_found. */
  protected abstract lock(tx: Tx, id: Id): Promise<R>;
  /** How far a thing may be shown at all. */
  protected abstract usageOf(record: R): Usage;
  /** Declares anew who may do what with it, and writes down what was done beside the audit record, if anywhere. */
  protected abstract rightsChanged(tx: Tx, record: R, actorId: Id, what: 'grant' | 'ungrant'): Promise<void>;

  async list(right: Authorized<T, 'manage'>): Promise<GrantView[]> {
    const { database, names } = this.needs;
    const q = database.reader;
    const grants = (await this.grants.of(q, [right.id])).get(right.id) ?? [];
    const shown = await names.of(
      q,
      grants.map((grant) => grant.to),
    );
    const givers = await names.people(
      q,
      grants.map((grant) => grant.grantedBy),
    );
    return grants.map((grant, i) => ({
      key: principalOf(grant.to),
      to: shown[i]!,
      right: grant.right,
      credited: grant.credited,
      grantedBy: { id: grant.grantedBy, name: givers.get(grant.grantedBy) ?? '' },
      grantedAt: new Date(grant.grantedAt).toISOString(),
    }));
  }

  /**
   * Gives a right, or changes the one given. Throws `audience_invalid` for whom the school cannot share with,
   * `consent_required` or `licence_forbids` beyond the widest audience, `own_rights` for oneself, `state_conflict` for
   * the author, who has every right already.
   */
  async give(right: Authorized<T, 'manage'>, grant: Grant): Promise<void> {
    const { database, rules, clock } = this.needs;
    await database.transaction(async (tx) => {
      const record = await this.lock(tx, right.id);
      const { to } = grant;
      if (record.trashedAt !== null) throw new AppError('state_conflict');
      if (to.kind === 'user' && to.id === right.actorId) throw new AppError('own_rights');
      if (to.kind === 'user' && to.id === record.authorId) throw new AppError('state_conflict');
      const reach = await rules.reach(tx, record.schoolId, [to]);
      if (!isWithin(to, reach)) throw new AppError('audience_invalid');
      await rules.requireWithin(tx, this.usageOf(record), [to]);
      const credited = grant.credited && to.kind === 'user';
      const given = { ...grant, credited, grantedBy: right.actorId, grantedAt: clock.now() };
      await this.grants.put(tx, right.id, given);
      await this.rightsChanged(tx, record, right.actorId, 'grant');
      await this.record(tx, right, record.schoolId, 'grant', { to, right: grant.right, credited });
      if (to.kind === 'user')
        await this.needs.notices.tell(tx, {
          kind: `${this.type}_granted`,
          subjectId: right.id,
          actorId: right.actorId,
          recipientIds: [to.id],
        });
    });
  }

  /** Takes a right back, from the next request on. Throws not_found when it was not given. */
  async take(right: Authorized<T, 'manage'>, key: string): Promise<void> {
    await this.needs.database.transaction(async (tx) => {
      const record = await this.lock(tx, right.id);
      if (!(await this.grants.remove(tx, right.id, key))) throw notFound();
      await this.rightsChanged(tx, record, right.actorId, 'ungrant');
      await this.record(tx, right, record.schoolId, 'ungrant', { from: key });
    });
  }

  private record(
    tx: Tx,
    right: Authorized<T, 'manage'>,
    schoolId: Id,
    what: 'grant' | 'ungrant',
    detail: { to: Grantee; right: string; credited: boolean } | { from: string },
  ): Promise<void> {
    return this.needs.audit.record(tx, {
      actorId: right.actorId,
      schoolId,
      action: `${this.type}.${what}`,
      objectType: this.type,
      objectId: right.id,
      result: 'ok',
      ip: null,
      detail,
    });
  }
}
