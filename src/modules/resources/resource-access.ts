import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import type { Queryable, Tx } from '../../platform/database/database.port.js';
import { AccessService, type AccessEntry } from '../access/index.js';
import { accessEntries, audienceEntries } from './audience/access-entries.js';
import { AudienceRules } from './audience/audience-rules.js';
import { GrantsRepository, type GrantRecord } from './grants/grants.repository.js';
import type { ResourceRecord } from './resources.repository.js';
import { supportEntries } from './support/support-entries.js';
import { SupportRepository } from './support/support.repository.js';

/** Between what is said of a resource and what access holds of it. */
@Injectable()
export class ResourceAccess {
  constructor(
    private readonly access: AccessService,
    private readonly rules: AudienceRules,
    private readonly grants: GrantsRepository,
    private readonly supports: SupportRepository,
    private readonly clock: Clock,
  ) {}

  /** Declares who may do what with a resource, as it is now said to be. */
  async declare(tx: Tx, record: ResourceRecord, rev: number): Promise<void> {
    const grants = (await this.grants.of(tx, [record.id])).get(record.id) ?? [];
    const around = await this.rules.around(tx, [record], grants);
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
    const around = await this.rules.around(tx, records, [...grants.values()].flat());
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

  private async support(q: Queryable, record: ResourceRecord): Promise<AccessEntry[]> {
    return supportEntries(record, await this.supports.open(q, record.id, this.clock.now()));
  }
}
