import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { idParams, reviewRubrics, type ReviewRubrics as Rubrics } from '../../../contracts/index.js';
import { Permission } from '../../../http/index.js';
import { ActingPerson, type Acting } from '../../organization/index.js';
import { ReviewRubrics } from './review-rubrics.js';

/** What a group asks reviewers when they decide. */
@Controller('api/v1/groups/:id/review-rubric')
@ApiTags('review')
@Permission('signed-in')
export class ReviewRubricsController {
  constructor(private readonly rubrics: ReviewRubrics) {}

  @Get()
  async read(
    @ActingPerson() by: Acting,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
  ): Promise<Rubrics> {
    return { items: await this.rubrics.read(by, id) };
  }

  @Put()
  async replace(
    @ActingPerson() by: Acting,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
    @Body({ schema: reviewRubrics }) { items }: z.output<typeof reviewRubrics>,
  ): Promise<Rubrics> {
    return { items: await this.rubrics.replace(by, id, items) };
  }
}
