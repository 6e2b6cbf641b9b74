import { Injectable } from '@nestjs/common';
import type { Id } from '../../kernel/ids.js';
import { AuditLog } from '../../platform/audit/index.js';
import type { Tx } from '../../platform/database/database.port.js';
import { AccountsService } from '../identity/index.js';
import { Provisioning } from './provisioning.service.js';

export interface Foundation {
  groupName: string;
  schoolName: string;
  loginName: string;
  name: string;
  passwordHash: string;
  ip: string | null;
}

/** A group with its core school and its first administrator: for the first-run page and `lianke create-admin`. */
@Injectable()
export class Founding {
  constructor(
    private readonly accounts: AccountsService,
    private readonly provisioning: Provisioning,
    private readonly audit: AuditLog,
  ) {}

  /**
   * The first administrator administers the group, and the school too, which makes it the one that they upload in the
   * name of. Throws `name_taken`, `login_name_taken`.
   */
  async found(tx: Tx, input: Foundation): Promise<Id> {
    const group = await this.provisioning.createGroup(tx, input.groupName);
    const school = await this.provisioning.createSchool(tx, {
      groupId: group.id,
      name: input.schoolName,
      kind: 'core',
    });
    const account = await this.accounts.create(tx, {
      loginName: input.loginName,
      name: input.name,
      passwordHash: input.passwordHash,
      mustChangePassword: false,
    });
    for (const place of [
      { scope: 'group', scopeId: group.id, role: 'group_admin' },
      { scope: 'school', scopeId: school.id, role: 'school_admin' },
    ] as const)
      await this.provisioning.addMembership(tx, account.id, place);
    await this.audit.record(tx, {
      actorId: account.id,
      schoolId: school.id,
      action: 'group.found',
      objectType: 'group',
      objectId: group.id,
      result: 'ok',
      ip: input.ip,
      detail: { group: group.name, school: school.name },
    });
    return account.id;
  }
}
