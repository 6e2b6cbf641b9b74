import { Injectable } from '@nestjs/common';
import type { ScopeKind } from '../../contracts/index.js';
import type { Id } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import { Directory } from './directory.service.js';
import { MembershipsRepository } from './memberships.repository.js';

interface Scope {
  scope: ScopeKind;
  scopeId: Id;
}

/** The names around a person that are no secret, so that no password is made of them. */
@Injectable()
export class PasswordWords {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly memberships: MembershipsRepository,
  ) {}

  /** Names of a person's schools and groups, those of their schools included. */
  async ofAccount(id: Id): Promise<string[]> {
    return this.ofScopes(await this.memberships.ofAccounts(this.database.reader, [id]));
  }

  /** Names of these places, of the schools they lie in and of the groups of those schools. */
  async ofScopes(scopes: readonly Scope[]): Promise<string[]> {
    const { reader } = this.database;
    const idsIn = (kind: ScopeKind) => scopes.filter((s) => s.scope === kind).map((s) => s.scopeId);
    const first = await this.directory.names(reader, {
      schoolIds: idsIn('school'),
      departmentIds: idsIn('department'),
      teamIds: idsIn('team'),
      groupIds: idsIn('group'),
    });
    const groupIds = await this.directory.groupsOfSchools(reader, [...first.schools.keys()]);
    const more = await this.directory.names(reader, { groupIds });
    return [
      ...[...first.schools.values()].flatMap((s) => [s.name, s.shortName]),
      ...first.groups.values(),
      ...more.groups.values(),
    ];
  }
}
