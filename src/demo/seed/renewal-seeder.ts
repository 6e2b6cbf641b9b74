import type { INestApplicationContext } from '@nestjs/common';
import { newId } from '../../kernel/ids.js';
import { AccessService } from '../../modules/access/index.js';
import { ActorService } from '../../modules/organization/index.js';
import { ResourceEditor, ResourceReader } from '../../modules/resources/index.js';
import type { DemoRenewal } from '../content/renewals.js';
import { DEMO_RESOURCES } from '../resources.js';
import { get, known } from './organization.js';
import type { DemoProgress } from './progress.js';

/** Renews resources of the demo as their authors would: what they held before is an earlier version then. */
export class RenewalSeeder {
  private readonly sessionId = newId();

  constructor(
    private readonly app: Pick<INestApplicationContext, 'get'>,
    private readonly progress: DemoProgress,
  ) {}

  /** Does nothing where it was done before, and where the resource was not made. */
  async seed({ key, resource, linkUrl }: DemoRenewal): Promise<void> {
    const resourceId = this.progress.made(resource);
    const author = DEMO_RESOURCES.find((one) => one.key === resource)?.author;
    if (this.progress.isDone(key) || !resourceId || author === undefined) return;
    const actor = await get(this.app, ActorService).load(
      known(this.progress.ids.people, author),
      this.sessionId,
    );
    const present = await get(this.app, ResourceReader).view(actor, resourceId);
    // An interrupted run may have done it and could not note that.
    if (present.linkUrl !== linkUrl) {
      const right = await get(this.app, AccessService).authorize(actor, 'edit', 'resource', resourceId);
      await get(this.app, ResourceEditor).update(right, present.rev, { linkUrl });
    }
    this.progress.note(key, resourceId, true);
  }
}
