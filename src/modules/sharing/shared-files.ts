import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OpenStreams } from '../../http/index.js';
import { notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { ContentAddresses, FileDelivery, renditionOf, type Bond, type FileRecord } from '../files/index.js';
import { SharedViews } from './shared-views.js';
import { Visits, type Resumed } from './visits.js';

/** Somebody with a link who asks for bytes. */
export interface Guest {
  /** where the link leads, judged afresh each time; throws once it leads nowhere */
  led: () => Promise<Resumed>;
  /** asks on the content origin */
  signed: boolean;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** Sends visitors of a link the bytes that it leads to. */
@Injectable()
export class SharedFiles {
  constructor(
    private readonly visits: Visits,
    private readonly views: SharedViews,
    private readonly delivery: FileDelivery,
    private readonly addresses: ContentAddresses,
    private readonly streams: OpenStreams,
  ) {}

  async original(guest: Guest, fileId: Id): Promise<void> {
    const { request, reply, signed } = guest;
    const { led, file } = await this.open(guest, fileId, 'download');
    // Whoever comes by a signed address was noted when it was given.
    const more = signed || /^bytes=[ \t]*[1-9]/.test(request.headers.range ?? '');
    await this.visits.noteDownload(led, file.fileName, clientOf(request), more);
    await this.delivery.original(request, reply, file, this.recipient(guest, led, file, 'original'));
  }

  /** What was made of the file, by the end of its address. */
  async part(guest: Guest, fileId: Id, place: string): Promise<void> {
    const name = renditionOf(place);
    if (name === null) throw notFound();
    const { led, file } = await this.open(guest, fileId, 'view');
    const to = this.recipient(guest, led, file, place);
    await this.delivery.rendered(guest.request, guest.reply, { sha256: file.sha256, name }, to);
  }

  /** What is still being sent is cut off once the link leads there no more. */
  private async open(guest: Guest, fileId: Id, right: 'view' | 'download') {
    const judge = async () => {
      const led = await guest.led();
      if (right === 'download' && led.right !== 'download') throw notFound();
      return { led, file: await this.views.file(led, fileId) };
    };
    const opened = await judge();
    this.streams.watch(guest.reply, {
      holder: opened.led.visitId,
      sessionId: null,
      still: async () => (await judge()).file.id === opened.file.id,
    });
    return opened;
  }

  private recipient(
    { signed, request }: Guest,
    { link, source, visitId }: Resumed,
    { id: fileId }: FileRecord,
    place: string,
  ) {
    const right = place === 'original' ? 'download' : 'view';
    const bond: Bond = { holder: { kind: 'links', id: link.id }, fileId, by: visitId, right };
    return {
      mark: source.record.watermark ? guestName(request) : null,
      address: signed ? null : () => this.addresses.of(bond, place),
    };
  }
}

/** What stands in the marks for somebody without a name. */
export function guestName({ ip }: Pick<FastifyRequest, 'ip'>): string {
  return `访客 ${ip}`;
}

export function clientOf(request: FastifyRequest): { ip: string; userAgent: string } {
  return { ip: request.ip, userAgent: request.headers['user-agent'] ?? '' };
}
