import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../config/settings.js';
import { Clock, SECOND, type Instant } from '../../kernel/clock.js';
import { AppError } from '../../kernel/errors.js';
import { isId, type Id } from '../../kernel/ids.js';
import { sameSecret } from '../../kernel/same-secret.js';
import { ContentKeys } from './content-keys.js';

/**
 * An address opens for one or two of these. Counted from the hour, not from the request, so that what is asked for twice
 * within one of them has one address, which browsers find in their cache.
 */
const SPAN_MS = 150 * SECOND;

/** What an address on the content origin is bound to. */
export interface Bond {
  /** a resource, or a share link for those who came by it */
  holder: { kind: 'resources' | 'links'; id: Id };
  fileId: Id;
  /** the session, or the visit of the link, that asked for it: with it, the address ends */
  by: Id;
  /** view: everything made of the file; download: the original, and nothing else */
  right: 'view' | 'download';
}

/**
 * Addresses of bytes on the content origin. They carry no rights of their own: they name who asks, under a signature,
 * where no cookie can, and everything else is judged at every request as it stands then.
 */
@Injectable()
export class ContentAddresses {
  private readonly origin: string | null;

  constructor(
    private readonly keys: ContentKeys,
    private readonly clock: Clock,
    @Inject(SETTINGS) settings: Pick<Settings, 'http'>,
  ) {
    this.origin = settings.http.contentOrigin;
  }

  /** Where a reader finds `place` (`pages/1`, `original`) for at most 300 s; null without a content origin. */
  async of(bond: Bond, place: string): Promise<string | null> {
    if (this.origin === null) return null;
    const { id, secret } = await this.keys.current();
    const until = (Math.floor(this.clock.now() / SPAN_MS) + 2) * SPAN_MS;
    const { holder, fileId, by, right } = bond;
    const token = [id, right, until.toString(36), by, sign(secret, bond, until)].join('.');
    return `${this.origin}/content/${holder.kind}/${holder.id}/files/${fileId}/${token}/${place}`;
  }

  /** Who asks, by a token that came back. Throws `address_ended` for one that was never given, not for this file, or no longer holds. */
  async open(of: Pick<Bond, 'holder' | 'fileId'>, token: string): Promise<Bond> {
    const [id = '', right, instant = '', by = '', signature = '', more] = token.split('.');
    const until = parseInt(instant, 36);
    const formed = more === undefined && /^[0-9a-f]{12}$/.test(id) && Number.isSafeInteger(until) && isId(by);
    if (formed && (right === 'view' || right === 'download') && this.clock.now() < until) {
      const key = await this.keys.find(id);
      const bond: Bond = { holder: of.holder, fileId: of.fileId, by, right };
      if (key && sameSecret(sign(key.secret, bond, until), signature)) return bond;
    }
    throw new AppError('address_ended');
  }
}

function sign(secret: string, { holder, fileId, by, right }: Bond, until: Instant): string {
  const text = ['content', holder.kind, holder.id, fileId, right, until, by].join('\n');
  return createHmac('sha256', Buffer.from(secret, 'hex')).update(text).digest('base64url');
}
