import { Injectable } from '@nestjs/common';
import type { ActiveMembership, Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import { AccountsService, type SessionWithAccount } from '../identity/index.js';
import { MembershipsRepository } from './memberships.repository.js';
import { homeSchoolOf } from './rules.js';

/** Roles whose holders keep the catalogue of their school. */
const KEEPERS = new Set(['librarian', 'school_admin']);

/** Roles whose holders may open single things for support. */
const ADMINISTRATORS = new Set(['school_admin', 'group_admin']);

/** Makes the actor of a request out of committed rows. Remembers nothing. */
@Injectable()
export class ActorService {
  constructor(
    private readonly database: Database,
    private readonly memberships: MembershipsRepository,
    private readonly accounts: AccountsService,
    private readonly clock: Clock,
  ) {}

  /** The person of a valid session, as they stand now, working in the name of `actingFor` if that is a school of theirs. */
  ofSession(session: SessionWithAccount, actingFor?: Id): Promise<Actor> {
    return this.read(session.account.id, session.id, session.account.name, actingFor);
  }

  /** The same for work in somebody's name; `sessionId` only names where it came from. Throws not_found for nobody. */
  async load(userId: Id, sessionId: Id): Promise<Actor> {
    const account = await this.accounts.find(userId);
    if (!account?.active) throw notFound();
    return this.read(userId, sessionId, account.name);
  }

  private async read(userId: Id, sessionId: Id, name: string, actingFor?: Id): Promise<Actor> {
    const at = this.clock.now();
    const { memberships, linkedGroupIds } = await this.memberships.active(this.database.reader, userId, at);
    const principals = principalsOf(userId, memberships, linkedGroupIds);
    const own = memberships.some((m) => m.schoolId !== null && m.schoolId === actingFor);
    const actingSchoolId = actingFor === undefined ? homeSchoolOf(memberships) : own ? actingFor : null;
    return { userId, sessionId, name, memberships, principals, actingSchoolId, at };
  }
}

/** `u:`, `t:`, `d:`, `s:`, `g:`, `m:` and `p:` keys, each once. A team gives its department and a department its school. */
function principalsOf(
  userId: Id,
  memberships: readonly ActiveMembership[],
  linkedGroupIds: readonly Id[],
): string[] {
  const keys = new Set([`u:${userId}`]);
  for (const { scope, scopeId, schoolId, departmentId, role } of memberships) {
    if (scope === 'team') keys.add(`t:${scopeId}`);
    if (departmentId !== null) keys.add(`d:${departmentId}`);
    if (scope === 'group') keys.add(`g:${scopeId}`);
    if (schoolId !== null) keys.add(`s:${schoolId}`);
    if (scope === 'school' && KEEPERS.has(role)) keys.add(`m:${scopeId}`);
    if (ADMINISTRATORS.has(role)) keys.add(`p:${userId}:${scopeId}`);
  }
  for (const groupId of linkedGroupIds) keys.add(`g:${groupId}`);
  return [...keys];
}
