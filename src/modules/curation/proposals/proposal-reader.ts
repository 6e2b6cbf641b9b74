import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { OwnProposal, proposalQueue, QueuedProposal, queueQuery } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { decodeCursor, encodeCursor } from '../../../kernel/cursor.js';
import { AppError } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.port.js';
import type { Authorized } from '../../access/index.js';
import { Directory } from '../../organization/index.js';
import { CollectionTitles } from '../collections/collection-titles.js';
import { gapOf, ItemSight, shownOf } from '../outline/item-sight.js';
import { ProposalsRepository, type ProposalRecord } from './proposals.repository.js';

type Queue = z.output<typeof proposalQueue>;
type Facts = Omit<QueuedProposal, 'by' | 'reason'>;

const iso = (instant: number) => new Date(instant).toISOString();

/** What curators and proposers read of proposals; what is proposed is shown to those who may see it. */
@Injectable()
export class ProposalReader {
  constructor(
    private readonly database: Database,
    private readonly proposals: ProposalsRepository,
    private readonly titles: CollectionTitles,
    private readonly sight: ItemSight,
    private readonly directory: Directory,
  ) {}

  /** The proposals for a collection: open ones oldest first, decided ones latest first. */
  async queue(
    actor: Actor,
    { id }: Authorized<'collection', 'edit'>,
    query: z.output<typeof queueQuery>,
  ): Promise<Queue> {
    const q = this.database.reader;
    const found =
      query.state === 'open'
        ? await this.proposals.open(q, id, idOf(query.cursor), query.limit + 1)
        : await this.proposals.decided(q, id, decidedOf(query.cursor), query.limit + 1);
    const shown = found.slice(0, query.limit);
    const last = found.length > query.limit ? shown.at(-1) : undefined;
    const names = await this.names(shown);
    const facts = await this.facts(actor, shown, names);
    return {
      items: shown.map((record, i) => ({
        ...facts[i]!,
        by: { id: record.proposerId, name: names.get(record.proposerId) ?? '' },
        reason: facts[i]!.item === null ? null : record.reason,
      })),
      next: last ? encodeCursor(query.state === 'open' ? [last.id] : [last.decidedAt ?? 0, last.id]) : null,
      open: (await this.proposals.openCounts(q, [id])).get(id) ?? 0,
    };
  }

  /** What the actor proposed, latest first. */
  async own(
    actor: Actor,
    cursor: string | undefined,
    limit: number,
  ): Promise<{ items: OwnProposal[]; next: string | null }> {
    const q = this.database.reader;
    const found = await this.proposals.own(q, actor.userId, idOf(cursor), limit + 1);
    const shown = found.slice(0, limit);
    const facts = await this.facts(actor, shown, await this.names(shown));
    const titles = await this.titles.of(
      actor,
      'view',
      shown.map((record) => record.collectionId),
    );
    return {
      items: shown.map((record, i) => {
        const title = titles.get(record.collectionId);
        return {
          ...facts[i]!,
          reason: record.reason,
          collection: title === undefined ? null : { id: record.collectionId, title },
        };
      }),
      next: found.length > limit ? encodeCursor([shown.at(-1)!.id]) : null,
    };
  }

  private async names(records: readonly ProposalRecord[]): Promise<ReadonlyMap<Id, string>> {
    const userIds = new Set(
      records.flatMap(({ proposerId, decidedBy }) => [proposerId, decidedBy ?? []].flat()),
    );
    return (await this.directory.names(this.database.reader, { userIds: [...userIds] })).people;
  }

  private async facts(
    actor: Actor,
    records: readonly ProposalRecord[],
    names: ReadonlyMap<Id, string>,
  ): Promise<Facts[]> {
    const seen = await this.sight.of(actor, records);
    return records.map((record) => {
      const { id, state, proposedAt, decidedBy, decidedAt, answer } = record;
      const gap = gapOf(record, seen);
      return {
        id,
        at: iso(proposedAt),
        state,
        item: gap === 'away' ? null : shownOf(record, seen),
        gap,
        decision:
          decidedBy === null || decidedAt === null
            ? null
            : {
                at: iso(decidedAt),
                by: { id: decidedBy, name: names.get(decidedBy) ?? '' },
                reason: answer,
              },
      };
    });
  }
}

function idOf(cursor: string | undefined): Id | null {
  if (cursor === undefined) return null;
  const [id] = decodeCursor(cursor, 1) ?? [];
  if (typeof id !== 'string') throw new AppError('invalid_request');
  return id;
}

function decidedOf(cursor: string | undefined): { at: number; id: Id } | null {
  if (cursor === undefined) return null;
  const [at, id] = decodeCursor(cursor, 2) ?? [];
  if (typeof at !== 'number' || typeof id !== 'string') throw new AppError('invalid_request');
  return { at, id };
}
