import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { bookParams, coverageQuery, type CoverageView } from '../../../contracts/index.js';
import { CurrentActor, Permission } from '../../../http/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { Coverage } from './coverage.js';

@Controller('api/v1/books')
@ApiTags('collections')
@Permission('signed-in')
export class CoverageController {
  constructor(private readonly coverage: Coverage) {}

  @Get(':bookId/coverage')
  of(
    @CurrentActor() actor: Actor,
    @Param({ schema: bookParams }) { bookId }: z.output<typeof bookParams>,
    @Query({ schema: coverageQuery }) query: z.output<typeof coverageQuery>,
  ): Promise<CoverageView> {
    return this.coverage.of(actor, bookId, query);
  }
}
