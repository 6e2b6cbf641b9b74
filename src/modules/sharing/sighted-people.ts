import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import type { Id } from '../../kernel/ids.js';
import { AuditLog } from '../../platform/audit/index.js';
import { Database } from '../../platform/database/database.port.js';
import { AccountStanding, ActorService, AuthorityService, type Acting } from '../organization/index.js';

/** Whom an administrator may ask about, and how far. */
@Injectable()
export class SightedPeople {
  constructor(
    private readonly database: Database,
    private readonly standing: AccountStanding,
    private readonly authority: AuthorityService,
    private readonly actors: ActorService,
    private readonly audit: AuditLog,
  ) {}

  /** `actor` is null for an account that is switched off: it sees nothing. The first look is recorded. */
  async find(by: Acting, personId: Id, record: boolean): Promise<{ actor: Actor | null; schoolIds: Id[] }> {
    const account = await this.standing.requireVisible(this.database.reader, by, personId);
    const { schools } = await this.authority.of(by.actor);
    if (record)
      await this.database.transaction((tx) =>
        this.audit.record(tx, {
          actorId: by.actor.userId,
          schoolId: null,
          action: 'account.sight',
          objectType: 'account',
          objectId: personId,
          result: 'ok',
          ip: by.ip,
        }),
      );
    const actor = account.active ? await this.actors.load(personId, personId) : null;
    return { actor, schoolIds: [...schools] };
  }
}
