import { InvalidKeyError } from './storage.port.js';

const SEGMENT = /^[a-z0-9_.-]+$/;
const MAX_LENGTH = 512;
const MAX_SEGMENT = 200;

/** Throws {@link InvalidKeyError} unless the key has the one form that every store takes and no store misreads. */
export function assertKey(key: string): void {
  if (key.length > MAX_LENGTH || !key.split('/').every(isSegment)) throw new InvalidKeyError(quote(key));
}

/** Like {@link assertKey} for the beginning of keys: may be empty or end in `/`. */
export function assertPrefix(prefix: string): void {
  const segments = prefix.split('/');
  const last = segments.pop()!;
  if (prefix.length > MAX_LENGTH || !segments.every(isSegment) || !(last === '' || isSegment(last)))
    throw new InvalidKeyError(quote(prefix));
}

function isSegment(segment: string): boolean {
  return SEGMENT.test(segment) && segment.length <= MAX_SEGMENT && !/^\.{1,2}$/.test(segment);
}

function quote(key: string): string {
  return `Not a storage key: ${JSON.stringify(key.slice(0, 100))}`;
}
