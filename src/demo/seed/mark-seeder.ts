import type { INestApplicationContext } from '@nestjs/common';
import { newId } from '../../kernel/ids.js';
import { AccessService } from '../../modules/access/index.js';
import { ActorService } from '../../modules/organization/index.js';
import { ResourceReader } from '../../modules/resources/index.js';
import { Marks } from '../../modules/review/index.js';
import type { DemoMark } from '../content/marks.js';
import { DEMO_RESOURCES } from '../resources.js';
import { get, known } from './organization.js';
import type { DemoProgress } from './progress.js';

/** Gives the demo's quality marks as those in office would, to those resources that there are. */
export class MarkSeeder {
  private readonly sessionId = newId();

  constructor(
    private readonly app: Pick<INestApplicationContext, 'get'>,
    private readonly progress: DemoProgress,
  ) {}

  /** Does nothing where it was given before, and where the resource was not made. */
  async seed({ key, resource, kind, by }: DemoMark): Promise<void> {
    const { ids } = this.progress;
    const resourceId = this.progress.made(resource);
    const school = DEMO_RESOURCES.find((one) => one.key === resource)?.school;
    if (this.progress.isDone(key) || !resourceId || school === undefined) return;
    const scopeId = kind === 'school' ? known(ids.schools, school) : known(ids.groups, 'qinghe');
    const actor = await get(this.app, ActorService).load(known(ids.people, by), this.sessionId);
    const { rev, marks } = await get(this.app, ResourceReader).view(actor, resourceId);
    // An interrupted run may have given it and could not note that.
    if (!marks.some((mark) => mark.scope.id === scopeId)) {
      const right = await get(this.app, AccessService).authorize(actor, 'view', 'resource', resourceId);
      await get(this.app, Marks).give(actor, right, rev, { kind, scopeId });
    }
    this.progress.note(key, resourceId, true);
  }
}
