import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import { ObjectStore } from '../../platform/storage/storage.port.js';
import { correctedName, missing } from './file-delivery.js';
import { FilesRepository, type FileRecord } from './files.repository.js';

/** What an original is handed out as. */
export interface OriginalFacts {
  /** as its person named it, with the right ending */
  name: string;
  /** bytes */
  size: number;
}

/** Originals as plain streams, for answers that hold several. As with {@link FileDelivery}, no rights are judged here. */
@Injectable()
export class OriginalBytes {
  constructor(
    private readonly database: Database,
    private readonly repository: FilesRepository,
    private readonly store: ObjectStore,
  ) {}

  /** By file id; unknown ids are left out. */
  async facts(ids: readonly Id[]): Promise<Map<Id, OriginalFacts>> {
    const q = this.database.reader;
    const files = await this.repository.files(q, ids);
    const blobs = await this.repository.blobs(q, [...new Set(files.map(({ sha256 }) => sha256))]);
    const byHash = new Map(blobs.map((blob) => [blob.sha256, blob]));
    return new Map(
      files.flatMap((file): [Id, OriginalFacts][] => {
        const blob = byHash.get(file.sha256);
        return blob ? [[file.id, { name: correctedName(file, blob.extension), size: blob.size }]] : [];
      }),
    );
  }

  /** Throws not_found where the bytes are gone. */
  async open({ sha256 }: FileRecord): Promise<Readable> {
    const blob = await this.repository.blob(this.database.reader, sha256);
    if (!blob) throw notFound();
    return this.store.get(blob.objectKey).catch(missing);
  }
}
