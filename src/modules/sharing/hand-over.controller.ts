import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  handOverParams,
  handOverQuery,
  handOverRequest,
  type HandOverPage,
  type HandOverResult,
} from '../../contracts/index.js';
import { Permission } from '../../http/index.js';
import { ActingPerson, type Acting } from '../organization/index.js';
import { HandOver } from './hand-over.js';

/** What somebody looks after in a school, and giving it to others. */
@Controller('api/v1/schools/:id/hand-over/:personId')
@ApiTags('sharing')
@Permission('signed-in')
export class HandOverController {
  constructor(private readonly handOver: HandOver) {}

  @Get()
  list(
    @ActingPerson() by: Acting,
    @Param({ schema: handOverParams }) { id, personId }: z.output<typeof handOverParams>,
    @Query({ schema: handOverQuery }) { cursor, limit }: z.output<typeof handOverQuery>,
  ): Promise<HandOverPage> {
    return this.handOver.list(by, id, personId, cursor, limit);
  }

  /** Twice is no error: what has gone already is counted and left alone. */
  @Post()
  @HttpCode(200)
  give(
    @ActingPerson() by: Acting,
    @Param({ schema: handOverParams }) { id, personId }: z.output<typeof handOverParams>,
    @Body({ schema: handOverRequest }) body: z.output<typeof handOverRequest>,
  ): Promise<HandOverResult> {
    return this.handOver.handOver(by, id, personId, body);
  }
}
