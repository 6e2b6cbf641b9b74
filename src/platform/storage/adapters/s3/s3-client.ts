import { Client } from 'minio';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { ByteRange, UploadedPart } from '../../storage.port.js';
import { signedAddress } from './signed-address.js';
import { StoreClock } from './store-clock.js';
import { transport } from './transport.js';

/** One bucket of one store, as one of its addresses names it. */
export interface S3Place {
  /** `http(s)://host[:port]` */
  endpoint: string;
  region: string;
  bucket: string;
  accessKey: string;
  secretKey: string;
  /** `host/bucket` instead of `bucket.host` */
  pathStyle: boolean;
}

type Headers = Record<string, string>;
interface Call {
  method: string;
  key?: string;
  query?: string;
  headers?: Headers;
}

/**
 * What the `minio` client does not offer by itself, in S3's own words: calls with headers of our choice, the list of
 * parts, and addresses that bind a length. Bodies are sent as streams and unsigned (`UNSIGNED-PAYLOAD`): signing them
 * would read every byte twice. What it throws is for `s3-errors.ts` to read.
 */
export class S3Client extends Client {
  constructor(
    private readonly place: S3Place,
    readonly clock = new StoreClock(),
  ) {
    const { hostname, port, protocol } = new URL(place.endpoint);
    super({
      endPoint: hostname,
      ...(port === '' ? {} : { port: Number(port) }),
      useSSL: protocol === 'https:',
      accessKey: place.accessKey,
      secretKey: place.secretKey,
      region: place.region,
      pathStyle: place.pathStyle,
      // A retry would send a stream that has been read already.
      retryOptions: { disableRetry: true },
      ...transport(protocol === 'https:', clock),
    });
    this.enableSHA256 = false;
  }

  /** One request; the answer's body is the caller's to read. Throws unless the status is 2xx. */
  call(
    { method, key, query, headers = {} }: Call,
    body: Readable | Buffer | string = '',
  ): Promise<IncomingMessage> {
    const length = typeof body === 'string' || Buffer.isBuffer(body) ? Buffer.byteLength(body) : null;
    const sized =
      length === null || method === 'GET' ? headers : { 'content-length': String(length), ...headers };
    const options = { method, bucketName: this.place.bucket, headers: sized };
    return this.makeRequestStreamAsync(
      {
        ...options,
        ...(key === undefined ? {} : { objectName: key }),
        ...(query === undefined ? {} : { query }),
      },
      body,
      '',
      [200, 204, 206],
      this.place.region,
    );
  }

  /** One request whose answer's body is of interest as text only. */
  async ask(
    call: Call,
    body: Readable | Buffer | string = '',
  ): Promise<{ headers: IncomingMessage['headers']; text: string }> {
    const answer = await this.call(call, body);
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk as Buffer);
    return { headers: answer.headers, text: Buffer.concat(chunks).toString('utf8') };
  }

  read(key: string, range?: ByteRange): Promise<IncomingMessage> {
    const headers: Headers = range ? { range: `bytes=${range.start}-${range.end}` } : {};
    return this.call({ method: 'GET', key, headers });
  }

  /** The parts held of an upload, by number. */
  async parts(key: string, uploadId: string): Promise<UploadedPart[]> {
    const parts = await this.listParts(this.place.bucket, key, uploadId);
    return parts
      .map(({ part, size, etag }) => ({ number: part, size, etag }))
      .sort((a, b) => a.number - b.number);
  }

  /** Sends one part and returns its ETag. */
  async sendPart(
    key: string,
    uploadId: string,
    number: number,
    body: Buffer | Readable,
    size: number,
  ): Promise<string> {
    const query = partQuery(uploadId, number);
    const { headers } = await this.ask(
      { method: 'PUT', key, query, headers: { 'content-length': String(size) } },
      body,
    );
    return unquoted(headers.etag ?? '');
  }

  /** Joins parts; with `ifAbsent` the store itself refuses (412) when the key exists. */
  async join(
    key: string,
    uploadId: string,
    parts: readonly { number: number; etag: string }[],
    ifAbsent = false,
  ): Promise<void> {
    const list = parts.map(
      (p) => `<Part><PartNumber>${p.number}</PartNumber><ETag>"${p.etag}"</ETag></Part>`,
    );
    const body = `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${list.join('')}</CompleteMultipartUpload>`;
    const headers: Headers = { 'content-type': 'application/xml', ...(ifAbsent ? IF_ABSENT : {}) };
    const query = `uploadId=${encodeURIComponent(uploadId)}`;
    const { text } = await this.ask({ method: 'POST', key, query, headers }, body);
    throwIfError(text);
  }

  async abort(key: string, uploadId: string): Promise<void> {
    await this.ask({ method: 'DELETE', key, query: `uploadId=${encodeURIComponent(uploadId)}` });
  }

  /** Starts an upload in parts and returns its id. */
  begin(key: string, contentType: string): Promise<string> {
    return this.initiateNewMultipartUpload(this.place.bucket, key, { 'content-type': contentType });
  }

  /** An address at which the object may be read, answered with the headers that `params` (`response-…`) ask for. */
  readAddress(
    key: string,
    params: Record<string, string>,
    ttlSeconds: number,
    signedAt: number,
  ): Promise<string> {
    return this.presignedUrl('GET', this.place.bucket, key, ttlSeconds, params, new Date(signedAt));
  }

  /** An address to which exactly `size` bytes may be PUT as this part, for so many seconds. */
  partAddress(key: string, uploadId: string, number: number, size: number, ttlSeconds: number): string {
    const { bucket, region, accessKey, secretKey } = this.place;
    const options = this.getRequestOptions({ method: 'PUT', bucketName: bucket, objectName: key, region });
    return signedAddress({
      method: 'PUT',
      origin: `${options.protocol}//${options.headers.host}`,
      host: options.headers.host ?? '',
      path: options.path,
      query: { partNumber: String(number), uploadId },
      headers: { 'content-length': String(size) },
      keys: { region, accessKey, secretKey },
      now: this.clock.now(),
      ttlSeconds,
    });
  }
}

/** Only where nothing is yet. */
export const IF_ABSENT: Headers = { 'if-none-match': '*' };

export function partQuery(uploadId: string, number: number): string {
  return `partNumber=${number}&uploadId=${encodeURIComponent(uploadId)}`;
}

export function unquoted(etag: string): string {
  return etag.replace(/^"|"$/g, '');
}

/** A long act answers 200 at once and may still fail: then its body is an error. */
export function throwIfError(xml: string): void {
  const code = /<Error>.*?<Code>([^<]+)<\/Code>/s.exec(xml)?.[1];
  if (code) throw Object.assign(new Error(`The store answered ${code}`), { code });
}
