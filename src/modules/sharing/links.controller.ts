import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { SETTINGS, type Settings } from '../../config/settings.js';
import { createLinkInput, idParams, linkParams, type CreatedLink } from '../../contracts/index.js';
import { CurrentActor, Permission, Spends } from '../../http/index.js';
import type { Actor } from '../../kernel/actor.js';
import { AccessService } from '../access/index.js';
import { LinkListing } from './link-listing.js';
import { ShareLinks } from './share-links.js';

/** Share links of a resource, for whoever manages it. */
@Controller('api/v1/resources/:id/links')
@ApiTags('sharing')
@Permission('signed-in')
export class LinksController {
  constructor(
    private readonly access: AccessService,
    private readonly links: ShareLinks,
    private readonly listing: LinkListing,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: z.output<typeof idParams>) {
    return { items: await this.listing.list(await this.access.authorize(actor, 'manage', 'resource', id)) };
  }

  /** Answers with the address once: nobody can read it again. So no Idempotency-Key either, which would keep it. */
  @Post()
  @Spends()
  async create(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
    @Body({ schema: createLinkInput }) body: z.output<typeof createLinkInput>,
  ): Promise<CreatedLink> {
    const right = await this.access.authorize(actor, 'manage', 'resource', id);
    const made = await this.links.create(right, body);
    const link = (await this.listing.list(right)).find((item) => item.id === made.id)!;
    return { link, url: `${this.settings.http.publicUrl}/s/${made.token}` };
  }

  @Delete(':linkId')
  @HttpCode(204)
  async revoke(
    @CurrentActor() actor: Actor,
    @Param({ schema: linkParams }) { id, linkId }: z.output<typeof linkParams>,
  ): Promise<void> {
    await this.links.revoke(await this.access.authorize(actor, 'manage', 'resource', id), linkId);
  }

  @Get(':linkId/log')
  async log(
    @CurrentActor() actor: Actor,
    @Param({ schema: linkParams }) { id, linkId }: z.output<typeof linkParams>,
  ) {
    const right = await this.access.authorize(actor, 'manage', 'resource', id);
    return { items: await this.listing.log(right, linkId) };
  }
}
