import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import {
  MOST_OPEN_PROPOSALS,
  type acceptRequest,
  type declineRequest,
  type proposeRequest,
} from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { AppError, notFound } from '../../../kernel/errors.js';
import { newId, type Id } from '../../../kernel/ids.js';
import { Database, type Tx } from '../../../platform/database/database.port.js';
import { NoticeBoard } from '../../../platform/notices/index.js';
import type { Authorized } from '../../access/index.js';
import { CollectionWriter } from '../collections/collection-writer.js';
import { Curators } from '../curators/curators.js';
import { ItemEditor } from '../outline/item-editor.js';
import { inputOf, ItemTargets, targetOf, type Target } from '../outline/item-targets.js';
import { stateAfter, type ProposalAct } from './proposal-states.js';
import { ProposalsRepository, type ProposalRecord } from './proposals.repository.js';

type Edits = Authorized<'collection', 'edit'>;

/** Proposing items for collections, and what becomes of proposals. Proposing opens nothing to anybody. */
@Injectable()
export class Proposals {
  constructor(
    private readonly database: Database,
    private readonly writer: CollectionWriter,
    private readonly targets: ItemTargets,
    private readonly items: ItemEditor,
    private readonly proposals: ProposalsRepository,
    private readonly curators: Curators,
    private readonly notices: NoticeBoard,
  ) {}

  /**
   * Proposes something that the actor may see, for a collection that they may see; tells its curators. Throws not_found
   * and `range_invalid` as adding an item does, `proposal_repeated` while they have the same open, `proposals_full`,
   * `collection_cycle` for the collection itself, `state_conflict` in the trash.
   */
  async propose(
    actor: Actor,
    right: Authorized<'collection', 'view'>,
    { item, reason }: z.output<typeof proposeRequest>,
  ): Promise<Id> {
    // Whoever has left keeps sight of what they wrote, and acts there no more.
    if (actor.memberships.length === 0) throw new AppError('forbidden');
    if (item.kind === 'collection' && item.collectionId === right.id) throw new AppError('collection_cycle');
    await this.targets.require(actor, [item]);
    return this.database.transaction(async (tx) => {
      // Two tabs that propose at once wait for each other here.
      const collection = await this.writer.lockStanding(tx, right.id, null);
      const target = targetOf(item);
      const open = await this.proposals.openOf(tx, actor.userId, right.id);
      if (open.some((one) => isSame(one, target))) throw new AppError('proposal_repeated');
      if (open.length >= MOST_OPEN_PROPOSALS)
        throw new AppError('proposals_full', { most: MOST_OPEN_PROPOSALS });
      const id = newId(actor.at);
      await this.proposals.insert(tx, {
        id,
        collectionId: right.id,
        proposerId: actor.userId,
        state: 'open',
        ...target,
        reason,
        proposedAt: actor.at,
        decidedBy: null,
        decidedAt: null,
        answer: null,
      });
      const detail = { proposal: id, target: target.targetId ?? target.url };
      await this.writer.record(tx, collection, actor.userId, 'collection.propose', detail);
      await this.notices.tell(tx, {
        kind: 'proposal_made',
        subjectId: right.id,
        actorId: actor.userId,
        recipientIds: await this.curators.of(tx, collection),
      });
      return id;
    });
  }

  /**
   * Adds what was proposed, as an ordinary change that can be undone, and tells the proposer; gives the new item. Throws
   * as adding it by oneself would, and `proposal_decided` when somebody was first.
   */
  async accept(
    actor: Actor,
    right: Edits,
    proposalId: Id,
    { note, ...place }: z.output<typeof acceptRequest>,
  ): Promise<Id> {
    const found = await this.require(right.id, proposalId);
    stateAfter(found.state, 'accept');
    const input = inputOf(found, note);
    await this.targets.require(actor, [input]);
    return this.database.transaction(async (tx) => {
      await this.decide(tx, actor, right, proposalId, 'accept', null);
      const [itemId] = await this.items.addWithin(tx, right, { ...place, items: [input] });
      return itemId!;
    });
  }

  /** Throws `proposal_decided` when somebody was first. */
  async decline(
    actor: Actor,
    right: Edits,
    proposalId: Id,
    { reason }: z.output<typeof declineRequest>,
  ): Promise<void> {
    await this.require(right.id, proposalId);
    await this.database.transaction((tx) => this.decide(tx, actor, right, proposalId, 'decline', reason));
  }

  /** The proposer has thought better of it. Throws not_found for what is not theirs, `proposal_decided` when it is too late. */
  async withdraw(actor: Actor, id: Id): Promise<void> {
    const [found] = await this.proposals.byIds(this.database.reader, [id]);
    if (found?.proposerId !== actor.userId) throw notFound();
    await this.database.transaction(async (tx) => {
      const collection = await this.writer.lock(tx, found.collectionId, null);
      await this.change(tx, id, 'withdraw', {});
      await this.writer.record(tx, collection, actor.userId, 'collection.unpropose', { proposal: id });
    });
  }

  private async decide(
    tx: Tx,
    actor: Actor,
    right: Edits,
    id: Id,
    act: 'accept' | 'decline',
    answer: string | null,
  ): Promise<void> {
    const collection = await this.writer.lockStanding(tx, right.id, null);
    const decision = { decidedBy: actor.userId, decidedAt: actor.at, answer };
    const { state, proposerId } = await this.change(tx, id, act, decision);
    await this.writer.record(tx, collection, actor.userId, `collection.${act}`, { proposal: id });
    await this.notices.tell(tx, {
      kind: `proposal_${state}`,
      subjectId: id,
      actorId: actor.userId,
      recipientIds: [proposerId],
    });
  }

  /** The one way in which a proposal changes. The collection is locked before: acts on its proposals come one by one. */
  private async change(
    tx: Tx,
    id: Id,
    act: ProposalAct,
    decision: Partial<ProposalRecord>,
  ): Promise<ProposalRecord> {
    const record = await this.proposals.lock(tx, id);
    if (!record) throw notFound();
    const change = { ...decision, state: stateAfter(record.state, act) };
    await this.proposals.update(tx, id, change);
    return { ...record, ...change };
  }

  /** A proposal for this collection. Throws not_found. */
  private async require(collectionId: Id, id: Id): Promise<ProposalRecord> {
    const [found] = await this.proposals.byIds(this.database.reader, [id]);
    if (found?.collectionId !== collectionId) throw notFound();
    return found;
  }
}

const isSame = (one: Target, other: Target) =>
  one.kind === other.kind &&
  one.targetId === other.targetId &&
  one.fileId === other.fileId &&
  one.from === other.from &&
  one.to === other.to &&
  one.url === other.url;
