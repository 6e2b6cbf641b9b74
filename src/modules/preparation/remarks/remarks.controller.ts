import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  editRemarkRequest,
  lessonParams,
  remarkParams,
  remarkRequest,
  settleRemarkRequest,
  type RemarkView,
} from '../../../contracts/index.js';
import { Creates, CurrentActor, Permission } from '../../../http/index.js';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { RemarkReader } from './remark-reader.js';
import { Remarks } from './remarks.js';

type LessonParam = z.output<typeof lessonParams>;
type RemarkParam = z.output<typeof remarkParams>;

/** What is said about a draft. */
@Controller('api/v1/plans/:id/lessons/:lessonId/remarks')
@ApiTags('preparation')
@Permission('signed-in')
export class RemarksController {
  constructor(
    private readonly reader: RemarkReader,
    private readonly remarks: Remarks,
  ) {}

  @Get()
  async list(
    @CurrentActor() actor: Actor,
    @Param({ schema: lessonParams }) { id, lessonId }: LessonParam,
  ): Promise<{ items: RemarkView[]; more: boolean }> {
    return { items: await this.reader.of(actor, id, lessonId), more: false };
  }

  @Post()
  @Creates()
  async write(
    @CurrentActor() actor: Actor,
    @Param({ schema: lessonParams }) { id, lessonId }: LessonParam,
    @Body({ schema: remarkRequest }) body: z.output<typeof remarkRequest>,
  ): Promise<{ id: Id }> {
    return { id: await this.remarks.write(actor, id, lessonId, body) };
  }

  @Patch(':remarkId')
  @HttpCode(204)
  edit(
    @CurrentActor() actor: Actor,
    @Param({ schema: remarkParams }) { id, ...key }: RemarkParam,
    @Body({ schema: editRemarkRequest }) { text }: z.output<typeof editRemarkRequest>,
  ): Promise<void> {
    return this.remarks.edit(actor, { planId: id, ...key }, text);
  }

  @Delete(':remarkId')
  @HttpCode(204)
  remove(
    @CurrentActor() actor: Actor,
    @Param({ schema: remarkParams }) { id, ...key }: RemarkParam,
  ): Promise<void> {
    return this.remarks.remove(actor, { planId: id, ...key });
  }

  @Post(':remarkId/settled')
  @HttpCode(204)
  settle(
    @CurrentActor() actor: Actor,
    @Param({ schema: remarkParams }) { id, ...key }: RemarkParam,
    @Body({ schema: settleRemarkRequest }) { settled }: z.output<typeof settleRemarkRequest>,
  ): Promise<void> {
    return this.remarks.settle(actor, { planId: id, ...key }, settled);
  }
}
