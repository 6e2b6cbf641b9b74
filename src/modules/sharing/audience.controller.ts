import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  audiencePreviewRequest,
  peopleInReachQuery,
  reachQuery,
  type AudiencePreview,
} from '../../contracts/index.js';
import { CurrentActor, Permission } from '../../http/index.js';
import type { Actor } from '../../kernel/actor.js';
import { AccessService } from '../access/index.js';
import { AudienceChooser } from './audience-chooser.js';

/** Choosing an audience: whom a school can share with, and who that would be. */
@Controller('api/v1/sharing')
@ApiTags('sharing')
@Permission('signed-in')
export class AudienceController {
  constructor(
    private readonly access: AccessService,
    private readonly chooser: AudienceChooser,
  ) {}

  @Get('reach')
  async reach(
    @CurrentActor() actor: Actor,
    @Query({ schema: reachQuery }) { schoolId }: z.output<typeof reachQuery>,
  ) {
    return { items: await this.chooser.reach(actor, schoolId) };
  }

  @Get('people')
  async people(
    @CurrentActor() actor: Actor,
    @Query({ schema: peopleInReachQuery }) { schoolId, text }: z.output<typeof peopleInReachQuery>,
  ) {
    return { items: await this.chooser.people(actor, schoolId, text) };
  }

  /** Counts; nothing is changed. */
  @Post('audience')
  @HttpCode(200)
  async preview(
    @CurrentActor() actor: Actor,
    @Body({ schema: audiencePreviewRequest })
    { schoolId, audience, resourceId, types }: z.output<typeof audiencePreviewRequest>,
  ): Promise<AudiencePreview> {
    const right =
      resourceId === undefined
        ? undefined
        : await this.access.authorize(actor, 'manage', 'resource', resourceId);
    return this.chooser.preview(actor, schoolId, audience, { right, types });
  }
}
