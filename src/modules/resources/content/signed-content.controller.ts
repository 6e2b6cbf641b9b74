import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { contentPlace, id } from '../../../contracts/index.js';
import { Authenticator, Public } from '../../../http/index.js';
import { AppError, notFound } from '../../../kernel/errors.js';
import { ContentAddresses, renditionOf } from '../../files/index.js';
import { FileSender } from './file-sender.js';

const params = z.object({ id, fileId: id, ...contentPlace.shape });

/**
 * The same bytes on the content origin, where no cookie comes along: the address says who asks, and what they may is
 * judged as at every other request.
 */
@Controller('content/resources/:id/files/:fileId/:token')
@ApiExcludeController()
@Public()
export class SignedContentController {
  constructor(
    private readonly addresses: ContentAddresses,
    private readonly authenticator: Authenticator,
    private readonly sender: FileSender,
  ) {}

  @Get('*')
  async read(
    @Param({ schema: params }) { id, fileId, token, '*': place }: z.output<typeof params>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { by, right } = await this.addresses.open({ holder: { kind: 'resources', id }, fileId }, token);
    const again = () => this.authenticator.ofSession(by);
    const actor = await again();
    if (!actor || (right === 'download') !== (place === 'original')) throw new AppError('address_ended');
    // So that the audit record knows whom a refusal met.
    request.actor = actor;
    const reader = { actor, again, signed: true, request, reply };
    if (place === 'original') return this.sender.original(reader, { id, fileId });
    const name = renditionOf(place);
    if (name === null) throw notFound();
    await this.sender.rendition(reader, { id, fileId }, name, place);
  }
}
