import { createHash } from 'node:crypto';
import type { S3Client } from './s3-client.js';
import { codeOf } from './s3-errors.js';

const METHODS = ['GET', 'HEAD', 'PUT'];

/** What stands between pages of one origin and the store. */
export type BrowserAccess = 'open' | 'closed' | 'unreachable';

/**
 * Asks the store, at its public address, what a browser would ask before a page of `origin` sends a part (a real
 * preflight) and when it reads a piece of a film.
 */
export async function browserAccess(
  addresses: { part: string; read: string },
  origin: string,
): Promise<BrowserAccess> {
  try {
    const preflight = await fetch(addresses.part, {
      method: 'OPTIONS',
      headers: { Origin: origin, 'Access-Control-Request-Method': 'PUT' },
    });
    const methods = (preflight.headers.get('access-control-allow-methods') ?? '').split(/\s*,\s*/);
    const sends =
      preflight.ok && lets(preflight, origin) && (methods.includes('PUT') || methods.includes('*'));
    const reading = await fetch(addresses.read, { headers: { Origin: origin } });
    await reading.arrayBuffer();
    return sends && lets(reading, origin) ? 'open' : 'closed';
  } catch {
    return 'unreachable';
  }
}

/**
 * Lets pages of `origin` use the bucket (PutBucketCors), beside whatever rules it has. False = the store has no such
 * call.
 */
export async function openToBrowsers(client: S3Client, origin: string): Promise<boolean> {
  try {
    const body = withRule(await rules(client), origin);
    const headers = {
      'content-type': 'application/xml',
      'content-md5': createHash('md5').update(body).digest('base64'),
    };
    await client.ask({ method: 'PUT', query: 'cors', headers }, body);
    return true;
  } catch (error) {
    if (['NotImplemented', 'MethodNotAllowed', 'XNotImplemented'].includes(codeOf(error))) return false;
    throw error;
  }
}

async function rules(client: S3Client): Promise<string | null> {
  try {
    return (await client.ask({ method: 'GET', query: 'cors' })).text;
  } catch (error) {
    if (codeOf(error) === 'NoSuchCORSConfiguration') return null;
    throw error;
  }
}

function withRule(present: string | null, origin: string): string {
  const methods = METHODS.map((method) => `<AllowedMethod>${method}</AllowedMethod>`).join('');
  const rule = `<CORSRule><AllowedOrigin>${origin}</AllowedOrigin>${methods}<AllowedHeader>*</AllowedHeader><MaxAgeSeconds>3600</MaxAgeSeconds></CORSRule>`;
  const end = present?.lastIndexOf('</CORSConfiguration>') ?? -1;
  return present !== null && end !== -1
    ? present.slice(0, end) + rule + present.slice(end)
    : `<CORSConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${rule}</CORSConfiguration>`;
}

function lets(answer: Response, origin: string): boolean {
  return ['*', origin].includes(answer.headers.get('access-control-allow-origin') ?? '');
}
