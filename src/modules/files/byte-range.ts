import type { ByteRange } from '../../platform/storage/storage.port.js';

/**
 * What a `Range` header asks of something `size` bytes long (RFC 9110 §14): a span; `all` when there is none, it is
 * malformed, or it asks for several spans (which a server may ignore); `none` when nothing lies in it (416).
 */
export function byteRange(header: string | undefined, size: number): ByteRange | 'all' | 'none' {
  const match = /^bytes=[ \t]*(\d{0,15})-(\d{0,15})[ \t]*$/.exec(header ?? '');
  if (!match) return 'all';
  const [first, last] = [match[1]!, match[2]!];
  if (first === '' && last === '') return 'all';
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'none' : { start: size - length, end: size - 1 };
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < start) return 'all';
  return start >= size ? 'none' : { start, end };
}
