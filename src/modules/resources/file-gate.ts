import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RightName } from '../../contracts/index.js';
import { Authenticator, OpenStreams } from '../../http/index.js';
import type { Actor } from '../../kernel/actor.js';
import { notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import { AccessService } from '../access/index.js';
import { FileService, type FileRecord } from '../files/index.js';
import { ResourcesRepository } from './resources.repository.js';

/** A file as addresses name it: in the resource that holds it. */
export interface HeldFile {
  id: Id;
  fileId: Id;
}

/** Stands before the bytes of resources: lets readers in, and out again when they may no longer. */
@Injectable()
export class FileGate {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly repository: ResourcesRepository,
    private readonly files: FileService,
    private readonly authenticator: Authenticator,
    private readonly streams: OpenStreams,
  ) {}

  /** The file, when the actor holds the right to the resource and the resource holds the file; else throws not_found. */
  async check(actor: Actor, { id, fileId }: HeldFile, right: RightName): Promise<FileRecord> {
    await this.access.authorize(actor, right, 'resource', id);
    const held = await this.repository.hasFile(this.database.reader, id, fileId);
    const file = held ? await this.files.file(this.database.reader, fileId) : null;
    if (!file) throw notFound();
    return file;
  }

  /** The same for an answer that may take long: it is cut off once the person, or the right, is gone. */
  async open(
    actor: Actor,
    held: HeldFile,
    right: RightName,
    { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  ): Promise<FileRecord> {
    const file = await this.check(actor, held, right);
    this.streams.watch(reply, {
      sessionId: actor.sessionId,
      still: async () => {
        const now = await this.authenticator.authenticate(request);
        return now !== null && (await this.check(now, held, right)).id === file.id;
      },
    });
    return file;
  }
}
