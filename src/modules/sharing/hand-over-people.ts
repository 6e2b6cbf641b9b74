import { Injectable } from '@nestjs/common';
import { AppError, notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import { AccountStanding, Addressees, AuthorityService, type Acting } from '../organization/index.js';

/** From whom and to whom an administrator may hand things over. */
@Injectable()
export class HandOverPeople {
  constructor(
    private readonly database: Database,
    private readonly standing: AccountStanding,
    private readonly authority: AuthorityService,
    private readonly addressees: Addressees,
  ) {}

  /** The person, to whoever administers the school and sees them. Throws not_found. */
  async require(by: Acting, schoolId: Id, personId: Id): Promise<{ id: Id; name: string }> {
    if (!(await this.authority.of(by.actor)).schools.has(schoolId)) throw notFound();
    return this.standing.requireVisible(this.database.reader, by, personId);
  }

  /** Nobody hands over to themselves, and only people who are of the school now take over. */
  async requireReceivers(by: Acting, schoolId: Id, personId: Id, ids: readonly Id[]): Promise<void> {
    if (ids.includes(by.actor.userId)) throw new AppError('own_rights');
    if (ids.includes(personId)) throw new AppError('conflict');
    const holders = await this.addressees.holders(this.database.reader, [`s:${schoolId}`]);
    const present = new Set(holders.map((holder) => holder.userId));
    if (!ids.every((id) => present.has(id))) throw new AppError('audience_invalid');
  }
}
