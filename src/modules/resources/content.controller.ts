import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { id, type RightName } from '../../contracts/index.js';
import { CurrentActor, Permission } from '../../http/index.js';
import type { Actor } from '../../kernel/actor.js';
import { notFound } from '../../kernel/errors.js';
import { Database } from '../../platform/database/database.port.js';
import { AccessService } from '../access/index.js';
import { FileDelivery, FileService, type FileRecord } from '../files/index.js';
import { ResourcesRepository } from './resources.repository.js';

const fileParams = z.object({ id, fileId: id });
const pageParams = fileParams.extend({ page: z.coerce.number().int().min(1).max(100_000) });
const hlsParams = fileParams.extend({ part: z.string().regex(/^[a-z0-9_-]+(\.[a-z0-9]+)+$/) });
const variantParams = hlsParams.extend({ variant: z.string().regex(/^[a-z0-9_-]+$/) });

type FileParams = z.output<typeof fileParams>;

/** The bytes of resources. Every request asks access again, down to the single segment of a film. */
@Controller('api/v1/resources/:id/files/:fileId')
@ApiTags('content')
@Permission('signed-in')
export class ContentController {
  constructor(
    private readonly access: AccessService,
    private readonly repository: ResourcesRepository,
    private readonly database: Database,
    private readonly files: FileService,
    private readonly delivery: FileDelivery,
  ) {}

  @Get('original')
  async original(
    @CurrentActor() actor: Actor,
    @Param({ schema: fileParams }) params: FileParams,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.delivery.original(request, reply, await this.check(actor, params, 'download'));
  }

  @Get('thumbnail')
  thumbnail(
    @CurrentActor() actor: Actor,
    @Param({ schema: fileParams }) params: FileParams,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.rendition(actor, params, 'thumbnail.webp', request, reply);
  }

  @Get('image')
  image(
    @CurrentActor() actor: Actor,
    @Param({ schema: fileParams }) params: FileParams,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.rendition(actor, params, 'image.webp', request, reply);
  }

  @Get('pages/:page')
  page(
    @CurrentActor() actor: Actor,
    @Param({ schema: pageParams }) params: z.output<typeof pageParams>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.rendition(actor, params, `pages/${params.page}.webp`, request, reply);
  }

  @Get('pages/:page/thumbnail')
  pageThumbnail(
    @CurrentActor() actor: Actor,
    @Param({ schema: pageParams }) params: z.output<typeof pageParams>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.rendition(actor, params, `pages/${params.page}-small.webp`, request, reply);
  }

  @Get('audio')
  audio(
    @CurrentActor() actor: Actor,
    @Param({ schema: fileParams }) params: FileParams,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.rendition(actor, params, 'audio.m4a', request, reply);
  }

  @Get('poster')
  poster(
    @CurrentActor() actor: Actor,
    @Param({ schema: fileParams }) params: FileParams,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.rendition(actor, params, 'poster.jpg', request, reply);
  }

  @Get('strip')
  strip(
    @CurrentActor() actor: Actor,
    @Param({ schema: fileParams }) params: FileParams,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.rendition(actor, params, 'strip.jpg', request, reply);
  }

  @Get('hls/:part')
  hls(
    @CurrentActor() actor: Actor,
    @Param({ schema: hlsParams }) params: z.output<typeof hlsParams>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.rendition(actor, params, `hls/${params.part}`, request, reply);
  }

  @Get('hls/:variant/:part')
  variant(
    @CurrentActor() actor: Actor,
    @Param({ schema: variantParams }) params: z.output<typeof variantParams>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.rendition(actor, params, `hls/${params.variant}/${params.part}`, request, reply);
  }

  @Get('text')
  async text(@CurrentActor() actor: Actor, @Param({ schema: fileParams }) params: FileParams) {
    const { sha256 } = await this.check(actor, params, 'view');
    return { pages: await this.files.text(this.database.reader, sha256) };
  }

  /** Processes a file once more, after a failure that may have passed. */
  @Post('retry')
  @HttpCode(202)
  async retry(
    @CurrentActor() actor: Actor,
    @Param({ schema: fileParams }) params: FileParams,
  ): Promise<void> {
    const { sha256 } = await this.check(actor, params, 'edit');
    await this.database.transaction((tx) => this.files.processAgain(tx, sha256));
  }

  private async rendition(
    actor: Actor,
    params: FileParams,
    name: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const { sha256 } = await this.check(actor, params, 'view');
    await this.delivery.rendered(request, reply, sha256, name);
  }

  /** The file, when the actor holds the right to the resource and the resource holds the file. */
  private async check(actor: Actor, params: FileParams, right: RightName): Promise<FileRecord> {
    await this.access.authorize(actor, right, 'resource', params.id);
    const held = await this.repository.hasFile(this.database.reader, params.id, params.fileId);
    const file = held ? await this.files.file(this.database.reader, params.fileId) : null;
    if (!file) throw notFound();
    return file;
  }
}
