import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ResourceFinder } from '../resources/index.js';
import { DiscoveryService } from './discovery.service.js';

/** Gives the search to those who live below it. */
@Injectable()
export class ProvidedFinder implements OnModuleInit {
  constructor(
    private readonly finder: ResourceFinder,
    private readonly discovery: DiscoveryService,
  ) {}

  onModuleInit(): void {
    this.finder.provide(async (actor, { node, ...search }, { cursor, limit }) => {
      const place = { ...(node === null ? {} : { node }), ...(cursor === undefined ? {} : { cursor }) };
      const { page, items } = await this.discovery.found(actor, {
        ...search,
        ...place,
        prefix: false,
        limit,
      });
      return { items: items.map(({ resource }) => resource), next: page.next, limited: page.limited };
    });
  }
}
