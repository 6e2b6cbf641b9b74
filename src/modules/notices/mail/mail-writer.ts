import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.port.js';
import type { MailMessage } from '../../../platform/mail/index.js';
import { NoticeKinds, NoticesRepository, type NoticeRecord } from '../../../platform/notices/index.js';
import { Directory } from '../../organization/index.js';
import { noticeLetter } from './letter.js';
import type { Paces } from './mail-addresses.repository.js';
import { paceOf } from './mail-choice.js';
import { MailLinks } from './mail-links.js';
import { MailReaders } from './mail-readers.js';
import type { MailRecord } from './mails.repository.js';
import { noticeSentence } from './notice-sentence.js';
import { unsubscribeToken } from './unsubscribe-link.js';

/** What one mail lists; of the rest it says how much there is. */
const LISTED = 40;

/**
 * Writes a mail about notices at the moment at which it is sent, by the rights, the memberships and the wishes that its reader
 * has then: it says what their inbox says, and nothing where that says nothing any more.
 */
@Injectable()
export class MailWriter {
  constructor(
    private readonly database: Database,
    private readonly readers: MailReaders,
    private readonly notices: NoticesRepository,
    private readonly kinds: NoticeKinds,
    private readonly directory: Directory,
    private readonly links: MailLinks,
  ) {}

  /** null when there is nothing to say, or nobody to say it to. */
  async write({ id, accountId, kind }: MailRecord): Promise<MailMessage | null> {
    const reader = await this.readers.of(accountId, id);
    if (!reader) return null;
    const { actor, locale, address, paces } = reader;
    const rows = this.wanted(paces, await this.notices.ofMail(this.database.reader, accountId, id));
    const words = await this.kinds.present(actor, rows);
    const told = rows.filter((row) => words.has(row.id)).reverse();
    if (told.length === 0) return null;
    const { people } = await this.directory.names(this.database.reader, {
      userIds: told.flatMap(({ actorId }) => actorId ?? []),
    });
    const token = unsubscribeToken(accountId, address.stopKey);
    const letter = noticeLetter(locale, {
      name: actor.name,
      daily: kind === 'daily',
      items: told.slice(0, LISTED).map((row) => {
        const said = words.get(row.id)!;
        const by = row.actorId === null ? null : (people.get(row.actorId) ?? null);
        return { sentence: noticeSentence(locale, { ...said, by }), url: this.links.page(said.place) };
      }),
      more: Math.max(0, told.length - LISTED),
      accountUrl: this.links.account(),
      stopUrl: this.links.stopPage(token),
    });
    return {
      ...letter,
      messageId: this.links.messageId(id),
      to: address.address,
      unsubscribeUrl: this.links.stop(token),
    };
  }

  /** Those they have not seen meanwhile, of sorts that they still want. */
  private wanted(paces: Paces, rows: readonly NoticeRecord[]): NoticeRecord[] {
    const kinds = new Set<string>(
      this.kinds
        .all()
        .filter((kind) => paceOf(paces, kind) !== 'none')
        .map(({ kind }) => kind),
    );
    return rows.filter((row) => row.seenAt === null && kinds.has(row.kind));
  }
}
