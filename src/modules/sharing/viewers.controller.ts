import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import {
  idParams,
  sightQuery,
  viewersFilter,
  viewersQuery,
  type SightPage,
  type ViewersPage,
} from '../../contracts/index.js';
import { CurrentActor, Permission } from '../../http/index.js';
import type { Actor } from '../../kernel/actor.js';
import { AccessService } from '../access/index.js';
import { ActingPerson, type Acting } from '../organization/index.js';
import { Sight } from './sight.js';
import { Viewers } from './viewers.js';
import { viewersCsv } from './viewers-csv.js';

type IdParam = z.output<typeof idParams>;
const fileQuery = viewersFilter.extend({ language: z.enum(['zh', 'en']).default('zh') });

/** Who can see a resource, and why; what a person can see, and why. */
@Controller('api/v1')
@ApiTags('sharing')
@Permission('signed-in')
export class ViewersController {
  constructor(
    private readonly access: AccessService,
    private readonly viewers: Viewers,
    private readonly sight: Sight,
  ) {}

  @Get('resources/:id/viewers')
  async list(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @Query({ schema: viewersQuery }) query: z.output<typeof viewersQuery>,
  ): Promise<ViewersPage> {
    return this.viewers.page(await this.access.authorize(actor, 'manage', 'resource', id), query);
  }

  /** The same as CSV, a line for each person and reason. */
  @Get('resources/:id/viewers/export')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="viewers.csv"')
  @Header('cache-control', 'private, no-store')
  async export(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParam,
    @Query({ schema: fileQuery }) { language, ...filter }: z.output<typeof fileQuery>,
  ): Promise<string> {
    const right = await this.access.authorize(actor, 'manage', 'resource', id);
    return viewersCsv(await this.viewers.list(right, filter), language);
  }

  /** For administrators: within their own schools, titles only of what they may read themselves. */
  @Get('people/:id/sight')
  ofPerson(
    @ActingPerson() by: Acting,
    @Param({ schema: idParams }) { id }: IdParam,
    @Query({ schema: sightQuery }) { cursor, limit }: z.output<typeof sightQuery>,
  ): Promise<SightPage> {
    return this.sight.page(by, id, cursor, limit);
  }
}
