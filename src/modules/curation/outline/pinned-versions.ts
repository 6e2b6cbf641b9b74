import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { Database, type Queryable } from '../../../platform/database/database.port.js';
import { AccessService } from '../../access/index.js';
import { VersionPins, type PinRules } from '../../resources/index.js';
import { OutlineRepository } from './outline.repository.js';

/** Tells resources which of their versions collections hold fast. */
@Injectable()
export class PinnedVersions implements PinRules, OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly outline: OutlineRepository,
    private readonly pins: VersionPins,
  ) {}

  onModuleInit(): void {
    this.pins.provide(this);
  }

  of(actor: Actor, resourceId: Id): Promise<Map<number, number>> {
    const among = this.access.visible(actor, 'collection', 'i.collection_id');
    return this.outline.pinned(this.database.reader, resourceId, among);
  }

  all(q: Queryable, resourceId: Id): Promise<Set<number>> {
    return this.outline.everyPin(q, resourceId);
  }
}
