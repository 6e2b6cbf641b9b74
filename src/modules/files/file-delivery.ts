import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../../kernel/errors.js';
import { Database } from '../../platform/database/database.port.js';
import { extensionIsKnown, extensionOf } from '../../platform/media/index.js';
import { ObjectNotFoundError, ObjectStore, type ByteRange } from '../../platform/storage/storage.port.js';
import { byteRange } from './byte-range.js';
import { attachment } from './content-disposition.js';
import { FilesRepository, type FileRecord } from './files.repository.js';

/** seconds: how long an address of the store lives that a reader is sent to */
const READ_URL_TTL = 300;

const TYPES: Record<string, string> = {
  webp: 'image/webp',
  json: 'application/json; charset=utf-8',
  m3u8: 'application/vnd.apple.mpegurl',
  mp4: 'video/mp4',
  m4s: 'video/iso.segment',
  m4a: 'audio/mp4',
  ts: 'video/mp2t',
  vtt: 'text/vtt; charset=utf-8',
};
const PART_NAME = /^(?:[a-z0-9][a-z0-9_-]*\/){0,3}[a-z0-9][a-z0-9_-]*\.([a-z0-9]{1,5})$/;

interface Delivered {
  key: string;
  size: number;
  etag: string;
  headers: Record<string, string>;
}

/**
 * Sends bytes of files to readers. Whoever calls has asked access first: here no rights are judged. Nothing sent may
 * act in the name of our origin: the type is ours, sniffing is off, a sandboxing policy goes along, and originals are
 * always attachments.
 */
@Injectable()
export class FileDelivery {
  constructor(
    private readonly database: Database,
    private readonly repository: FilesRepository,
    private readonly store: ObjectStore,
  ) {}

  /** The original under the person's own name, with ranges. */
  async original(request: FastifyRequest, reply: FastifyReply, file: FileRecord): Promise<void> {
    const blob = await this.repository.blob(this.database.reader, file.sha256);
    if (!blob) throw notFound();
    await this.send(request, reply, {
      key: blob.objectKey,
      size: blob.size,
      etag: `"${blob.sha256}"`,
      headers: {
        'Content-Type': blob.mime,
        'Content-Disposition': attachment(correctedName(file, blob.extension)),
        'Cache-Control': 'private, no-store',
      },
    });
  }

  /**
   * Something made of a blob, by its name below the rendering's prefix (`thumbnail.webp`, `pages/1.webp`,
   * `hls/master.m3u8`). Browsers keep it, but ask each time whether they still may show it.
   */
  async rendered(request: FastifyRequest, reply: FastifyReply, sha256: string, name: string): Promise<void> {
    const type = TYPES[PART_NAME.exec(name)?.[1] ?? ''];
    if (type === undefined) throw notFound();
    const rendering = await this.repository.rendering(this.database.reader, sha256);
    if (!rendering?.objectPrefix) throw notFound();
    const key = `${rendering.objectPrefix}/${name}`;
    const info = await this.store.head(key);
    if (!info) throw notFound();
    await this.send(request, reply, {
      key,
      size: info.size,
      etag: `"${createHash('sha256').update(`${key} ${info.size} ${info.modifiedAt}`).digest('hex').slice(0, 32)}"`,
      headers: { 'Content-Type': type, 'Cache-Control': 'private, no-cache' },
    });
  }

  private async send(request: FastifyRequest, reply: FastifyReply, what: Delivered): Promise<void> {
    const headers: Record<string, string> = {
      ...what.headers,
      ETag: what.etag,
      'Accept-Ranges': 'bytes',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      'Cross-Origin-Resource-Policy': 'same-origin',
    };
    if (request.headers['if-none-match']?.includes(what.etag)) {
      void reply.status(304).headers(headers).send();
      return;
    }
    const elsewhere = await this.store.readUrl(what.key, { ttlSeconds: READ_URL_TTL, headers: what.headers });
    if (elsewhere !== null) {
      void reply.header('Cache-Control', 'private, no-store').redirect(elsewhere, 302);
      return;
    }
    const condition = request.headers['if-range'];
    const usable = condition === undefined || condition === what.etag;
    const range = byteRange(usable ? request.headers.range : undefined, what.size);
    if (range === 'none') {
      void reply.status(416).header('Content-Range', `bytes */${what.size}`).send();
      return;
    }
    if (range !== 'all') headers['Content-Range'] = `bytes ${range.start}-${range.end}/${what.size}`;
    headers['Content-Length'] = String(range === 'all' ? what.size : range.end - range.start + 1);
    const body =
      request.method === 'HEAD' || what.size === 0
        ? Readable.from([])
        : await this.open(what.key, range === 'all' ? undefined : range);
    void reply
      .status(range === 'all' ? 200 : 206)
      .headers(headers)
      .send(body);
  }

  private async open(key: string, range: ByteRange | undefined): Promise<Readable> {
    try {
      return await this.store.get(key, range);
    } catch (error) {
      throw error instanceof ObjectNotFoundError ? notFound() : error;
    }
  }
}

/** The person's name for the file, with the right ending where the type check found theirs to be wrong: otherwise it would not open. */
function correctedName(file: FileRecord, extension: string): string {
  if (file.note?.code !== 'extension_corrected' || extension === '') return file.fileName;
  const ending = extensionOf(file.fileName);
  const base = extensionIsKnown(ending)
    ? file.fileName.trimEnd().slice(0, -ending.length - 1)
    : file.fileName;
  return `${base}.${extension}`;
}
