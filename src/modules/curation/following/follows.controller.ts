import { Controller, Delete, HttpCode, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { idParams } from '../../../contracts/index.js';
import { CurrentActor, Permission } from '../../../http/index.js';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { AccessService } from '../../access/index.js';
import { Followers } from './followers.js';

/** Whether I hear of changes of a collection. */
@Controller('api/v1/collections/:id/follow')
@ApiTags('collections')
@Permission('signed-in')
export class FollowsController {
  constructor(
    private readonly access: AccessService,
    private readonly followers: Followers,
  ) {}

  @Put()
  @HttpCode(204)
  async follow(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
  ): Promise<void> {
    await this.followers.follow(actor, await this.views(actor, id));
  }

  @Delete()
  @HttpCode(204)
  async unfollow(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
  ): Promise<void> {
    await this.followers.unfollow(actor, await this.views(actor, id));
  }

  private views(actor: Actor, id: Id) {
    return this.access.authorize(actor, 'view', 'collection', id);
  }
}
