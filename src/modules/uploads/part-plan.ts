import type { UploadedPart } from '../../platform/storage/storage.port.js';
import { AppError } from '../../kernel/errors.js';

/** S3's limit of parts. */
const MAX_PARTS = 10_000;
const MIB = 1024 * 1024;

export interface PartPlan {
  partSize: number;
  partCount: number;
}

/** How a file is cut: parts of the wanted size, or of as many whole MiB as keep a very large one below 10,000 parts. */
export function planParts(size: number, wantedPartSize: number): PartPlan {
  const partSize =
    size <= wantedPartSize * MAX_PARTS ? wantedPartSize : Math.ceil(size / MAX_PARTS / MIB) * MIB;
  return { partSize, partCount: Math.ceil(size / partSize) };
}

/** Bytes of part `number` (from 1). */
export function sizeOfPart(number: number, size: number, plan: PartPlan): number {
  return number < plan.partCount ? plan.partSize : size - (plan.partCount - 1) * plan.partSize;
}

/** Throws `upload_incomplete` { missing, number } or `part_size_wrong` { number, size, expected } unless the held parts are exactly the planned ones. */
export function assertComplete(held: readonly UploadedPart[], size: number, plan: PartPlan): void {
  const byNumber = new Map(held.map((part) => [part.number, part]));
  const numbers = Array.from({ length: plan.partCount }, (_, i) => i + 1);
  for (const number of numbers) {
    const part = byNumber.get(number);
    const expected = sizeOfPart(number, size, plan);
    if (part && part.size !== expected)
      throw new AppError('part_size_wrong', { number, size: part.size, expected });
  }
  const missing = numbers.filter((number) => !byNumber.has(number));
  if (missing.length > 0)
    throw new AppError('upload_incomplete', { missing: missing.length, number: missing[0]! });
  if (held.length > plan.partCount) throw new AppError('size_mismatch', { expected: size });
}
