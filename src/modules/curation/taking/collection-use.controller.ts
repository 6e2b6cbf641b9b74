import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import {
  copyCollectionRequest,
  idParams,
  outlineQuery,
  type ArchiveView,
  type CollectionView,
} from '../../../contracts/index.js';
import { Authenticator, Creates, CurrentActor, Permission } from '../../../http/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { AccessService } from '../../access/index.js';
import { attachment } from '../../files/index.js';
import { CollectionArchive } from './collection-archive.js';
import { CollectionCopier } from './collection-copier.js';
import { CollectionReader } from '../collections/collection-reader.js';
import { OutlinePrinter } from './outline-printer.js';

/** What readers take from a collection. */
@Controller('api/v1/collections/:id')
@ApiTags('collections')
@Permission('signed-in')
export class CollectionUseController {
  constructor(
    private readonly access: AccessService,
    private readonly reader: CollectionReader,
    private readonly copier: CollectionCopier,
    private readonly printer: OutlinePrinter,
    private readonly archive: CollectionArchive,
    private readonly authenticator: Authenticator,
  ) {}

  /** A draft of the asker's own with what they may see of it; answers with the draft. */
  @Post('copy')
  @Creates()
  async copy(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
    @Body({ schema: copyCollectionRequest }) body: z.output<typeof copyCollectionRequest>,
  ): Promise<CollectionView> {
    const right = await this.access.authorize(actor, 'view', 'collection', id);
    return this.reader.view(actor, await this.copier.copy(actor, right, body.schoolId));
  }

  /** The table of contents, for paper. */
  @Get('outline.pdf')
  @ApiProduces('application/pdf')
  async outline(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
    @Query({ schema: outlineQuery }) { language }: z.output<typeof outlineQuery>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const right = await this.access.authorize(actor, 'view', 'collection', id);
    if (request.method === 'HEAD') return onlyAsked(reply, 'application/pdf');
    const again = () => this.authenticator.authenticate(request);
    const { title, pdf } = await this.printer.print({ actor, again }, right, language, leftBy(reply));
    void reply
      .headers({
        'Content-Type': 'application/pdf',
        'Content-Disposition': attachment(`${title}.pdf`),
        'Cache-Control': 'private, no-store',
      })
      .send(pdf);
  }

  /** What the archive would hold. */
  @Get('archive')
  async contents(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
  ): Promise<ArchiveView> {
    return this.archive.view(actor, await this.access.authorize(actor, 'view', 'collection', id));
  }

  /** All originals that the asker may download, in folders, with a page that says what they are. */
  @Get('archive.zip')
  @ApiProduces('application/zip')
  async download(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
    @Query({ schema: outlineQuery }) { language }: z.output<typeof outlineQuery>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const right = await this.access.authorize(actor, 'view', 'collection', id);
    if (request.method === 'HEAD') return onlyAsked(reply, 'application/zip');
    const taker = { actor, ip: request.ip, again: () => this.authenticator.authenticate(request) };
    await this.archive.send(taker, right, language, reply);
  }
}

/** Whoever asks for the head alone takes nothing along: nothing is made for them, and nothing written down. */
function onlyAsked(reply: FastifyReply, type: string): void {
  void reply.headers({ 'Content-Type': type, 'Cache-Control': 'private, no-store' }).send();
}

/** Aborted when the asker's connection closes: nobody waits for the answer any more. */
function leftBy({ raw }: FastifyReply): AbortSignal {
  const left = new AbortController();
  raw.once('close', () => left.abort());
  return left.signal;
}
