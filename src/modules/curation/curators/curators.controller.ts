import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  grantParams,
  grantRequest,
  idParams,
  pageQuery,
  type CollectionView,
  type GrantView,
} from '../../../contracts/index.js';
import { CurrentActor, IfMatch, Permission } from '../../../http/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { AccessService } from '../../access/index.js';
import { CollectionGrants } from './collection-grants.js';
import { CollectionHistory } from '../collections/collection-history.js';
import { CollectionReader } from '../collections/collection-reader.js';

/** Who curates a collection, and what they did. */
@Controller('api/v1/collections/:id')
@ApiTags('collections')
@Permission('signed-in')
export class CuratorsController {
  constructor(
    private readonly access: AccessService,
    private readonly grants: CollectionGrants,
    private readonly history: CollectionHistory,
    private readonly reader: CollectionReader,
  ) {}

  @Get('grants')
  async list(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
  ): Promise<{ items: GrantView[] }> {
    const right = await this.access.authorize(actor, 'manage', 'collection', id);
    return { items: await this.grants.list(right) };
  }

  /** Answers with all grants as they stand then. */
  @Put('grants')
  async give(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
    @Body({ schema: grantRequest }) body: z.output<typeof grantRequest>,
  ): Promise<{ items: GrantView[] }> {
    const right = await this.access.authorize(actor, 'manage', 'collection', id);
    await this.grants.give(right, body);
    return { items: await this.grants.list(right) };
  }

  /** Answers with the grants that are left. */
  @Delete('grants/:key')
  async take(
    @CurrentActor() actor: Actor,
    @Param({ schema: grantParams }) { id, key }: z.output<typeof grantParams>,
  ): Promise<{ items: GrantView[] }> {
    const right = await this.access.authorize(actor, 'manage', 'collection', id);
    await this.grants.take(right, key);
    return { items: await this.grants.list(right) };
  }

  @Get('history')
  async changes(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
    @Query({ schema: pageQuery }) { cursor, limit }: z.output<typeof pageQuery>,
  ) {
    const right = await this.access.authorize(actor, 'edit', 'collection', id);
    return this.history.page(right, cursor, limit);
  }

  @Post('undo')
  @HttpCode(200)
  async undo(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
    @IfMatch() rev: number,
  ): Promise<CollectionView> {
    await this.history.undo(await this.access.authorize(actor, 'edit', 'collection', id), rev);
    return this.reader.view(actor, id);
  }
}
