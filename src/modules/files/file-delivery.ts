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

/** seconds that an address of the store lives to which a reader is sent for an original or a picture */
const READ_SECONDS = 60;
/** and for a piece of a film: asked for one after the other, each judged anew */
const SEGMENT_SECONDS = 10;

/** What can be delivered by its ending, and for how long a reader may be sent to the store for it: `null` comes from us. */
const TYPES: Record<string, { type: string; seconds: number | null }> = {
  webp: { type: 'image/webp', seconds: READ_SECONDS },
  jpg: { type: 'image/jpeg', seconds: READ_SECONDS },
  json: { type: 'application/json; charset=utf-8', seconds: null },
  m3u8: { type: 'application/vnd.apple.mpegurl', seconds: null },
  mp4: { type: 'video/mp4', seconds: SEGMENT_SECONDS },
  m4s: { type: 'video/iso.segment', seconds: SEGMENT_SECONDS },
  ts: { type: 'video/mp2t', seconds: SEGMENT_SECONDS },
  // Players come back to where they were sent whenever somebody seeks, long after the address has ended.
  m4a: { type: 'audio/mp4', seconds: null },
  vtt: { type: 'text/vtt; charset=utf-8', seconds: null },
};
/** Types that act where they are shown; at the store, which sends no sandboxing policy along, they are only bytes. */
const ACTIVE = /^(text\/(html|xml|css|javascript)|application\/(xml|javascript|ecmascript))$|\+xml$/;
const PART_NAME = /^(?:[a-z0-9][a-z0-9_-]*\/){0,3}[a-z0-9][a-z0-9_-]*\.([a-z0-9]{1,5})$/;

interface Delivered {
  key: string;
  size: number;
  etag: string;
  headers: Record<string, string>;
  /** for how long a reader may be sent to the store, and what its answer is to say; null = it comes from us */
  elsewhere: { seconds: number; headers: Record<string, string> } | null;
  /** the store has just said that it is there */
  seen: boolean;
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
    const headers = {
      'Content-Type': blob.mime,
      'Content-Disposition': attachment(correctedName(file, blob.extension)),
      'Cache-Control': 'private, no-store',
    };
    const inert = ACTIVE.test(blob.mime) ? 'application/octet-stream' : blob.mime;
    await this.send(request, reply, {
      key: blob.objectKey,
      size: blob.size,
      etag: `"${blob.sha256}"`,
      headers,
      elsewhere: { seconds: READ_SECONDS, headers: { ...headers, 'Content-Type': inert } },
      seen: false,
    });
  }

  /**
   * Something made of a blob, by its name below the rendering's prefix (`thumbnail.webp`, `pages/1.webp`,
   * `hls/master.m3u8`). Browsers keep it, but ask each time whether they still may show it.
   */
  async rendered(request: FastifyRequest, reply: FastifyReply, sha256: string, name: string): Promise<void> {
    const kind = TYPES[PART_NAME.exec(name)?.[1] ?? ''];
    if (kind === undefined) throw notFound();
    const { type, seconds } = kind;
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
      elsewhere: seconds === null ? null : { seconds, headers: briefly(type, seconds) },
      seen: true,
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
    if (await this.sendElsewhere(request, reply, what)) return;
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

  /** Sends a reader to the store, where the store can be read by itself. Each time we are asked anew: the answer is never kept. */
  private async sendElsewhere(
    request: FastifyRequest,
    reply: FastifyReply,
    what: Delivered,
  ): Promise<boolean> {
    // The address is good for GET alone.
    if (!what.elsewhere || request.method === 'HEAD') return false;
    const { seconds, headers } = what.elsewhere;
    const address = await this.store.readUrl(what.key, { ttlSeconds: seconds, headers });
    if (address === null) return false;
    // Whoever is sent to a store that is away sees their browser's own words: better to say it here.
    if (!what.seen && !(await this.store.head(what.key))) throw notFound();
    void reply.header('Cache-Control', 'private, no-store').redirect(address, 302);
    return true;
  }

  private async open(key: string, range: ByteRange | undefined): Promise<Readable> {
    try {
      return await this.store.get(key, range);
    } catch (error) {
      throw error instanceof ObjectNotFoundError ? notFound() : error;
    }
  }
}

/** What the store says of a rendition: the browser may show it again for as long as the address lives. */
function briefly(type: string, seconds: number): Record<string, string> {
  return { 'Content-Type': type, 'Cache-Control': `private, max-age=${seconds}` };
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
