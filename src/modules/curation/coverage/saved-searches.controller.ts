import { Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { exceptionParams, foundQuery, sectionParams } from '../../../contracts/index.js';
import { CurrentActor, Permission } from '../../../http/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { AccessService } from '../../access/index.js';
import { SavedSearches } from './saved-searches.js';

type ExceptionParams = z.output<typeof exceptionParams>;

@Controller('api/v1/collections/:id/sections/:sectionId')
@ApiTags('collections')
@Permission('signed-in')
export class SavedSearchesController {
  constructor(
    private readonly access: AccessService,
    private readonly searches: SavedSearches,
  ) {}

  @Get('found')
  found(
    @CurrentActor() actor: Actor,
    @Param({ schema: sectionParams }) { id, sectionId }: z.output<typeof sectionParams>,
    @Query({ schema: foundQuery }) query: z.output<typeof foundQuery>,
  ) {
    return this.searches.page(actor, id, sectionId, query);
  }

  @Put('exceptions/:resourceId')
  @HttpCode(204)
  except(
    @CurrentActor() actor: Actor,
    @Param({ schema: exceptionParams }) params: ExceptionParams,
  ): Promise<void> {
    return this.put(actor, params, true);
  }

  @Delete('exceptions/:resourceId')
  @HttpCode(204)
  admit(
    @CurrentActor() actor: Actor,
    @Param({ schema: exceptionParams }) params: ExceptionParams,
  ): Promise<void> {
    return this.put(actor, params, false);
  }

  private async put(
    actor: Actor,
    { id, sectionId, resourceId }: ExceptionParams,
    out: boolean,
  ): Promise<void> {
    const right = await this.access.authorize(actor, 'edit', 'collection', id);
    await this.searches.except(actor, right, sectionId, resourceId, out);
  }
}
