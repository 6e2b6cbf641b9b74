import { Body, Controller, Get, HttpCode, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import {
  addLessonsRequest,
  idParams,
  layDraftRequest,
  lessonActRequest,
  lessonParams,
  updateLessonRequest,
  type LessonView,
  type PlanLesson,
} from '../../../contracts/index.js';
import { Creates, CurrentActor, IfMatch, Permission } from '../../../http/index.js';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { AccessService } from '../../access/index.js';
import { ReadingRecord } from '../../resources/index.js';
import { Drafts } from '../drafts/drafts.js';
import { LessonEditor } from './lesson-editor.js';
import { LessonReader } from './lesson-reader.js';

interface IdParam {
  id: Id;
}
type LessonParam = z.output<typeof lessonParams>;

/** The lessons of a plan, and the way of their drafts. */
@Controller('api/v1/plans/:id/lessons')
@ApiTags('preparation')
@Permission('signed-in')
export class LessonsController {
  constructor(
    private readonly access: AccessService,
    private readonly reader: LessonReader,
    private readonly editor: LessonEditor,
    private readonly drafts: Drafts,
    private readonly readings: ReadingRecord,
  ) {}

  @Get()
  async list(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
  ): Promise<{ items: PlanLesson[] }> {
    return { items: await this.reader.list(actor, id) };
  }

  @Post()
  @Creates()
  async add(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @Body({ schema: addLessonsRequest }) body: z.output<typeof addLessonsRequest>,
  ): Promise<{ ids: Id[] }> {
    const right = await this.access.authorize(actor, 'manage', 'plan', id);
    return { ids: await this.editor.add(right, body) };
  }

  @Get(':lessonId')
  async view(
    @CurrentActor() actor: Actor,
    @Param({ schema: lessonParams }) { id, lessonId }: LessonParam,
    @Req() { ip }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LessonView> {
    const view = await this.show(actor, id, lessonId, reply);
    if (view.draft) this.readings.viewed({ actor, ip, resourceId: view.draft.resourceId });
    return view;
  }

  @Patch(':lessonId')
  async update(
    @CurrentActor() actor: Actor,
    @Param({ schema: lessonParams }) { id, lessonId }: LessonParam,
    @IfMatch() rev: number,
    @Body({ schema: updateLessonRequest }) body: z.output<typeof updateLessonRequest>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LessonView> {
    const right = await this.access.authorize(actor, 'manage', 'plan', id);
    await this.editor.update(right, lessonId, rev, body);
    return this.show(actor, id, lessonId, reply);
  }

  @Post(':lessonId/draft')
  @HttpCode(200)
  async lay(
    @CurrentActor() actor: Actor,
    @Param({ schema: lessonParams }) { id, lessonId }: LessonParam,
    @IfMatch() rev: number,
    @Body({ schema: layDraftRequest }) { resourceId }: z.output<typeof layDraftRequest>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LessonView> {
    await this.drafts.lay(actor, id, lessonId, rev, resourceId);
    return this.show(actor, id, lessonId, reply);
  }

  @Post(':lessonId/acts')
  @HttpCode(200)
  async act(
    @CurrentActor() actor: Actor,
    @Param({ schema: lessonParams }) { id, lessonId }: LessonParam,
    @IfMatch() rev: number,
    @Body({ schema: lessonActRequest }) body: z.output<typeof lessonActRequest>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LessonView> {
    await this.drafts.act(actor, id, lessonId, rev, body);
    return this.show(actor, id, lessonId, reply);
  }

  private async show(actor: Actor, id: Id, lessonId: Id, reply: FastifyReply): Promise<LessonView> {
    const view = await this.reader.view(actor, id, lessonId);
    void reply.header('ETag', `"${view.rev}"`);
    return view;
  }
}
