import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import {
  approveRequest,
  correctRequest,
  idParams,
  reassignRequest,
  returnRequest,
  reviewQuery,
  sayRequest,
  type CorrectResult,
  type ReviewView,
} from '../../contracts/index.js';
import { CurrentActor, IfMatch, Permission } from '../../http/index.js';
import type { Actor } from '../../kernel/actor.js';
import type { Id } from '../../kernel/ids.js';
import { ReadingRecord } from '../resources/index.js';
import { Marks } from './marks/marks.js';
import { ReviewEdits } from './review-edits.js';
import { ReviewReader } from './review-reader.js';
import { Reviews, type Also } from './reviews.js';

interface IdParam {
  id: Id;
}

/** The desk of reviewers. What an act makes of a submission is read anew: it may not be theirs any more. */
@Controller('api/v1/reviews')
@ApiTags('review')
@Permission('signed-in')
export class ReviewsController {
  constructor(
    private readonly reader: ReviewReader,
    private readonly reviews: Reviews,
    private readonly edits: ReviewEdits,
    private readonly readings: ReadingRecord,
    private readonly marks: Marks,
  ) {}

  @Get()
  queue(@CurrentActor() actor: Actor, @Query({ schema: reviewQuery }) query: z.output<typeof reviewQuery>) {
    return this.reader.queue(actor, query);
  }

  @Get(':id')
  async view(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @Req() { ip }: FastifyRequest,
  ): Promise<ReviewView> {
    const view = await this.reader.view(actor, id);
    this.readings.viewed({ actor, ip, resourceId: view.resource.id, inForce: !view.replaces });
    return view;
  }

  @Get(':id/candidates')
  async candidates(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParam) {
    return { items: await this.reader.candidates(actor, id) };
  }

  @Patch(':id/description')
  correct(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @IfMatch() rev: number,
    @Body({ schema: correctRequest }) body: z.output<typeof correctRequest>,
  ): Promise<CorrectResult> {
    return this.edits.correct(actor, { id, rev }, body);
  }

  @Post(':id/take')
  @HttpCode(204)
  take(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @IfMatch() rev: number,
  ): Promise<void> {
    return this.reviews.take(actor, { id, rev });
  }

  @Post(':id/give-back')
  @HttpCode(204)
  giveBack(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @IfMatch() rev: number,
  ): Promise<void> {
    return this.reviews.giveBack(actor, { id, rev });
  }

  @Post(':id/reassign')
  @HttpCode(204)
  reassign(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @IfMatch() rev: number,
    @Body({ schema: reassignRequest }) { toId, words }: z.output<typeof reassignRequest>,
  ): Promise<void> {
    return this.reviews.reassign(actor, { id, rev }, toId, words);
  }

  @Post(':id/approve')
  @HttpCode(204)
  approve(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @IfMatch() rev: number,
    @Body({ schema: approveRequest }) { marks, ...said }: z.output<typeof approveRequest>,
  ): Promise<void> {
    const mark: Also = (tx, resourceId) => this.marks.giveWith(tx, actor, resourceId, marks);
    return this.reviews.approve(actor, { id, rev }, said, marks.length > 0 ? mark : null);
  }

  @Post(':id/return')
  @HttpCode(204)
  return(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @IfMatch() rev: number,
    @Body({ schema: returnRequest }) { reasons, ...said }: z.output<typeof returnRequest>,
  ): Promise<void> {
    return this.reviews.return(actor, { id, rev }, reasons, said);
  }

  @Post(':id/ask')
  @HttpCode(204)
  ask(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @IfMatch() rev: number,
    @Body({ schema: sayRequest }) { words }: z.output<typeof sayRequest>,
  ): Promise<void> {
    return this.reviews.ask(actor, { id, rev }, words);
  }
}
