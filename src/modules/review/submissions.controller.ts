import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { idParams, sayRequest, submitRequest, type SubmissionView } from '../../contracts/index.js';
import { Creates, CurrentActor, IfMatch, Permission } from '../../http/index.js';
import type { Actor } from '../../kernel/actor.js';
import type { Id } from '../../kernel/ids.js';
import { AccessService } from '../access/index.js';
import { askedWindow } from '../resources/index.js';
import { ReviewReader } from './review-reader.js';
import { Submissions } from './submissions.js';

interface IdParam {
  id: Id;
}

/** What authors submit, and where it is. */
@Controller('api/v1')
@ApiTags('review')
@Permission('signed-in')
export class SubmissionsController {
  constructor(
    private readonly access: AccessService,
    private readonly submissions: Submissions,
    private readonly reader: ReviewReader,
  ) {}

  @Get('resources/:id/submissions')
  async list(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
  ): Promise<{ items: SubmissionView[] }> {
    const right = await this.access.authorize(actor, 'edit', 'resource', id);
    return { items: await this.reader.ofResource(right) };
  }

  @Post('resources/:id/submissions')
  @Creates()
  async submit(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @IfMatch() rev: number,
    @Body({ schema: submitRequest }) body: z.output<typeof submitRequest>,
  ): Promise<{ id: Id }> {
    const right = await this.access.authorize(actor, 'manage', 'resource', id);
    const { audience, words } = body;
    return {
      id: await this.submissions.submit(actor, right, rev, { audience, words, window: askedWindow(body) }),
    };
  }

  @Post('submissions/:id/withdraw')
  @HttpCode(204)
  withdraw(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParam): Promise<void> {
    return this.submissions.withdraw(actor, id);
  }

  @Post('submissions/:id/answer')
  @HttpCode(204)
  answer(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @Body({ schema: sayRequest }) { words }: z.output<typeof sayRequest>,
  ): Promise<void> {
    return this.submissions.answer(actor, id, words);
  }

  @Post('submissions/:id/appeal')
  @HttpCode(204)
  appeal(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @Body({ schema: sayRequest }) { words }: z.output<typeof sayRequest>,
  ): Promise<void> {
    return this.submissions.appeal(actor, id, words);
  }
}
