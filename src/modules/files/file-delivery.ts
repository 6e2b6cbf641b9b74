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
import { MarkedPictures } from './marked-pictures.js';

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

/** The reader whom bytes go to. */
export interface Recipient {
  /** whose name stands in the large pictures of what is marked; null for who sees them without, or where nothing is marked */
  mark: string | null;
  /** gives the address of the same thing on the content origin, if there is one; null for who came by that address */
  address: (() => Promise<string | null>) | null;
}

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

/** Nothing that somebody uploaded acts, wherever it is opened. */
const INERT = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
};

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
    private readonly marked: MarkedPictures,
  ) {}

  /** The original under the person's own name, with ranges. */
  async original(
    request: FastifyRequest,
    reply: FastifyReply,
    file: FileRecord,
    to: Recipient,
  ): Promise<void> {
    const blob = await this.repository.blob(this.database.reader, file.sha256);
    if (!blob) throw notFound();
    const headers = {
      'Content-Type': blob.mime,
      'Content-Disposition': attachment(correctedName(file, blob.extension)),
      'Cache-Control': 'private, no-store',
    };
    const inert = ACTIVE.test(blob.mime) ? 'application/octet-stream' : blob.mime;
    await this.send(request, reply, to, {
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
   * `hls/master.m3u8`). Browsers keep it, but ask each time whether they still may show it. What is marked for the
   * reader leaves us with the mark in its pixels, whatever store it lies in.
   */
  async rendered(
    request: FastifyRequest,
    reply: FastifyReply,
    { sha256, name }: { sha256: string; name: string },
    to: Recipient,
  ): Promise<void> {
    const kind = TYPES[PART_NAME.exec(name)?.[1] ?? ''];
    if (kind === undefined) throw notFound();
    const { type, seconds } = kind;
    const rendering = await this.repository.rendering(this.database.reader, sha256);
    if (!rendering?.objectPrefix) throw notFound();
    const key = `${rendering.objectPrefix}/${name}`;
    const info = await this.store.head(key);
    if (!info) throw notFound();
    if (to.mark !== null && MarkedPictures.marks(name)) return this.sendMarked(request, reply, key, to);
    await this.send(request, reply, to, {
      key,
      size: info.size,
      etag: `"${createHash('sha256').update(`${key} ${info.size} ${info.modifiedAt}`).digest('hex').slice(0, 32)}"`,
      headers: { 'Content-Type': type, ...KEPT },
      elsewhere: seconds === null ? null : { seconds, headers: briefly(type, seconds) },
      seen: true,
    });
  }

  /** A picture with the reader's name in it: never from the store. */
  private async sendMarked(
    request: FastifyRequest,
    reply: FastifyReply,
    key: string,
    { mark, address }: Recipient,
  ): Promise<void> {
    const picture = this.marked.of(key, mark!);
    const headers = { ...INERT, ...shownHere(address), ...KEPT, ETag: picture.etag };
    if (unchanged(request, reply, headers)) return;
    if (await redirected(request, reply, address)) return;
    const bytes = await picture.bytes().catch(missing);
    void reply.headers({ ...headers, 'Content-Type': 'image/jpeg' }).send(bytes);
  }

  private async send(
    request: FastifyRequest,
    reply: FastifyReply,
    { address }: Recipient,
    what: Delivered,
  ): Promise<void> {
    const headers: Record<string, string> = {
      ...what.headers,
      ...INERT,
      ...shownHere(address),
      ETag: what.etag,
      'Accept-Ranges': 'bytes',
    };
    if (unchanged(request, reply, headers)) return;
    if (await this.sendToStore(request, reply, what)) return;
    // What comes from us for good reason does so here: players come back to where they were sent, long after.
    if (what.elsewhere && (await redirected(request, reply, address))) return;
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
  private async sendToStore(request: FastifyRequest, reply: FastifyReply, what: Delivered): Promise<boolean> {
    // The address is good for GET alone.
    if (!what.elsewhere || request.method === 'HEAD') return false;
    // A script that was sent on once already says of itself that it comes from nowhere: no store would answer it.
    if (request.headers.origin !== undefined) return false;
    const { seconds, headers } = what.elsewhere;
    const address = await this.store.readUrl(what.key, { ttlSeconds: seconds, headers });
    if (address === null) return false;
    // Whoever is sent to a store that is away sees their browser's own words: better to say it here.
    if (!what.seen && !(await this.store.head(what.key))) throw notFound();
    void reply.header('Cache-Control', 'private, no-store').redirect(address, 302);
    return true;
  }

  private async open(key: string, range: ByteRange | undefined): Promise<Readable> {
    return this.store.get(key, range).catch(missing);
  }
}

/** Browsers keep it, and ask each time. */
const KEPT = { 'Cache-Control': 'private, no-cache' };

/** Answers 304 to who has it already. */
function unchanged(request: FastifyRequest, reply: FastifyReply, headers: Record<string, string>): boolean {
  if (!request.headers['if-none-match']?.includes(headers['ETag']!)) return false;
  void reply.status(304).headers(headers).send();
  return true;
}

/** Sends a reader to the content origin, where there is one. Never kept: each time we are asked anew. */
async function redirected(
  request: FastifyRequest,
  reply: FastifyReply,
  address: Recipient['address'],
): Promise<boolean> {
  const there = request.method === 'HEAD' ? null : await address?.();
  if (!there) return false;
  void reply.header('Cache-Control', 'private, no-store').redirect(there, 302);
  return true;
}

/** What the store does not have is not there for anybody. */
export function missing(error: unknown): never {
  throw error instanceof ObjectNotFoundError ? notFound() : error;
}

/** On our own origin only our own pages may show it; on the content origin, whoever has the address. */
function shownHere(address: Recipient['address']): Record<string, string> {
  return { 'Cross-Origin-Resource-Policy': address === null ? 'cross-origin' : 'same-origin' };
}

/** What the store says of a rendition: the browser may show it again for as long as the address lives. */
function briefly(type: string, seconds: number): Record<string, string> {
  return { 'Content-Type': type, 'Cache-Control': `private, max-age=${seconds}` };
}

/** The person's name for the file, with the right ending where the type check found theirs to be wrong: otherwise it would not open. */
export function correctedName(file: FileRecord, extension: string): string {
  if (file.note?.code !== 'extension_corrected' || extension === '') return file.fileName;
  const ending = extensionOf(file.fileName);
  const base = extensionIsKnown(ending)
    ? file.fileName.trimEnd().slice(0, -ending.length - 1)
    : file.fileName;
  return `${base}.${extension}`;
}
