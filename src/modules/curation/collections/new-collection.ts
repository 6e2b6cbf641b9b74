import type { Instant } from '../../../kernel/clock.js';
import { newId, type Id } from '../../../kernel/ids.js';
import type { CollectionRecord } from './collections.repository.js';

/** A draft with nothing said of it yet, not stored. */
export function newCollection(now: Instant, owner: { schoolId: Id; authorId: Id }): CollectionRecord {
  return {
    id: newId(now),
    rev: 1,
    ...owner,
    state: 'draft',
    title: '',
    summary: '',
    stage: null,
    subject: null,
    grade: null,
    bookId: null,
    chapterId: null,
    copiedFrom: null,
    parts: null,
    audience: null,
    publishedAt: null,
    trashedAt: null,
    createdAt: now,
    updatedAt: now,
  };
}
