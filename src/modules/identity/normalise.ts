import { createHash } from 'node:crypto';

/** What two spellings of one name have in common: NFKC (full-width letters become plain), one space, lower case. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').replace(/\s+/gu, ' ').trim().toLowerCase();
}

/** The bytes of a password that are hashed: NFKC, so that an input method's full-width letters do no harm. */
export function passwordText(password: string): string {
  return password.normalize('NFKC');
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * The part of an address that stands for one subscriber: an IPv4 address whole, the first 64 bits of an IPv6 address.
 * IPv4 inside IPv6 (`::ffff:1.2.3.4`) counts as IPv4.
 */
export function addressPrefix(ip: string): string {
  const plain = ip.toLowerCase().replace(/%.*$/, '');
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/.exec(plain);
  if (mapped) return mapped[1]!;
  if (!plain.includes(':')) return plain.slice(0, 45);
  const [head = '', tail] = plain.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array<string>(zeros).fill('0'), ...right].slice(0, 4);
  return `${groups.map((g) => (parseInt(g, 16) || 0).toString(16)).join(':')}::/64`;
}
