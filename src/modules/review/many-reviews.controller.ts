import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  manyReviewersQuery,
  manyReviewsRequest,
  type ManyReviewers,
  type ManyReviewsResult,
} from '../../contracts/index.js';
import { CurrentActor, Permission } from '../../http/index.js';
import type { Actor } from '../../kernel/actor.js';
import { ManyReviews } from './many-reviews.js';

/** Several submissions at once. What becomes of each is in the answer, refusals included. */
@Controller('api/v1/reviews/many')
@ApiTags('review')
@Permission('signed-in')
export class ManyReviewsController {
  constructor(private readonly many: ManyReviews) {}

  @Post()
  @HttpCode(200)
  async act(
    @CurrentActor() actor: Actor,
    @Body({ schema: manyReviewsRequest }) body: z.output<typeof manyReviewsRequest>,
  ): Promise<ManyReviewsResult> {
    return { items: await this.many.act(actor, body) };
  }

  @Get('candidates')
  async candidates(
    @CurrentActor() actor: Actor,
    @Query({ schema: manyReviewersQuery }) { ids }: z.output<typeof manyReviewersQuery>,
  ): Promise<ManyReviewers> {
    return { items: await this.many.candidates(actor, ids) };
  }
}
