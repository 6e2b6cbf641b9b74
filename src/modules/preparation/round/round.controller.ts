import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { idParams, leadQuery, type PreparationTask } from '../../../contracts/index.js';
import { CurrentActor, Permission } from '../../../http/index.js';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { Parts } from './parts.js';
import { Tasks } from './tasks.js';

interface IdParam {
  id: Id;
}

/** Who does what, and what waits. Before the other routes of plans: `tasks` is no id. */
@Controller('api/v1/plans')
@ApiTags('preparation')
@Permission('signed-in')
export class RoundController {
  constructor(
    private readonly parts: Parts,
    private readonly tasks: Tasks,
  ) {}

  @Get('tasks')
  async mine(@CurrentActor() actor: Actor): Promise<{ items: PreparationTask[] }> {
    return { items: await this.tasks.of(actor) };
  }

  @Get(':id/people')
  people(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParam) {
    return this.parts.of(actor, id);
  }

  @Get(':id/leads')
  async leads(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @Query({ schema: leadQuery }) { text }: z.output<typeof leadQuery>,
  ) {
    return { items: await this.parts.leads(actor, id, text) };
  }
}
