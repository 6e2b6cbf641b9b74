import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { contentPlace, id } from '../../contracts/index.js';
import { Public } from '../../http/index.js';
import { AppError } from '../../kernel/errors.js';
import { ContentAddresses } from '../files/index.js';
import { SharedFiles } from './shared-files.js';
import { Visits } from './visits.js';

const params = z.object({ linkId: id, fileId: id, ...contentPlace.shape });

/** What a link leads to, on the content origin: the address names the visit, and the link is judged as it stands now. */
@Controller('content/links/:linkId/files/:fileId/:token')
@ApiExcludeController()
@Public()
export class SignedVisitorController {
  constructor(
    private readonly addresses: ContentAddresses,
    private readonly visits: Visits,
    private readonly files: SharedFiles,
  ) {}

  @Get('*')
  async read(
    @Param({ schema: params }) { linkId, fileId, token, '*': place }: z.output<typeof params>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { by, right } = await this.addresses.open({ holder: { kind: 'links', id: linkId }, fileId }, token);
    if ((right === 'download') !== (place === 'original')) throw new AppError('address_ended');
    const guest = { led: () => this.visits.resumeById(linkId, by), signed: true, request, reply };
    await (place === 'original' ? this.files.original(guest, fileId) : this.files.part(guest, fileId, place));
  }
}
