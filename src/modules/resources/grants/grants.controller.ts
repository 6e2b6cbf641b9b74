import { Body, Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { grantParams, grantRequest, idParams, type GrantView } from '../../../contracts/index.js';
import { CurrentActor, Permission } from '../../../http/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { AccessService } from '../../access/index.js';
import { ResourceGrants } from './resource-grants.js';

/** Rights to a resource that are given by name. */
@Controller('api/v1/resources/:id/grants')
@ApiTags('sharing')
@Permission('signed-in')
export class GrantsController {
  constructor(
    private readonly access: AccessService,
    private readonly grants: ResourceGrants,
  ) {}

  @Get()
  async list(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
  ): Promise<{ items: GrantView[] }> {
    return { items: await this.grants.list(await this.access.authorize(actor, 'manage', 'resource', id)) };
  }

  /** Answers with all grants as they stand then. */
  @Put()
  async give(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
    @Body({ schema: grantRequest }) body: z.output<typeof grantRequest>,
  ): Promise<{ items: GrantView[] }> {
    const right = await this.access.authorize(actor, 'manage', 'resource', id);
    await this.grants.give(right, body);
    return { items: await this.grants.list(right) };
  }

  /** Answers with the grants that are left. */
  @Delete(':key')
  async take(
    @CurrentActor() actor: Actor,
    @Param({ schema: grantParams }) { id, key }: z.output<typeof grantParams>,
  ): Promise<{ items: GrantView[] }> {
    const right = await this.access.authorize(actor, 'manage', 'resource', id);
    await this.grants.take(right, key);
    return { items: await this.grants.list(right) };
  }
}
