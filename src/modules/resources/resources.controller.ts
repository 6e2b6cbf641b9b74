import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import {
  createResourceRequest,
  idParams,
  publishRequest,
  resourcesQuery,
  tagSuggestQuery,
  updateResourceRequest,
  usage,
  wordPlaceQuery,
  type visibilityWindow,
  type ResourceView,
  type RightName,
  type WordPlace,
} from '../../contracts/index.js';
import { Creates, CurrentActor, IfMatch, Permission } from '../../http/index.js';
import type { Actor } from '../../kernel/actor.js';
import type { Id } from '../../kernel/ids.js';
import { AccessService } from '../access/index.js';
import { ReadingRecord } from './reading/reading-record.js';
import { ResourceEditor } from './resource-editor.js';
import { ResourcePublisher } from './publishing/resource-publisher.js';
import { ResourceReader } from './resource-reader.js';
import type { Window } from './publishing/resource-releases.js';
import { TagsInUse } from './finding/tags-in-use.js';
import { WordPlaces } from './content/word-places.js';

/** The bounds that were sent, as instants; what was left out stays out. */
export function windowOf(body: z.output<typeof visibilityWindow>): Window {
  const at = (text: string | null | undefined) => (text == null ? text : Date.parse(text));
  return { visibleFrom: at(body.visibleFrom), visibleUntil: at(body.visibleUntil) };
}

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
    private readonly readings: ReadingRecord,
    private readonly words: WordPlaces,
  ) {}

  @Get('resources')
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: resourcesQuery }) query: z.output<typeof resourcesQuery>,
  ) {
    return this.reader.list(actor, query);
  }

  @Post('resources')
  @Creates()
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: createResourceRequest }) body: z.output<typeof createResourceRequest>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ResourceView> {
    return this.show(actor, await this.editor.create(actor, body), reply);
  }

  @Get('resources/:id')
  async view(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @Req() { ip }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ResourceView> {
    const view = await this.show(actor, id, reply);
    this.readings.viewed({ actor, ip, resourceId: id });
    return view;
  }

  /** Where the words that were searched stand in its files, so that a hit opens there. */
  @Get('resources/:id/place')
  async place(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @Query({ schema: wordPlaceQuery }) { words }: z.output<typeof wordPlaceQuery>,
  ): Promise<WordPlace> {
    return { place: await this.words.place(actor, id, words) };
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
      windowOf(body),
    );
    return this.show(actor, id, reply);
  }

  /** Licence, pupils, consent, watermark: what is given is changed, and who may see it from the next request on. */
  @Patch('resources/:id/usage')
  async setUsage(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @IfMatch() rev: number,
    @Body({ schema: usage }) body: z.output<typeof usage>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ResourceView> {
    await this.publisher.setUsage(await this.access.authorize(actor, 'manage', 'resource', id), rev, body);
    return this.show(actor, id, reply, 'manage');
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

  private async show(actor: Actor, id: Id, reply: FastifyReply, held?: RightName): Promise<ResourceView> {
    const view = await this.reader.view(actor, id, held);
    void reply.header('ETag', `"${view.rev}"`);
    return view;
  }
}
