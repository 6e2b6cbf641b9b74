import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { Database } from '../../../platform/database/database.port.js';
import { JobRegistry, Outbox } from '../../../platform/queue/index.js';
import { Directory, LinkFollowers } from '../../organization/index.js';

/** What a follower is told by, and what it asks. */
@Injectable()
export class TieNeeds {
  constructor(
    readonly database: Database,
    readonly links: LinkFollowers,
    readonly registry: JobRegistry,
    readonly outbox: Outbox,
    readonly directory: Directory,
    readonly clock: Clock,
  ) {}
}
