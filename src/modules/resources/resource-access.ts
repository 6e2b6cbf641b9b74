import { Injectable } from '@nestjs/common';
import type { AudienceInput, AudiencePart } from '../../contracts/index.js';
import { Clock } from '../../kernel/clock.js';
import { AppError } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import type { Queryable, Tx } from '../../platform/database/database.port.js';
import { AccessService, type AccessEntry } from '../access/index.js';
import { Addressees, Directory, type Ties } from '../organization/index.js';
import { accessEntries, audienceEntries, type Around, type Grant } from './access-entries.js';
import { audienceParts, completeAudience, peopleNamed, type Reach } from './audience.js';
import { GrantsRepository, type GrantRecord } from './grants.repository.js';
import { narrowing, type HomeOf, type Usage } from './widest.js';
import type { ResourceRecord } from './resources.repository.js';
import { supportEntries } from './support-entries.js';
import { SupportRepository } from './support.repository.js';

const NO_TIES: Ties = { groups: new Map(), schools: new Map() };

/** Between what is said of a resource and what access holds of it. */
@Injectable()
export class ResourceAccess {
  constructor(
    private readonly access: AccessService,
    private readonly directory: Directory,
    private readonly addressees: Addressees,
    private readonly grants: GrantsRepository,
    private readonly supports: SupportRepository,
    private readonly clock: Clock,
  ) {}

  /** Declares who may do what with a resource, as it is now said to be. */
  async declare(tx: Tx, record: ResourceRecord, rev: number): Promise<void> {
    const grants = (await this.grants.of(tx, [record.id])).get(record.id) ?? [];
    const around = await this.around(tx, [record], grants);
    await this.access.declare(tx, 'resource', record.id, rev, [
      ...accessEntries(record, grants, around(record)),
      ...(await this.support(tx, record)),
    ]);
  }

  /** Declares anew, for many resources at once, what they grant to their audiences and, unless only these changed, by grants. */
  async redeclare(
    tx: Tx,
    records: readonly (ResourceRecord & { indexRev: number })[],
    what: 'audiences' | 'audiences and grants',
  ): Promise<void> {
    const sources =
      what === 'audiences' ? (['audience'] as const) : (['audience', 'grant', 'author'] as const);
    const ids = records.map((record) => record.id);
    const grants = what === 'audiences' ? new Map<Id, GrantRecord[]>() : await this.grants.of(tx, ids);
    const around = await this.around(tx, records, [...grants.values()].flat());
    const changes = records.map((record): [Id, { rev: number; entries: AccessEntry[] }] => {
      const all =
        what === 'audiences'
          ? audienceEntries(record, around(record))
          : accessEntries(record, grants.get(record.id) ?? [], around(record));
      return [
        record.id,
        { rev: record.indexRev, entries: all.filter((e) => sources.some((s) => s === e.source)) },
      ];
    });
    await this.access.redeclare(tx, 'resource', sources, new Map(changes));
  }

  /** What surrounds each of the resources, read once for all of them. */
  private async around(
    q: Queryable,
    records: readonly ResourceRecord[],
    grants: readonly Grant[],
  ): Promise<(record: ResourceRecord) => Around> {
    const parts = records.flatMap((r) => (r.audience ? audienceParts(r.audience, r.schoolId) : []));
    const homes = await this.homes(q, [...parts, ...grants.map((grant) => grant.to)]);
    const ties = new Map<Id, Ties>();
    if (parts.length + grants.length > 0)
      for (const { schoolId } of records)
        if (!ties.has(schoolId)) ties.set(schoolId, await this.directory.tiesOf(q, schoolId));
    return ({ schoolId }) => ({ homes, ties: ties.get(schoolId) ?? NO_TIES });
  }

  /** Declares what is open for support now; nothing that the index knows of changes. */
  async lend(tx: Tx, record: ResourceRecord): Promise<void> {
    await this.access.declareSupport(tx, 'resource', record.id, await this.support(tx, record));
  }

  /** Those whose it is as persons: its author, and whoever may manage it by name. */
  async owners(q: Queryable, record: ResourceRecord): Promise<Id[]> {
    const grants = (await this.grants.of(q, [record.id])).get(record.id) ?? [];
    const named = grants.filter(({ to, right }) => to.kind === 'user' && right === 'manage');
    return [...new Set([record.authorId, ...named.map(({ to }) => to.id)])];
  }

  /** Nobody has any right to it any more. */
  async erase(tx: Tx, id: Id, rev: number): Promise<void> {
    await this.grants.removeAll(tx, id);
    await this.supports.removeAll(tx, id);
    await this.access.declare(tx, 'resource', id, rev, []);
  }

  /** What a school can share with now; of people, those that are named. */
  async reach(q: Queryable, schoolId: Id, parts: readonly AudiencePart[]): Promise<Reach> {
    const people = await this.addressees.belonging(q, peopleNamed(parts));
    return { ...(await this.directory.reachOf(q, schoolId)), people };
  }

  /**
   * The audience with everything it names written out. Throws `audience_invalid` for what is out of the school's reach,
   * `consent_required` or `licence_forbids` where the widest audience would leave less of it.
   */
  async complete(q: Queryable, usage: Usage, audience: AudienceInput): Promise<AudienceInput> {
    const reach = await this.reach(q, usage.schoolId, audience.parts ?? []);
    const complete = completeAudience(audience, reach);
    await this.requireWithin(q, usage, audienceParts(complete, usage.schoolId));
    return complete;
  }

  /**
   * The same for many resources of one school: the audience with everything it names written out, and why one of them
   * would be left less of it. Throws `audience_invalid`.
   */
  async limits(q: Queryable, schoolId: Id, audience: AudienceInput) {
    const reach = await this.reach(q, schoolId, audience.parts ?? []);
    const complete = completeAudience(audience, reach);
    const parts = audienceParts(complete, schoolId);
    const homes = await this.homes(q, parts);
    return { audience: complete, narrowing: (usage: Usage) => narrowing(parts, usage, homes) };
  }

  /** Throws `consent_required` or `licence_forbids` where the widest audience leaves less than these parts. */
  async requireWithin(q: Queryable, usage: Usage, parts: readonly AudiencePart[]): Promise<void> {
    const because = narrowing(parts, usage, await this.homes(q, parts));
    if (because === 'consent') throw new AppError('consent_required');
    if (because === 'licence') throw new AppError('licence_forbids', { licence: usage.licence });
  }

  private async support(q: Queryable, record: ResourceRecord): Promise<AccessEntry[]> {
    return supportEntries(record, await this.supports.open(q, record.id, this.clock.now()));
  }

  /** The schools of the departments and teams among the parts. */
  private async homes(q: Queryable, parts: readonly AudiencePart[]): Promise<HomeOf> {
    const ids = (kind: string) => [
      ...new Set(parts.filter((part) => part.kind === kind).map((part) => part.id)),
    ];
    const [departmentIds, teamIds] = [ids('department'), ids('team')];
    if (departmentIds.length + teamIds.length === 0) return new Map();
    const names = await this.directory.names(q, { departmentIds, teamIds });
    return new Map([...names.departments, ...names.teams].map(([id, { schoolId }]) => [id, schoolId]));
  }
}
