import type { RemoteUploadDetail } from './types.js';

export interface Part {
  number: number;
  start: number;
  end: number;
}

/** The byte range of part `number` (from 1); the last part is what is left. */
export function partRange(size: number, partSize: number, number: number): Part {
  const start = (number - 1) * partSize;
  return { number, start, end: Math.min(size, start + partSize) };
}

/** The parts that the server does not hold, or holds in another size, in order. */
export function missingParts(upload: RemoteUploadDetail): Part[] {
  const held = new Map(upload.parts.map((p) => [p.number, p.size]));
  const missing: Part[] = [];
  for (let number = 1; number <= upload.partCount; number += 1) {
    const part = partRange(upload.size, upload.partSize, number);
    if (held.get(number) !== part.end - part.start) missing.push(part);
  }
  return missing;
}

/** Bytes of the parts that need not be sent. */
export function heldBytes(upload: RemoteUploadDetail, missing: Part[]): number {
  return upload.size - missing.reduce((sum, part) => sum + part.end - part.start, 0);
}
