import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import {
  collectionsQuery,
  createCollectionRequest,
  idParams,
  publishCollectionRequest,
  updateCollectionRequest,
  type CollectionView,
} from '../../../contracts/index.js';
import { Creates, CurrentActor, IfMatch, Permission } from '../../../http/index.js';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { AccessService } from '../../access/index.js';
import { CollectionEditor } from './collection-editor.js';
import { CollectionPublisher } from './collection-publisher.js';
import { CollectionReader } from './collection-reader.js';

interface IdParam {
  id: Id;
}

@Controller('api/v1/collections')
@ApiTags('collections')
@Permission('signed-in')
export class CollectionsController {
  constructor(
    private readonly access: AccessService,
    private readonly reader: CollectionReader,
    private readonly editor: CollectionEditor,
    private readonly publisher: CollectionPublisher,
  ) {}

  @Get()
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: collectionsQuery }) query: z.output<typeof collectionsQuery>,
  ) {
    return this.reader.list(actor, query);
  }

  @Post()
  @Creates()
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: createCollectionRequest }) body: z.output<typeof createCollectionRequest>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CollectionView> {
    return this.show(actor, await this.editor.create(actor, body), reply);
  }

  @Get(':id')
  view(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CollectionView> {
    return this.show(actor, id, reply);
  }

  @Patch(':id')
  async update(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @IfMatch() rev: number,
    @Body({ schema: updateCollectionRequest }) body: z.output<typeof updateCollectionRequest>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CollectionView> {
    await this.editor.update(await this.access.authorize(actor, 'edit', 'collection', id), rev, body);
    return this.show(actor, id, reply);
  }

  @Post(':id/publish')
  @HttpCode(200)
  async publish(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @IfMatch() rev: number,
    @Body({ schema: publishCollectionRequest }) body: z.output<typeof publishCollectionRequest>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CollectionView> {
    const right = await this.access.authorize(actor, 'manage', 'collection', id);
    await this.publisher.publish(right, rev, body.audience);
    return this.show(actor, id, reply);
  }

  /** Without an answer: whoever keeps the school's catalogue does not see drafts. */
  @Post(':id/withdraw')
  @HttpCode(204)
  async withdraw(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParam): Promise<void> {
    await this.publisher.withdraw(await this.access.authorize(actor, 'manage', 'collection', id));
  }

  @Delete(':id')
  @HttpCode(204)
  async trash(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParam): Promise<void> {
    await this.publisher.trash(await this.access.authorize(actor, 'manage', 'collection', id));
  }

  @Post(':id/restore')
  @HttpCode(200)
  async restore(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CollectionView> {
    await this.publisher.restore(await this.access.authorize(actor, 'manage', 'collection', id));
    return this.show(actor, id, reply);
  }

  private async show(actor: Actor, id: Id, reply: FastifyReply): Promise<CollectionView> {
    const view = await this.reader.view(actor, id);
    if (view.rev !== null) void reply.header('ETag', `"${view.rev}"`);
    return view;
  }
}
