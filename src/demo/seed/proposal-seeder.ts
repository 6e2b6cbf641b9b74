import type { INestApplicationContext } from '@nestjs/common';
import type { ItemInput } from '../../contracts/index.js';
import { AppError } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { AccessService } from '../../modules/access/index.js';
import { Proposals } from '../../modules/curation/index.js';
import { ActorService } from '../../modules/organization/index.js';
import type { DemoProposal } from '../content/proposals.js';
import { get, known } from './organization.js';
import type { DemoProgress } from './progress.js';

/** Makes the demo's proposals as readers would, of those things that there are. */
export class ProposalSeeder {
  private readonly sessionId = newId();

  constructor(
    private readonly app: Pick<INestApplicationContext, 'get'>,
    private readonly progress: DemoProgress,
  ) {}

  /** Does nothing where it was made before, and where the collection or the resource was not made. */
  async seed({ key, collection, by, item, reason }: DemoProposal): Promise<void> {
    const collectionId = this.progress.made(collection);
    const input = this.input(item);
    if (this.progress.isDone(key) || !collectionId || !input) return;
    const actor = await get(this.app, ActorService).load(known(this.progress.ids.people, by), this.sessionId);
    const right = await get(this.app, AccessService).authorize(actor, 'view', 'collection', collectionId);
    const id = await get(this.app, Proposals)
      .propose(actor, right, { item: input, reason })
      .catch((error: unknown) => {
        // An interrupted run has made it and could not note that.
        if (error instanceof AppError && error.code === 'proposal_repeated') return null;
        throw error;
      });
    this.progress.note(key, id, true);
  }

  private input(item: DemoProposal['item']): ItemInput | null {
    if ('url' in item) return { kind: 'link', ...item, note: '' };
    const resourceId = this.progress.made(item.resource);
    return resourceId ? { kind: 'resource', resourceId, note: '' } : null;
  }
}
