import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { auditPeopleQuery, type AuditPeople, type AuditStanding } from '../../contracts/index.js';
import { CurrentActor, Permission } from '../../http/index.js';
import type { Actor } from '../../kernel/actor.js';
import { AppError } from '../../kernel/errors.js';
import { AuditLog } from '../../platform/audit/index.js';
import { Database } from '../../platform/database/database.port.js';
import { Addressees } from '../organization/index.js';
import { AuditChain } from './audit-chain.js';
import { AuditScopes, type AuditScope } from './audit-scope.js';

/** What only those need who read a whole record. To all others it is forbidden. */
@Controller('api/v1/audit')
@ApiTags('audit')
@Permission('signed-in')
export class AuditChainController {
  constructor(
    private readonly scopes: AuditScopes,
    private readonly chain: AuditChain,
    private readonly addressees: Addressees,
    private readonly log: AuditLog,
    private readonly database: Database,
  ) {}

  /** How far the record is sealed, what waits for its seal, and how the last verification ended. */
  @Get('standing')
  async standing(@CurrentActor() actor: Actor): Promise<AuditStanding> {
    await this.requireAuditor(actor);
    return this.chain.standing();
  }

  /** Walks the whole chain. That it was asked for is written down. */
  @Post('verify')
  @HttpCode(200)
  async verify(@CurrentActor() actor: Actor): Promise<AuditStanding> {
    await this.requireAuditor(actor);
    await this.database.transaction((tx) =>
      this.log.record(tx, {
        actorId: actor.userId,
        schoolId: null,
        action: 'audit.verify',
        objectType: 'account',
        objectId: actor.userId,
        result: 'ok',
      }),
    );
    return this.chain.verify();
  }

  /** People of the audited schools by name, to look for what one of them did. */
  @Get('people')
  async people(
    @CurrentActor() actor: Actor,
    @Query({ schema: auditPeopleQuery }) { text }: z.output<typeof auditPeopleQuery>,
  ): Promise<AuditPeople> {
    const { schoolIds } = await this.requireAuditor(actor);
    const found = await this.addressees.named(this.database.reader, schoolIds, text);
    const each = new Map(found.map(({ userId, name }) => [userId, { id: userId, name }]));
    return { items: [...each.values()] };
  }

  private async requireAuditor(actor: Actor): Promise<AuditScope> {
    const scope = await this.scopes.of(actor);
    if (!scope.auditor) throw new AppError('forbidden');
    return scope;
  }
}
