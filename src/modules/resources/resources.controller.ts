import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import {
  createResourceRequest,
  idParams,
  publishRequest,
  resourcesQuery,
  tagSuggestQuery,
  updateResourceRequest,
  type ResourceView,
} from '../../contracts/index.js';
import { CurrentActor, IfMatch, Permission } from '../../http/index.js';
import type { Actor } from '../../kernel/actor.js';
import type { Id } from '../../kernel/ids.js';
import { AccessService } from '../access/index.js';
import { ResourceEditor } from './resource-editor.js';
import { ResourcePublisher } from './resource-publisher.js';
import { ResourceReader } from './resource-reader.js';
import { TagsInUse } from './tags-in-use.js';

interface IdParam {
  id: Id;
}

@Controller('api/v1')
@ApiTags('resources')
@Permission('signed-in')
export class ResourcesController {
  constructor(
    private readonly access: AccessService,
    private readonly reader: ResourceReader,
    private readonly editor: ResourceEditor,
    private readonly publisher: ResourcePublisher,
    private readonly tags: TagsInUse,
  ) {}

  @Get('resources')
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: resourcesQuery }) query: z.output<typeof resourcesQuery>,
  ) {
    return this.reader.list(actor, query);
  }

  @Post('resources')
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: createResourceRequest }) body: z.output<typeof createResourceRequest>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ResourceView> {
    return this.show(actor, await this.editor.create(actor, body), reply);
  }

  @Get('resources/:id')
  view(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ResourceView> {
    return this.show(actor, id, reply);
  }

  @Patch('resources/:id')
  async update(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @IfMatch() rev: number,
    @Body({ schema: updateResourceRequest }) body: z.output<typeof updateResourceRequest>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ResourceView> {
    await this.editor.update(await this.access.authorize(actor, 'edit', 'resource', id), rev, body);
    return this.show(actor, id, reply);
  }

  @Post('resources/:id/publish')
  @HttpCode(200)
  async publish(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @IfMatch() rev: number,
    @Body({ schema: publishRequest }) body: z.output<typeof publishRequest>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ResourceView> {
    await this.publisher.publish(
      await this.access.authorize(actor, 'manage', 'resource', id),
      rev,
      body.audience,
    );
    return this.show(actor, id, reply);
  }

  @Post('resources/:id/withdraw')
  @HttpCode(200)
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ResourceView> {
    await this.publisher.withdraw(await this.access.authorize(actor, 'manage', 'resource', id));
    return this.show(actor, id, reply);
  }

  @Delete('resources/:id')
  @HttpCode(204)
  async trash(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParam): Promise<void> {
    await this.publisher.trash(await this.access.authorize(actor, 'manage', 'resource', id));
  }

  @Post('resources/:id/restore')
  @HttpCode(200)
  async restore(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ResourceView> {
    await this.publisher.restore(await this.access.authorize(actor, 'manage', 'resource', id));
    return this.show(actor, id, reply);
  }

  @Get('tags/suggestions')
  async suggestTags(
    @CurrentActor() actor: Actor,
    @Query({ schema: tagSuggestQuery }) query: z.output<typeof tagSuggestQuery>,
  ) {
    return { items: await this.tags.suggest(actor, query.text, query.subject ?? null) };
  }

  private async show(actor: Actor, id: Id, reply: FastifyReply): Promise<ResourceView> {
    const view = await this.reader.view(actor, id);
    void reply.header('ETag', `"${view.rev}"`);
    return view;
  }
}
