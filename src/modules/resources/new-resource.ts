import { DEFAULT_LICENCE } from '../../contracts/index.js';
import type { Instant } from '../../kernel/clock.js';
import { newId, type Id } from '../../kernel/ids.js';
import type { ResourceRecord } from './resources.repository.js';

/** A draft with nothing said of it yet, not stored. */
export function newResource(now: Instant, owner: { schoolId: Id; authorId: Id }): ResourceRecord {
  return {
    id: newId(now),
    rev: 1,
    arrivals: 0,
    ...owner,
    state: 'draft',
    title: '',
    description: '',
    type: null,
    stage: null,
    subject: null,
    grade: null,
    bookId: null,
    chapterId: null,
    tags: [],
    linkUrl: null,
    audience: null,
    licence: DEFAULT_LICENCE,
    licenceUntil: null,
    pupils: false,
    consentRef: null,
    visibleFrom: null,
    visibleUntil: null,
    watermark: false,
    marks: null,
    publishedAt: null,
    trashedAt: null,
    createdAt: now,
    updatedAt: now,
  };
}
