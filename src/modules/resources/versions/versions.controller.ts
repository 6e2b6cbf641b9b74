import { Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { idParams, versionParams, type ResourceVersions as Versions } from '../../../contracts/index.js';
import { CurrentActor, IfMatch, Permission } from '../../../http/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { AccessService } from '../../access/index.js';
import { ResourceEditor } from '../resource-editor.js';
import { ResourceVersions } from './resource-versions.js';

/** What a resource held before its files were replaced, and what it is to hold. */
@Controller('api/v1/resources/:id')
@ApiTags('resources')
@Permission('signed-in')
export class VersionsController {
  constructor(
    private readonly access: AccessService,
    private readonly versions: ResourceVersions,
    private readonly editor: ResourceEditor,
  ) {}

  @Get('versions')
  async list(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
  ): Promise<Versions> {
    return this.versions.list(actor, await this.access.authorize(actor, 'edit', 'resource', id));
  }

  /** What it held is in force again; answers with the versions as they stand then. */
  @Post('versions/:number/restore')
  @HttpCode(200)
  async restore(
    @CurrentActor() actor: Actor,
    @Param({ schema: versionParams }) { id, number }: z.output<typeof versionParams>,
    @IfMatch() rev: number,
  ): Promise<Versions> {
    const right = await this.access.authorize(actor, 'edit', 'resource', id);
    await this.editor.restoreVersion(right, rev, number);
    return this.versions.list(actor, right);
  }

  @Delete('versions/:number')
  @HttpCode(204)
  async remove(
    @CurrentActor() actor: Actor,
    @Param({ schema: versionParams }) { id, number }: z.output<typeof versionParams>,
  ): Promise<void> {
    await this.versions.remove(await this.access.authorize(actor, 'manage', 'resource', id), number);
  }

  /** Gives up a change that waits beside the version in force. */
  @Delete('pending')
  @HttpCode(204)
  async discard(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
  ): Promise<void> {
    await this.editor.discardPending(await this.access.authorize(actor, 'edit', 'resource', id));
  }
}
