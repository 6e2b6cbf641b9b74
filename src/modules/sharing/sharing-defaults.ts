import { Injectable } from '@nestjs/common';
import type { SharingDefault } from '../../contracts/index.js';
import { Clock } from '../../kernel/clock.js';
import { AppError, notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { AuditLog } from '../../platform/audit/index.js';
import { Database } from '../../platform/database/database.port.js';
import { AuthorityService, type Acting } from '../organization/index.js';
import { SharingDefaultsRepository } from './sharing-defaults.repository.js';

/** What a school proposes to whoever publishes: audience and licence, for all types or for one. Nothing is enforced by it. */
@Injectable()
export class SharingDefaults {
  constructor(
    private readonly database: Database,
    private readonly repository: SharingDefaultsRepository,
    private readonly authority: AuthorityService,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** For people of the school and its administrators; for others there is no such school. */
  async of(by: Acting, schoolId: Id): Promise<SharingDefault[]> {
    await this.requireSeen(by, schoolId);
    return this.repository.of(this.database.reader, schoolId);
  }

  /** Replaces them all. Throws `forbidden` for those who do not administer the school, `conflict` for a type named twice. */
  async replace(by: Acting, schoolId: Id, items: readonly SharingDefault[]): Promise<SharingDefault[]> {
    if (!(await this.requireSeen(by, schoolId))) throw new AppError('forbidden');
    if (new Set(items.map((item) => item.type)).size !== items.length) throw new AppError('conflict');
    await this.database.transaction(async (tx) => {
      await this.repository.replace(tx, schoolId, items, this.clock.now());
      await this.audit.record(tx, {
        actorId: by.actor.userId,
        schoolId,
        action: 'school.sharing-defaults',
        objectType: 'school',
        objectId: schoolId,
        result: 'ok',
        ip: by.ip,
        detail: { items },
      });
    });
    return this.repository.of(this.database.reader, schoolId);
  }

  /** Whether they administer the school; not found when they have nothing to do with it. */
  private async requireSeen(by: Acting, schoolId: Id): Promise<boolean> {
    const administers = (await this.authority.of(by.actor)).schools.has(schoolId);
    if (!administers && !by.actor.principals.includes(`s:${schoolId}`)) throw notFound();
    return administers;
  }
}
