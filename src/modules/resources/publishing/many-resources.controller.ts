import { Body, Controller, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { audienceOfManyRequest, type AudienceOfManyResult } from '../../../contracts/index.js';
import { CurrentActor, Permission } from '../../../http/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { AccessService } from '../../access/index.js';
import { ManyAudiences } from './many-audiences.js';

/** Acts on many resources at once. */
@Controller('api/v1/resources')
@ApiTags('resources')
@Permission('signed-in')
export class ManyResourcesController {
  constructor(
    private readonly access: AccessService,
    private readonly audiences: ManyAudiences,
  ) {}

  /** Who may see a selection: those that may not be shown so keep what they had, and the answer says which and why. */
  @Put('audience')
  async setAudience(
    @CurrentActor() actor: Actor,
    @Body({ schema: audienceOfManyRequest })
    { selection, audience, whole }: z.output<typeof audienceOfManyRequest>,
  ): Promise<AudienceOfManyResult> {
    const { ids, more } = await this.audiences.selected(actor, selection);
    const rights = await this.access.authorizeEach(actor, 'manage', 'resource', ids);
    const held = new Set(rights.map((right) => right.id));
    const unknown = ids
      .filter((id) => !held.has(id))
      .map((id) => ({ id, title: null, because: 'not_found' as const }));
    if (whole && unknown.length > 0) return { changed: 0, same: 0, refused: unknown, more };
    const result = await this.audiences.change(rights, audience, { whole });
    return { ...result, refused: [...unknown, ...result.refused], more };
  }
}
