import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { id } from '../../contracts/index.js';
import { CurrentActor, Permission } from '../../http/index.js';
import type { Actor } from '../../kernel/actor.js';
import { AuditLog } from '../../platform/audit/index.js';
import { Database } from '../../platform/database/database.port.js';
import { FileDelivery, FileService } from '../files/index.js';
import { FileGate } from './file-gate.js';
import { ReadingRecord } from './reading-record.js';

const fileParams = z.object({ id, fileId: id });
const pageParams = fileParams.extend({ page: z.coerce.number().int().min(1).max(100_000) });
const hlsParams = fileParams.extend({ part: z.string().regex(/^[a-z0-9_-]+(\.[a-z0-9]+)+$/) });
const variantParams = hlsParams.extend({ variant: z.string().regex(/^[a-z0-9_-]+$/) });

const IN_LISTS = /^(thumbnail\.webp|poster\.jpg)$/;

type FileParams = z.output<typeof fileParams>;

/** The bytes of resources. Every request asks access again, down to the single segment of a film. */
@Controller('api/v1/resources/:id/files/:fileId')
@ApiTags('content')
@Permission('signed-in')
export class ContentController {
  constructor(
    private readonly gate: FileGate,
    private readonly database: Database,
    private readonly files: FileService,
    private readonly delivery: FileDelivery,
    private readonly readings: ReadingRecord,
    private readonly audit: AuditLog,
  ) {}

  @Get('original')
  async original(
    @CurrentActor() actor: Actor,
    @Param({ schema: fileParams }) params: FileParams,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await this.gate.open(actor, params, 'download', { request, reply });
    await this.readings.downloaded({
      actor,
      ip: request.ip,
      resourceId: params.id,
      fileId: params.fileId,
    });
    await this.delivery.original(request, reply, file);
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
  async text(
    @CurrentActor() actor: Actor,
    @Param({ schema: fileParams }) params: FileParams,
    @Req() { ip }: FastifyRequest,
  ) {
    const { sha256 } = await this.gate.check(actor, params, 'view');
    this.readings.viewed({ actor, ip, resourceId: params.id });
    return { pages: await this.files.text(this.database.reader, sha256) };
  }

  /** Processes a file once more, after a failure that may have passed. */
  @Post('retry')
  @HttpCode(202)
  async retry(
    @CurrentActor() actor: Actor,
    @Param({ schema: fileParams }) params: FileParams,
  ): Promise<void> {
    const { sha256, schoolId } = await this.gate.check(actor, params, 'edit');
    await this.database.transaction(async (tx) => {
      await this.files.processAgain(tx, sha256);
      await this.audit.record(tx, {
        actorId: actor.userId,
        schoolId,
        action: 'file.retry',
        objectType: 'file',
        objectId: params.fileId,
        result: 'ok',
        detail: { resource: params.id },
      });
    });
  }

  private async rendition(
    actor: Actor,
    params: FileParams,
    name: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const { sha256 } = await this.gate.open(actor, params, 'view', { request, reply });
    // Small pictures stand in lists; whoever sees one there has not opened the thing.
    if (!IN_LISTS.test(name)) this.readings.viewed({ actor, ip: request.ip, resourceId: params.id });
    await this.delivery.rendered(request, reply, sha256, name);
  }
}
