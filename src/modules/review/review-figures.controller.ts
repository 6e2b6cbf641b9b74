import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { figuresQuery, type ReviewFigures as Figures } from '../../contracts/index.js';
import { CurrentActor, Permission } from '../../http/index.js';
import type { Actor } from '../../kernel/actor.js';
import { ReviewFigures } from './review-figures.js';

/** How review goes. */
@Controller('api/v1/reviews/figures')
@ApiTags('review')
@Permission('signed-in')
export class ReviewFiguresController {
  constructor(private readonly figures: ReviewFigures) {}

  @Get()
  read(
    @CurrentActor() actor: Actor,
    @Query({ schema: figuresQuery }) { period }: z.output<typeof figuresQuery>,
  ): Promise<Figures> {
    return this.figures.read(actor, period);
  }
}
