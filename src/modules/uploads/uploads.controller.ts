import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  completeUploadRequest,
  createUploadRequest,
  idParams,
  signPartsRequest,
  type ListedUpload,
  type UploadView,
} from '../../contracts/index.js';
import { Creates, CurrentActor, Permission } from '../../http/index.js';
import type { Actor } from '../../kernel/actor.js';
import type { Id } from '../../kernel/ids.js';
import { UploadCompleter } from './upload-completer.js';
import { UploadCreator } from './upload-creator.js';
import { uploadView } from './upload-view.js';
import { UploadsService } from './uploads.service.js';

interface IdParam {
  id: Id;
}

@Controller('api/v1/uploads')
@ApiTags('uploads')
@Permission('signed-in')
export class UploadsController {
  constructor(
    private readonly uploads: UploadsService,
    private readonly creator: UploadCreator,
    private readonly completer: UploadCompleter,
  ) {}

  @Post()
  @Creates()
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: createUploadRequest }) body: z.output<typeof createUploadRequest>,
  ) {
    return this.uploads.describe(await this.creator.create(actor, body));
  }

  @Get()
  async list(@CurrentActor() actor: Actor): Promise<{ items: ListedUpload[] }> {
    return { items: await this.uploads.list(actor) };
  }

  @Get(':id')
  detail(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParam) {
    return this.uploads.detail(actor, id);
  }

  @Post(':id/parts')
  @HttpCode(200)
  sign(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @Body({ schema: signPartsRequest }) body: z.output<typeof signPartsRequest>,
  ) {
    return this.uploads.sign(actor, id, body.numbers);
  }

  @Post(':id/complete')
  @HttpCode(202)
  async complete(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @Body({ schema: completeUploadRequest }) body: z.output<typeof completeUploadRequest>,
  ): Promise<UploadView> {
    return uploadView(await this.completer.complete(actor, id, body.sha256));
  }

  @Delete(':id')
  @HttpCode(204)
  async abort(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParam): Promise<void> {
    await this.completer.abort(actor, id);
  }
}
