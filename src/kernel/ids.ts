import { randomBytes } from 'node:crypto';

/** A UUIDv7 in lower-case canonical form: sorts by the millisecond it was made in. */
export type Id = string;

let lastMs = 0;
let sequence = 0;

/**
 * Makes a UUIDv7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, a 12-bit counter that grows within one
 * millisecond so that ids made by one process sort in the order they were made, and 62 random bits.
 */
export function newId(nowMs: number = Date.now()): Id {
  if (nowMs > lastMs) {
    lastMs = nowMs;
    sequence = randomBytes(2).readUInt16BE() & 0x7ff;
  } else {
    sequence += 1;
    if (sequence > 0xfff) {
      lastMs += 1;
      sequence = 0;
    }
  }
  const bytes = randomBytes(16);
  bytes.writeUIntBE(lastMs, 0, 6);
  bytes.writeUInt16BE(0x7000 | sequence, 6);
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/**
 * Makes a UUIDv7 that tells when it was made and nothing else: all bits behind the millisecond are random, so that of
 * several made together nobody sees whether one is missing. They do not sort in the order they were made.
 */
export function newIdApart(nowMs: number = Date.now()): Id {
  const hex = randomBytes(10).toString('hex');
  const variant = ((parseInt(hex[3]!, 16) & 3) | 8).toString(16);
  const time = nowMs.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 19)}`;
}

const ID_PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Whether a string has the form of an id made by {@link newId}. */
export function isId(value: string): value is Id {
  return ID_PATTERN.test(value);
}
