import { Body, Controller, Get, HttpCode, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import {
  createPlanRequest,
  idParams,
  organizersRequest,
  planActRequest,
  plansQuery,
  updatePlanRequest,
  type PlanView,
} from '../../../contracts/index.js';
import { Creates, CurrentActor, IfMatch, Permission } from '../../../http/index.js';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { AccessService } from '../../access/index.js';
import { Organizers } from './organizers.js';
import { PlanReader } from './plan-reader.js';
import { Plans } from './plans.js';

interface IdParam {
  id: Id;
}

@Controller('api/v1/plans')
@ApiTags('preparation')
@Permission('signed-in')
export class PlansController {
  constructor(
    private readonly access: AccessService,
    private readonly reader: PlanReader,
    private readonly plans: Plans,
    private readonly organizing: Organizers,
  ) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Query({ schema: plansQuery }) query: z.output<typeof plansQuery>) {
    return this.reader.list(actor, query);
  }

  @Post()
  @Creates()
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: createPlanRequest }) body: z.output<typeof createPlanRequest>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlanView> {
    return this.show(actor, await this.plans.create(actor, body), reply);
  }

  @Get(':id')
  view(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlanView> {
    return this.show(actor, id, reply);
  }

  @Patch(':id')
  async update(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @IfMatch() rev: number,
    @Body({ schema: updatePlanRequest }) body: z.output<typeof updatePlanRequest>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlanView> {
    await this.plans.update(await this.access.authorize(actor, 'manage', 'plan', id), rev, body);
    return this.show(actor, id, reply);
  }

  /** Without an answer: of a removed plan there is nothing to show. */
  @Post(':id/acts')
  @HttpCode(204)
  async act(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @IfMatch() rev: number,
    @Body({ schema: planActRequest }) { act }: z.output<typeof planActRequest>,
  ): Promise<void> {
    await this.plans.act(actor, await this.access.authorize(actor, 'manage', 'plan', id), rev, act);
  }

  /** Without an answer: whoever takes themselves off may not see it any more. */
  @Put(':id/organizers')
  @HttpCode(204)
  async organizers(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @IfMatch() rev: number,
    @Body({ schema: organizersRequest }) body: z.output<typeof organizersRequest>,
  ): Promise<void> {
    await this.organizing.name(await this.access.authorize(actor, 'manage', 'plan', id), rev, body);
  }

  private async show(actor: Actor, id: Id, reply: FastifyReply): Promise<PlanView> {
    const view = await this.reader.view(actor, id);
    void reply.header('ETag', `"${view.rev}"`);
    return view;
  }
}
