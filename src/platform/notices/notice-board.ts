import { Clock, type Instant } from '../../kernel/clock.js';
import { newId, type Id } from '../../kernel/ids.js';
import type { Tx } from '../database/database.port.js';
import type { LiveBus } from '../live/index.js';
import type { NoticesRepository } from './notices.repository.js';

/** Something that people are told, as the act that causes it describes it. */
export interface News {
  /** registered with `NoticeKinds`; at most 40 characters */
  kind: string;
  subjectId: Id;
  /** null = the program itself */
  actorId: Id | null;
  /** whoever caused it is left out */
  recipientIds: Iterable<Id>;
  /** of what came together in [from, until): what they have not seen of before is in it, too */
  gathered?: { from: Instant; until: Instant };
}

/** Hears of notices in the unit that writes them. */
export type NoticeListener = (tx: Tx, kind: string, recipientIds: readonly Id[]) => Promise<void>;

/** Tells people what concerns them. */
export class NoticeBoard {
  private readonly listeners: NoticeListener[] = [];

  constructor(
    private readonly repository: NoticesRepository,
    private readonly live: LiveBus,
    private readonly clock: Clock,
  ) {}

  /** Whoever takes notices somewhere else, too. */
  listen(listener: NoticeListener): void {
    this.listeners.push(listener);
  }

  /**
   * Writes notices in the unit that carries out what they tell of: neither is ever there without the other. Of the same
   * subject a person has one unseen notice of a kind: the latest.
   */
  async tell(tx: Tx, { kind, subjectId, actorId, recipientIds, gathered }: News): Promise<void> {
    const recipients = [...new Set(recipientIds)].filter((id) => id !== actorId).sort();
    if (recipients.length === 0) return;
    const now = this.clock.now();
    const unseen = gathered && (await this.repository.unseenSince(tx, recipients, { kind, subjectId }));
    await this.repository.removeUnseen(tx, recipients, { kind, subjectId });
    await this.repository.insert(
      tx,
      recipients.map((recipientId) => ({
        id: newId(now),
        recipientId,
        kind,
        subjectId,
        actorId,
        at: gathered?.until ?? now,
        since: gathered ? Math.min(gathered.from, unseen?.get(recipientId) ?? gathered.from) : null,
        seenAt: null,
        mailId: null,
      })),
    );
    for (const listener of this.listeners) await listener(tx, kind, recipients);
    tx.afterCommit(() => {
      for (const recipientId of recipients) this.live.publish(`user:${recipientId}`, { type: 'notice' });
    });
  }
}
