import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditedKinds } from '../../platform/audit/index.js';
import { AccountsService } from '../identity/index.js';
import { MembershipsRepository } from './memberships.repository.js';
import { StructureRepository } from './structure.repository.js';

/** Tells the audit record of people and places, so that a refusal on one that exists is known as such. */
@Injectable()
export class OrganizationAudited implements OnModuleInit {
  constructor(
    private readonly kinds: AuditedKinds,
    private readonly accounts: AccountsService,
    private readonly structure: StructureRepository,
    private readonly memberships: MembershipsRepository,
  ) {}

  onModuleInit(): void {
    const nowhere = <T extends { id: string }>(list: readonly T[]) =>
      list.map(({ id }) => ({ id, schoolId: null }));
    const kinds = {
      account: async (q, ids) => nowhere(await this.accounts.byIds(ids, q)),
      group: async (q, ids) => nowhere(await this.structure.groups(q, ids)),
      school: async (q, ids) =>
        (await this.structure.schools(q, ids)).map(({ id }) => ({ id, schoolId: id })),
      department: (q, ids) => this.structure.departments(q, { ids }),
      team: (q, ids) => this.structure.teams(q, { ids }),
      school_link: (q, ids) => this.structure.links(q, { ids }),
      membership: (q, ids) => this.memberships.byIds(q, ids),
    } satisfies Record<string, Parameters<AuditedKinds['register']>[0]['find']>;
    for (const [type, find] of Object.entries(kinds)) this.kinds.register({ type, find });
  }
}
