import { Inject, Injectable } from '@nestjs/common';
import { noticePath, type NoticePlace } from '../../../contracts/index.js';
import { SETTINGS, type Settings } from '../../../config/settings.js';
import type { Id } from '../../../kernel/ids.js';

/** The addresses that stand in mail. */
@Injectable()
export class MailLinks {
  private readonly publicUrl: string;
  private readonly domain: string;
  constructor(@Inject(SETTINGS) { http }: Settings) {
    this.publicUrl = http.publicUrl;
    this.domain = new URL(http.publicUrl).hostname.replace(/[^\w.-]/g, '') || 'localhost';
  }

  messageId = (mailId: Id): string => `${mailId}@${this.domain}`;
  page = (place: NoticePlace): string => `${this.publicUrl}${noticePath(place)}`;
  /** where people choose what they get by mail */
  account = (): string => `${this.publicUrl}/password`;
  /** for whoever is signed in as the owner of the address */
  confirm = (token: string): string => `${this.publicUrl}/password?confirm=${token}`;
  /** a page with a button */
  stopPage = (token: string): string => `${this.publicUrl}/unsubscribe/${token}`;
  /** for the button of a mailbox (RFC 8058) */
  stop = (token: string): string => `${this.publicUrl}/api/v1/mail/unsubscribe/${token}`;
}
