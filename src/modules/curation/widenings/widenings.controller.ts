import { Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { idParams, itemParams, type WideningView } from '../../../contracts/index.js';
import { CurrentActor, Permission } from '../../../http/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { AccessService } from '../../access/index.js';
import { WideningAnswers } from './widening-answers.js';
import { Widenings } from './widenings.js';

/** Asking owners to let a collection's readers see what is in it. */
@Controller('api/v1')
@ApiTags('collections')
@Permission('signed-in')
export class WideningsController {
  constructor(
    private readonly access: AccessService,
    private readonly widenings: Widenings,
    private readonly answers: WideningAnswers,
  ) {}

  @Post('collections/:id/items/:itemId/widening')
  @HttpCode(204)
  async ask(
    @CurrentActor() actor: Actor,
    @Param({ schema: itemParams }) { id, itemId }: z.output<typeof itemParams>,
  ): Promise<void> {
    await this.widenings.ask(actor, await this.access.authorize(actor, 'edit', 'collection', id), itemId);
  }

  /** What I am asked, as far as it is open. */
  @Get('widenings')
  async list(@CurrentActor() actor: Actor): Promise<{ items: WideningView[] }> {
    return { items: await this.answers.list(actor) };
  }

  /** I have decided: it is not shown to me any more. */
  @Delete('widenings/:id')
  @HttpCode(204)
  async settle(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
  ): Promise<void> {
    await this.widenings.settle(actor, id);
  }
}
