import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  adaptationParams,
  lessonParams,
  reflectRequest,
  type ShownResource,
} from '../../../contracts/index.js';
import { CurrentActor, Permission } from '../../../http/index.js';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { Adaptations } from './adaptations.js';
import { OwnReader } from './own-reader.js';
import { Reflections } from './reflections.js';

type LessonParam = z.output<typeof lessonParams>;

/** What a teacher makes of a lesson for themselves. */
@Controller('api/v1/plans/:id/lessons/:lessonId')
@ApiTags('preparation')
@Permission('signed-in')
export class OwnController {
  constructor(
    private readonly adaptations: Adaptations,
    private readonly reflections: Reflections,
    private readonly reader: OwnReader,
  ) {}

  /** What somebody handed in, for those whom the plan is for. */
  @Get('adaptations/:userId')
  adaptation(
    @CurrentActor() actor: Actor,
    @Param({ schema: adaptationParams })
    { id, lessonId, userId }: z.output<typeof adaptationParams>,
  ): Promise<ShownResource> {
    return this.reader.adaptation(actor, id, lessonId, userId);
  }

  /** The second time it answers with the first one. */
  @Post('adaptation')
  @HttpCode(200)
  async adapt(
    @CurrentActor() actor: Actor,
    @Param({ schema: lessonParams }) { id, lessonId }: LessonParam,
  ): Promise<{ resourceId: Id }> {
    return { resourceId: await this.adaptations.make(actor, id, lessonId) };
  }

  @Post('adaptation/hand-in')
  @HttpCode(204)
  handIn(
    @CurrentActor() actor: Actor,
    @Param({ schema: lessonParams }) { id, lessonId }: LessonParam,
  ): Promise<void> {
    return this.adaptations.handIn(actor, id, lessonId);
  }

  @Delete('adaptation/hand-in')
  @HttpCode(204)
  handBack(
    @CurrentActor() actor: Actor,
    @Param({ schema: lessonParams }) { id, lessonId }: LessonParam,
  ): Promise<void> {
    return this.adaptations.handBack(actor, id, lessonId);
  }

  @Put('reflection')
  @HttpCode(204)
  reflect(
    @CurrentActor() actor: Actor,
    @Param({ schema: lessonParams }) { id, lessonId }: LessonParam,
    @Body({ schema: reflectRequest }) body: z.output<typeof reflectRequest>,
  ): Promise<void> {
    return this.reflections.write(actor, id, lessonId, body);
  }

  @Delete('reflection')
  @HttpCode(204)
  unreflect(
    @CurrentActor() actor: Actor,
    @Param({ schema: lessonParams }) { id, lessonId }: LessonParam,
  ): Promise<void> {
    return this.reflections.remove(actor, id, lessonId);
  }
}
