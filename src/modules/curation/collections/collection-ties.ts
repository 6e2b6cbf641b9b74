import { Injectable, type OnModuleInit } from '@nestjs/common';
import { TieFollower } from '../../resources/index.js';
import { CollectionAccess } from './collection-access.js';
import { CollectionsRepository } from './collections.repository.js';

/** Keeps what collections grant to other schools in step with the links of schools to groups, together with resources. */
@Injectable()
export class CollectionTies implements OnModuleInit {
  constructor(
    private readonly follower: TieFollower,
    private readonly repository: CollectionsRepository,
    private readonly access: CollectionAccess,
  ) {}

  onModuleInit(): void {
    this.follower.register({
      ofSchools: (q, schoolIds) => this.repository.ofSchools(q, schoolIds),
      redeclare: async (tx, ids) => this.access.declare(tx, await this.repository.lockAll(tx, ids)),
    });
  }
}
