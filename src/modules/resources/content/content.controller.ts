import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { fileTextQuery, id } from '../../../contracts/index.js';
import { Authenticator, CurrentActor, Permission } from '../../../http/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { notFound } from '../../../kernel/errors.js';
import { AuditLog } from '../../../platform/audit/index.js';
import { Database } from '../../../platform/database/database.port.js';
import { FileService, renditionOf } from '../../files/index.js';
import { FileGate } from './file-gate.js';
import { FileSender, type FileReader } from './file-sender.js';
import { ReadingRecord } from '../reading/reading-record.js';
import { markedPages } from './word-places.js';

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
    private readonly gate: FileGate,
    private readonly sender: FileSender,
    private readonly database: Database,
    private readonly files: FileService,
    private readonly readings: ReadingRecord,
    private readonly audit: AuditLog,
    private readonly authenticator: Authenticator,
  ) {}

  @Get('original')
  original(
    @CurrentActor() actor: Actor,
    @Param({ schema: fileParams }) params: FileParams,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.sender.original(this.reader(actor, request, reply), params);
  }

  @Get('thumbnail')
  thumbnail(
    @CurrentActor() actor: Actor,
    @Param({ schema: fileParams }) params: FileParams,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.rendition(actor, params, 'thumbnail', request, reply);
  }

  @Get('image')
  image(
    @CurrentActor() actor: Actor,
    @Param({ schema: fileParams }) params: FileParams,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.rendition(actor, params, 'image', request, reply);
  }

  @Get('pages/:page')
  page(
    @CurrentActor() actor: Actor,
    @Param({ schema: pageParams }) params: z.output<typeof pageParams>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.rendition(actor, params, `pages/${params.page}`, request, reply);
  }

  @Get('pages/:page/thumbnail')
  pageThumbnail(
    @CurrentActor() actor: Actor,
    @Param({ schema: pageParams }) params: z.output<typeof pageParams>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.rendition(actor, params, `pages/${params.page}/thumbnail`, request, reply);
  }

  @Get('audio')
  audio(
    @CurrentActor() actor: Actor,
    @Param({ schema: fileParams }) params: FileParams,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.rendition(actor, params, 'audio', request, reply);
  }

  @Get('poster')
  poster(
    @CurrentActor() actor: Actor,
    @Param({ schema: fileParams }) params: FileParams,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.rendition(actor, params, 'poster', request, reply);
  }

  @Get('strip')
  strip(
    @CurrentActor() actor: Actor,
    @Param({ schema: fileParams }) params: FileParams,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.rendition(actor, params, 'strip', request, reply);
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
    @Query({ schema: fileTextQuery }) { words }: z.output<typeof fileTextQuery>,
    @Req() { ip }: FastifyRequest,
  ) {
    const { file, inForce } = await this.gate.open(actor, params, 'view');
    this.readings.viewed({ actor, ip, resourceId: params.id, inForce });
    return { pages: markedPages(await this.files.text(this.database.reader, file.sha256), words) };
  }

  /** Processes a file once more after a failure that may have passed; any other is left as it is. */
  @Post('retry')
  @HttpCode(202)
  async retry(
    @CurrentActor() actor: Actor,
    @Param({ schema: fileParams }) params: FileParams,
  ): Promise<void> {
    const { sha256, schoolId } = (await this.gate.open(actor, params, 'edit')).file;
    await this.database.transaction(async (tx) => {
      if (!(await this.files.processAgain(tx, sha256, actor.userId))) return;
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
    place: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const name = renditionOf(place);
    if (name === null) throw notFound();
    await this.sender.rendition(this.reader(actor, request, reply), params, name, place);
  }

  private reader(actor: Actor, request: FastifyRequest, reply: FastifyReply): FileReader {
    return {
      ...{ actor, signed: false, request, reply },
      again: () => this.authenticator.authenticate(request),
    };
  }
}
