import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  idParams,
  openSupportInput,
  supportParams,
  type SupportList,
  type SupportView,
} from '../../../contracts/index.js';
import { Creates, CurrentActor, Permission } from '../../../http/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { SupportAccess } from './support-access.js';

/** What administrators open for support, and who ends it. */
@Controller('api/v1/resources/:id/support')
@ApiTags('support')
@Permission('signed-in')
export class SupportController {
  constructor(private readonly support: SupportAccess) {}

  @Get()
  async list(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
  ): Promise<SupportList> {
    return { items: await this.support.list(actor, id) };
  }

  @Post()
  @Creates()
  open(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
    @Body({ schema: openSupportInput }) body: z.output<typeof openSupportInput>,
  ): Promise<SupportView> {
    return this.support.open(actor, id, body);
  }

  @Delete(':supportId')
  @HttpCode(204)
  async end(
    @CurrentActor() actor: Actor,
    @Param({ schema: supportParams }) { id, supportId }: z.output<typeof supportParams>,
  ): Promise<void> {
    await this.support.end(actor, id, supportId);
  }
}
