import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { idParams, reviewPolicy, type ReviewPolicy } from '../../contracts/index.js';
import { Permission } from '../../http/index.js';
import { ActingPerson, type Acting } from '../organization/index.js';
import { ReviewPolicies } from './review-policies.js';

/** What a group asks for before something is shown. */
@Controller('api/v1/groups/:id/review-policy')
@ApiTags('review')
@Permission('signed-in')
export class ReviewPolicyController {
  constructor(private readonly policies: ReviewPolicies) {}

  @Get()
  async read(
    @ActingPerson() by: Acting,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
  ): Promise<ReviewPolicy> {
    return { items: await this.policies.read(by, id) };
  }

  @Put()
  async replace(
    @ActingPerson() by: Acting,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
    @Body({ schema: reviewPolicy }) { items }: z.output<typeof reviewPolicy>,
  ): Promise<ReviewPolicy> {
    return { items: await this.policies.replace(by, id, items) };
  }
}
