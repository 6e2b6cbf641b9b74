import { createHash, createHmac } from 'node:crypto';

/** What may be done at an address, by whom it is allowed, and until when. */
export interface AddressToSign {
  method: string;
  origin: string;
  host: string;
  /** percent-encoded */
  path: string;
  query: Record<string, string>;
  /** headers, in lower case, that the request must carry with these very values */
  headers: Record<string, string>;
  keys: { region: string; accessKey: string; secretKey: string };
  /** ms since the epoch, by the store's clock */
  now: number;
  ttlSeconds: number;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';

/**
 * A presigned address by AWS Signature Version 4 (query parameters). The `minio` client signs addresses too, but drops
 * `content-length` from what it signs; with it a part can be no larger than announced.
 */
export function signedAddress(wanted: AddressToSign): string {
  const { region, accessKey, secretKey } = wanted.keys;
  const date = new Date(wanted.now).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const day = date.slice(0, 8);
  const scope = `${day}/${region}/s3/aws4_request`;
  const headers: Record<string, string> = { host: wanted.host, ...wanted.headers };
  const names = Object.keys(headers).sort();
  const query = Object.entries({
    ...wanted.query,
    'X-Amz-Algorithm': ALGORITHM,
    'X-Amz-Credential': `${accessKey}/${scope}`,
    'X-Amz-Date': date,
    'X-Amz-Expires': String(wanted.ttlSeconds),
    'X-Amz-SignedHeaders': names.join(';'),
  })
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
  const canonical = [
    wanted.method,
    wanted.path,
    query,
    ...names.map((name) => `${name}:${headers[name]!.trim()}`),
    '',
    names.join(';'),
    'UNSIGNED-PAYLOAD',
  ].join('\n');
  const toSign = [ALGORITHM, date, scope, createHash('sha256').update(canonical).digest('hex')].join('\n');
  const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secretKey}`);
  return `${wanted.origin}${wanted.path}?${query}&X-Amz-Signature=${hmac(key, toSign).toString('hex')}`;
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** Percent-encoding by RFC 3986, which leaves less alone than `encodeURIComponent`. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
