import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import { Database, type Queryable } from '../../platform/database/database.port.js';
import type { Authority } from './rules.js';
import { StructureRepository } from './structure.repository.js';

/** An act of administration: who does it, from where. */
export interface Acting {
  actor: Actor;
  ip: string;
}

/** What somebody administers, and which schools and groups are theirs to see. */
@Injectable()
export class AuthorityService {
  constructor(
    private readonly database: Database,
    private readonly structure: StructureRepository,
    private readonly clock: Clock,
  ) {}

  /** A group administrator's groups with the schools linked to them now; a school administrator's schools. */
  async of(actor: Actor, q: Queryable = this.database.reader): Promise<Authority> {
    const groups = new Set<Id>();
    const schools = new Set<Id>();
    for (const { role, scopeId } of actor.memberships) {
      if (role === 'group_admin') groups.add(scopeId);
      if (role === 'school_admin') schools.add(scopeId);
    }
    const links = await this.structure.links(q, { groupIds: [...groups] }, this.clock.now());
    for (const link of links) schools.add(link.schoolId);
    return { groups, schools };
  }

  /** Where somebody reads the audit record: groups with the schools linked to them now, and schools. */
  auditedBy(actor: Actor, q: Queryable = this.database.reader): Promise<Authority> {
    return this.heldAs(actor, 'auditor', q);
  }

  /** Where somebody decides who administers: groups with the schools linked to them now. */
  securedBy(actor: Actor, q: Queryable = this.database.reader): Promise<Authority> {
    return this.heldAs(actor, 'security_admin', q);
  }

  private async heldAs(actor: Actor, role: string, q: Queryable): Promise<Authority> {
    const held = actor.memberships.filter((m) => m.role === role);
    if (held.length === 0) return { groups: new Set(), schools: new Set() };
    const groups = new Set(held.filter((m) => m.scope === 'group').map((m) => m.scopeId));
    const schools = new Set(held.filter((m) => m.scope === 'school').map((m) => m.scopeId));
    const links = await this.structure.links(q, { groupIds: [...groups] }, this.clock.now());
    for (const link of links) schools.add(link.schoolId);
    return { groups, schools };
  }

  /** The groups somebody belongs to through a membership or a school. */
  groupsOf(actor: Actor): Id[] {
    return actor.principals.filter((key) => key.startsWith('g:')).map((key) => key.slice(2));
  }

  /** The schools somebody belongs to. */
  schoolsOf(actor: Actor): Id[] {
    return actor.principals.filter((key) => key.startsWith('s:')).map((key) => key.slice(2));
  }
}
