import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { idParams, pageQuery, seenUntilRequest } from '../../contracts/index.js';
import { CurrentActor, Permission } from '../../http/index.js';
import type { Actor } from '../../kernel/actor.js';
import { Inbox } from './inbox.js';

/** What I am told. Everybody reads their own. */
@Controller('api/v1/notices')
@ApiTags('notices')
@Permission('signed-in')
export class NoticesController {
  constructor(private readonly inbox: Inbox) {}

  @Get()
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: pageQuery }) { cursor, limit }: z.output<typeof pageQuery>,
  ) {
    return this.inbox.page(actor, cursor, limit);
  }

  @Get('unseen')
  async unseen(@CurrentActor() actor: Actor): Promise<{ count: number }> {
    return { count: await this.inbox.unseen(actor) };
  }

  @Post('seen')
  @HttpCode(204)
  async seeUntil(
    @CurrentActor() actor: Actor,
    @Body({ schema: seenUntilRequest }) { until }: z.output<typeof seenUntilRequest>,
  ): Promise<void> {
    await this.inbox.seeUntil(actor, until);
  }

  @Post(':id/seen')
  @HttpCode(204)
  async see(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
  ): Promise<void> {
    await this.inbox.see(actor, id);
  }
}
