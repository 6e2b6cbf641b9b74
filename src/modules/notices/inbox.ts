import { Injectable } from '@nestjs/common';
import type { NoticeView } from '../../contracts/index.js';
import { MOST_COUNTED } from '../../contracts/index.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { decodeCursor, encodeCursor } from '../../kernel/cursor.js';
import { AppError, notFound } from '../../kernel/errors.js';
import { isId, type Id } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import {
  NoticeKinds,
  NoticesRepository,
  type NoticeRecord,
  type NoticeWords,
} from '../../platform/notices/index.js';
import { Directory } from '../organization/index.js';

/** Rows read at a time while a page is filled. */
const BATCH = 100;
/** Rows that one request looks at, at most: behind so many that concern their reader no more, another page goes on. */
const MOST_LOOKED_AT = 1_000;

type Shown = Omit<NoticeView, 'by'> & { byId: Id | null };

/** The notices of one person. What they say is judged by the person's rights at the moment of reading. */
@Injectable()
export class Inbox {
  constructor(
    private readonly database: Database,
    private readonly repository: NoticesRepository,
    private readonly kinds: NoticeKinds,
    private readonly directory: Directory,
    private readonly clock: Clock,
  ) {}

  /**
   * Latest first. Notices of what concerns the actor no more are passed over, without shortening the page unless there
   * are very many of them.
   */
  async page(
    actor: Actor,
    cursor: string | undefined,
    limit: number,
  ): Promise<{ items: NoticeView[]; next: string | null }> {
    const { found, stoppedAt } = await this.collect(actor, positionOf(cursor), limit + 1, 'all');
    const shown = found.slice(0, limit);
    const from = found.length > limit ? shown.at(-1)!.id : stoppedAt;
    return { items: await this.named(shown), next: from === null ? null : encodeCursor([from]) };
  }

  /** How many the actor has not seen: of those that {@link page} shows first, at most {@link MOST_COUNTED}. */
  async unseen(actor: Actor): Promise<number> {
    return (await this.collect(actor, null, MOST_COUNTED, 'unseen')).found.length;
  }

  /** Throws not_found for what is no notice of the actor's; seeing twice is no error. */
  async see(actor: Actor, id: Id): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (!(await this.repository.has(tx, actor.userId, id))) throw notFound();
      await this.repository.see(tx, actor.userId, id, this.clock.now());
    });
  }

  /** Everything up to a notice, the latest that the page had: what came after it stays unseen. */
  async seeUntil(actor: Actor, id: Id): Promise<void> {
    await this.database.transaction((tx) => this.repository.seeUntil(tx, actor.userId, id, this.clock.now()));
  }

  /** `stoppedAt` is the last row that was looked at, where there may be more behind it and `wanted` were not found. */
  private async collect(
    actor: Actor,
    before: Id | null,
    wanted: number,
    which: 'all' | 'unseen',
  ): Promise<{ found: Shown[]; stoppedAt: Id | null }> {
    const found: Shown[] = [];
    let from = before;
    for (let looked = 0; looked < MOST_LOOKED_AT; looked += BATCH) {
      const rows = await this.repository.page(this.database.reader, actor.userId, from, BATCH, which);
      const words = await this.kinds.present(actor, rows);
      for (const row of rows) {
        const said = words.get(row.id);
        if (said) found.push(viewOf(row, said));
        if (found.length === wanted) return { found, stoppedAt: null };
      }
      if (rows.length < BATCH) return { found, stoppedAt: null };
      from = rows.at(-1)!.id;
    }
    return { found, stoppedAt: from };
  }

  private async named(shown: readonly Shown[]): Promise<NoticeView[]> {
    const { people } = await this.directory.names(this.database.reader, {
      userIds: [...new Set(shown.flatMap(({ byId }) => byId ?? []))],
    });
    return shown.map(({ byId, ...rest }) => ({
      ...rest,
      by: byId === null ? null : { id: byId, name: people.get(byId) ?? '' },
    }));
  }
}

function viewOf(
  { id, actorId, at, seenAt }: NoticeRecord,
  { kind, title, within, text, news = null, due = null, place }: NoticeWords & Pick<NoticeView, 'kind'>,
): Shown {
  return {
    id,
    kind,
    at: new Date(at).toISOString(),
    seen: seenAt !== null,
    byId: actorId,
    title,
    within,
    text,
    news,
    due,
    place,
  };
}

function positionOf(cursor: string | undefined): Id | null {
  if (cursor === undefined) return null;
  const [id] = decodeCursor(cursor, 1) ?? [];
  if (typeof id !== 'string' || !isId(id)) throw new AppError('invalid_request');
  return id;
}
