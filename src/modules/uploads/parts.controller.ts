import { Controller, HttpCode, Param, Put, Query, Req, Res, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Public } from '../../http/index.js';
import { SECOND } from '../../kernel/clock.js';
import { AppError, notFound } from '../../kernel/errors.js';
import {
  PartReceiver,
  PartRefusedError,
  SignatureRefusedError,
  UploadNotFoundError,
} from '../../platform/storage/storage.port.js';
import { PartRefusals } from './part-refusals.js';

const partParams = z.object({ uploadId: z.string().max(100), part: z.string().regex(/^\d{1,5}$/) });
const partQuery = z.object({
  expires: z.string().max(20),
  maxBytes: z.string().max(20),
  signature: z.string().max(100),
});
/** A sender that says nothing for so long is let go; it may send the part again. */
const SILENCE_MS = 60 * SECOND;
/** bytes; no installation has larger parts (see the settings), with room for one that is a little too large */
const LARGEST_PART = 80 * 1024 * 1024;

/**
 * Receives the parts of uploads when they come to us instead of going straight to a store. Open to everybody, because
 * the address itself is the permission: signed for one part of one upload, for minutes.
 */
@Controller('api/v1/parts')
@ApiTags('uploads')
@UseInterceptors(PartRefusals)
export class PartsController {
  constructor(private readonly receiver: PartReceiver) {}

  @Put(':uploadId/:part')
  @Public()
  @HttpCode(204)
  async put(
    @Param({ schema: partParams }) { uploadId, part }: z.output<typeof partParams>,
    @Query({ schema: partQuery }) query: z.output<typeof partQuery>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const { raw } = request;
    // JSON and forms have been read by the server already; bytes are left alone.
    if (request.body !== undefined && request.body !== null) throw new AppError('invalid_request');
    const length = raw.headers['content-length'];
    raw.setTimeout(SILENCE_MS, () => raw.destroy());
    try {
      const held = await this.receiver.receive(
        { uploadId, part, ...query },
        raw,
        length === undefined ? null : Number(length),
      );
      void reply.header('ETag', `"${held.etag}"`);
    } catch (error) {
      if (raw.complete) raw.setTimeout(0);
      // A sender that is cut off while it sends never reads why: what is left of a part is read and thrown away.
      else if (Number(length) <= LARGEST_PART) raw.resume();
      else void reply.header('Connection', 'close');
      throw refusal(error, Number(part));
    }
    raw.setTimeout(0);
  }
}

function refusal(error: unknown, number: number): unknown {
  if (error instanceof SignatureRefusedError) return new AppError('signature_invalid');
  if (error instanceof UploadNotFoundError) return notFound();
  if (error instanceof PartRefusedError) return new AppError('part_size_wrong', { number });
  // The sender has gone: nobody hears this, and it is no fault of ours.
  if ((error as { code?: unknown }).code === 'ECONNRESET')
    return new AppError('upload_incomplete', { number });
  return error;
}
