import type { Instant } from './clock.js';

/** What stood in a bucket at an instant. */
export interface Bucket {
  level: number;
  updatedAt: Instant;
}

/** What is left in a bucket of which one drains every `drainMs`. */
export function drained({ level, updatedAt }: Bucket, drainMs: number, now: Instant): number {
  return Math.max(0, level - Math.max(0, now - updatedAt) / drainMs);
}
