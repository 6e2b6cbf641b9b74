import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { searchQuery, suggestQuery } from '../../contracts/index.js';
import { CurrentActor, Permission } from '../../http/index.js';
import type { Actor } from '../../kernel/actor.js';
import { DiscoveryService } from './discovery.service.js';

@Controller('api/v1/search')
@ApiTags('discovery')
@Permission('signed-in')
export class DiscoveryController {
  constructor(private readonly discovery: DiscoveryService) {}

  @Get()
  search(@CurrentActor() actor: Actor, @Query({ schema: searchQuery }) query: z.output<typeof searchQuery>) {
    return this.discovery.search(actor, query);
  }

  @Get('suggestions')
  async suggest(
    @CurrentActor() actor: Actor,
    @Query({ schema: suggestQuery }) query: z.output<typeof suggestQuery>,
  ) {
    return { items: await this.discovery.suggest(actor, query.text) };
  }
}
