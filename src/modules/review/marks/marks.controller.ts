import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import {
  id,
  idParams,
  markInput,
  takeMarkRequest,
  type MarkOffer,
  type ResourceMarks,
} from '../../../contracts/index.js';
import { CurrentActor, IfMatch, Permission } from '../../../http/index.js';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { AccessService } from '../../access/index.js';
import { DeskMarks } from './desk-marks.js';
import { MarkReader } from './mark-reader.js';
import { Marks } from './marks.js';

interface IdParam {
  id: Id;
}

const markParams = z.object({ id, markId: id });

/** Quality marks 校级精品 and 集团精品 of resources. */
@Controller('api/v1')
@ApiTags('review')
@Permission('signed-in')
export class MarksController {
  constructor(
    private readonly access: AccessService,
    private readonly marks: Marks,
    private readonly reader: MarkReader,
    private readonly desk: DeskMarks,
  ) {}

  @Get('resources/:id/marks')
  async list(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id: resourceId }: IdParam,
  ): Promise<ResourceMarks> {
    return this.reader.ofResource(actor, await this.seen(actor, resourceId));
  }

  @Post('resources/:id/marks')
  async give(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id: resourceId }: IdParam,
    @IfMatch() rev: number,
    @Body({ schema: markInput }) mark: z.output<typeof markInput>,
  ): Promise<{ id: Id }> {
    return { id: await this.marks.give(actor, await this.seen(actor, resourceId), rev, mark) };
  }

  @Post('resources/:id/marks/:markId/take-away')
  @HttpCode(204)
  async takeAway(
    @CurrentActor() actor: Actor,
    @Param({ schema: markParams }) { id: resourceId, markId }: z.output<typeof markParams>,
    @Body({ schema: takeMarkRequest }) { words }: z.output<typeof takeMarkRequest>,
  ): Promise<void> {
    await this.marks.takeAway(actor, await this.seen(actor, resourceId), markId, words);
  }

  @Get('reviews/:id/marks')
  async atDesk(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id: submissionId }: IdParam,
  ): Promise<{ items: MarkOffer[] }> {
    return { items: await this.desk.offers(actor, submissionId) };
  }

  private seen(actor: Actor, resourceId: Id) {
    return this.access.authorize(actor, 'view', 'resource', resourceId);
  }
}
