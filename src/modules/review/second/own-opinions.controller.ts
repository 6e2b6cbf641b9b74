import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { idParams, type ownOpinions } from '../../../contracts/index.js';
import { CurrentActor, IfMatch, Permission } from '../../../http/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { OpinionUndo } from './opinion-undo.js';
import { OwnOpinions } from './own-opinions.js';

/** What the first of two judges may still do. */
@Controller('api/v1/reviews')
@ApiTags('review')
@Permission('signed-in')
export class OwnOpinionsController {
  constructor(
    private readonly own: OwnOpinions,
    private readonly undo: OpinionUndo,
  ) {}

  @Get('opinions')
  async list(@CurrentActor() actor: Actor): Promise<z.output<typeof ownOpinions>> {
    return { items: await this.own.list(actor) };
  }

  @Post(':id/recall')
  @HttpCode(204)
  recall(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
    @IfMatch() rev: number,
  ): Promise<void> {
    return this.undo.recall(actor, { id, rev });
  }
}
