import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  addItemsRequest,
  createSectionRequest,
  idParams,
  itemParams,
  itemsQuery,
  moveItemsRequest,
  pinVersionRequest,
  removeItemsRequest,
  sectionParams,
  updateItemRequest,
  updateSectionRequest,
  type CollectionView,
} from '../../../contracts/index.js';
import { Creates, CurrentActor, IfMatch, Permission } from '../../../http/index.js';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { AccessService } from '../../access/index.js';
import { CollectionReader } from '../collections/collection-reader.js';
import { ItemEditor } from './item-editor.js';
import { ItemPins } from './item-pins.js';
import { ItemReader } from './item-reader.js';
import { ItemTargets } from './item-targets.js';
import { SectionEditor } from './section-editor.js';

/** Sections and items of a collection. Changes answer with the collection as it stands then. */
@Controller('api/v1/collections/:id')
@ApiTags('collections')
@Permission('signed-in')
export class OutlineController {
  constructor(
    private readonly access: AccessService,
    private readonly reader: CollectionReader,
    private readonly items: ItemReader,
    private readonly targets: ItemTargets,
    private readonly itemEditor: ItemEditor,
    private readonly itemPins: ItemPins,
    private readonly sectionEditor: SectionEditor,
  ) {}

  @Get('items')
  page(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
    @Query({ schema: itemsQuery }) query: z.output<typeof itemsQuery>,
  ) {
    return this.items.page(actor, id, query);
  }

  @Post('items')
  @Creates()
  async add(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
    @Body({ schema: addItemsRequest }) body: z.output<typeof addItemsRequest>,
  ): Promise<{ ids: Id[] }> {
    const right = await this.edits(actor, id);
    await this.targets.require(actor, body.items);
    return { ids: await this.itemEditor.add(right, body) };
  }

  @Patch('items/:itemId')
  async update(
    @CurrentActor() actor: Actor,
    @Param({ schema: itemParams }) { id, itemId }: z.output<typeof itemParams>,
    @IfMatch() rev: number,
    @Body({ schema: updateItemRequest }) body: z.output<typeof updateItemRequest>,
  ): Promise<CollectionView> {
    await this.itemEditor.update(actor, await this.edits(actor, id), rev, itemId, body);
    return this.reader.view(actor, id);
  }

  /** Holds a version of what the item refers to fast, or lets it follow the one in force again. */
  @Put('items/:itemId/version')
  async pin(
    @CurrentActor() actor: Actor,
    @Param({ schema: itemParams }) { id, itemId }: z.output<typeof itemParams>,
    @IfMatch() rev: number,
    @Body({ schema: pinVersionRequest }) { version }: z.output<typeof pinVersionRequest>,
  ): Promise<CollectionView> {
    await this.itemPins.set(actor, await this.edits(actor, id), rev, itemId, version);
    return this.reader.view(actor, id);
  }

  @Post('items/move')
  @HttpCode(200)
  async move(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
    @IfMatch() rev: number,
    @Body({ schema: moveItemsRequest }) body: z.output<typeof moveItemsRequest>,
  ): Promise<CollectionView> {
    await this.itemEditor.move(await this.edits(actor, id), rev, body);
    return this.reader.view(actor, id);
  }

  @Post('items/remove')
  @HttpCode(200)
  async remove(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
    @IfMatch() rev: number,
    @Body({ schema: removeItemsRequest }) body: z.output<typeof removeItemsRequest>,
  ): Promise<CollectionView> {
    await this.itemEditor.remove(await this.edits(actor, id), rev, body.itemIds);
    return this.reader.view(actor, id);
  }

  @Post('sections')
  @Creates()
  async addSection(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
    @Body({ schema: createSectionRequest }) body: z.output<typeof createSectionRequest>,
  ): Promise<{ id: Id }> {
    return { id: await this.sectionEditor.add(await this.edits(actor, id), body) };
  }

  @Patch('sections/:sectionId')
  async updateSection(
    @CurrentActor() actor: Actor,
    @Param({ schema: sectionParams }) { id, sectionId }: z.output<typeof sectionParams>,
    @IfMatch() rev: number,
    @Body({ schema: updateSectionRequest }) body: z.output<typeof updateSectionRequest>,
  ): Promise<CollectionView> {
    await this.sectionEditor.update(await this.edits(actor, id), rev, sectionId, body);
    return this.reader.view(actor, id);
  }

  @Delete('sections/:sectionId')
  async removeSection(
    @CurrentActor() actor: Actor,
    @Param({ schema: sectionParams }) { id, sectionId }: z.output<typeof sectionParams>,
    @IfMatch() rev: number,
  ): Promise<CollectionView> {
    await this.sectionEditor.remove(await this.edits(actor, id), rev, sectionId);
    return this.reader.view(actor, id);
  }

  private edits(actor: Actor, id: Id) {
    return this.access.authorize(actor, 'edit', 'collection', id);
  }
}
