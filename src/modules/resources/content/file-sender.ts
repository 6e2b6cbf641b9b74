import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OpenStreams } from '../../../http/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { ContentAddresses, FileDelivery } from '../../files/index.js';
import { FileGate, type OpenedFile } from './file-gate.js';
import type { HeldFile } from '../holding/held-files.js';
import { ReadingRecord } from '../reading/reading-record.js';

/** Small pictures stand in lists; whoever sees one there has not opened the thing. */
const IN_LISTS = /^(thumbnail\.webp|poster\.jpg)$/;

/** Somebody who asks for bytes. */
export interface FileReader {
  actor: Actor;
  /** the same person, read afresh: null once they are not to be answered any more */
  again: () => Promise<Actor | null>;
  /** asks on the content origin */
  signed: boolean;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** Sends bytes of resources: judged before the first one, and again for as long as they flow. */
@Injectable()
export class FileSender {
  constructor(
    private readonly gate: FileGate,
    private readonly delivery: FileDelivery,
    private readonly addresses: ContentAddresses,
    private readonly readings: ReadingRecord,
    private readonly streams: OpenStreams,
  ) {}

  async original(reader: FileReader, held: HeldFile): Promise<void> {
    const { actor, request, reply } = reader;
    const opened = await this.open(reader, held, 'download');
    const reading = { actor, ip: request.ip, resourceId: held.id, inForce: opened.inForce };
    await this.readings.downloaded({ ...reading, fileId: held.fileId });
    const to = this.recipient(reader, held, 'download', opened, 'original');
    await this.delivery.original(request, reply, opened.file, to);
  }

  /** Something made of the file: `name` below its rendering's prefix, `place` at the end of its address. */
  async rendition(reader: FileReader, held: HeldFile, name: string, place: string): Promise<void> {
    const { actor, request, reply } = reader;
    const opened = await this.open(reader, held, 'view');
    const reading = { actor, ip: request.ip, resourceId: held.id, inForce: opened.inForce };
    if (!IN_LISTS.test(name)) this.readings.viewed(reading);
    const to = this.recipient(reader, held, 'view', opened, place);
    await this.delivery.rendered(request, reply, { sha256: opened.file.sha256, name }, to);
  }

  /** An answer that takes long is cut off once the person, or the right, is gone. */
  private async open(
    { actor, again, reply }: FileReader,
    held: HeldFile,
    right: 'view' | 'download',
  ): Promise<OpenedFile> {
    const opened = await this.gate.open(actor, held, right);
    this.streams.watch(reply, {
      holder: actor.userId,
      sessionId: actor.sessionId,
      still: async () => {
        const now = await again();
        return now !== null && (await this.gate.open(now, held, right)).file.id === opened.file.id;
      },
    });
    return opened;
  }

  private recipient(
    { actor, signed }: FileReader,
    { id, fileId }: HeldFile,
    right: 'view' | 'download',
    { mark }: OpenedFile,
    place: string,
  ) {
    const bond = { holder: { kind: 'resources', id }, fileId, by: actor.sessionId, right } as const;
    return { mark, address: signed ? null : () => this.addresses.of(bond, place) };
  }
}
