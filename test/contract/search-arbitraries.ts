import fc from 'fast-check';
import type { SearchDocument, SearchQuery } from '../../src/platform/search/search.port.js';
import { document, NOW, query } from './search-model.js';

const PRINCIPALS = ['u:1', 'u:2', 'd:1', 's:1', 's:2', 'g:1', 'm:1'];
const WORDS = ['勾股定理', '光合作用', '试卷', 'alpha', 'beta', '课件'];
const TIMES = [NOW - 2, NOW - 1, NOW, NOW + 1, NOW + 2];
const VALUES = {
  stage: ['junior', 'senior'],
  subject: ['math', 'physics', 'history'],
  school: ['s1', 's2'],
  mark: ['school', 'group'],
};
const NODES = ['book', 'chapter-1', 'chapter-2'];

const words = fc.subarray(WORDS).map((list) => list.join(' '));
const principals = fc.subarray(PRINCIPALS);
const time = fc.option(fc.constantFrom(...TIMES), { nil: null });

const anyDocument: fc.Arbitrary<Omit<SearchDocument, 'id'>> = fc
  .record({
    title: words,
    body: words,
    tags: fc.subarray(WORDS, { maxLength: 2 }),
    audience: principals,
    always: fc.subarray(PRINCIPALS, { maxLength: 2 }),
    visibleFrom: time,
    visibleUntil: time,
    nodes: fc.subarray(NODES),
    publishedAt: fc.constantFrom(...TIMES),
    stage: fc.option(fc.constantFrom(...VALUES.stage), { nil: null }),
    subject: fc.option(fc.constantFrom(...VALUES.subject), { nil: null }),
    school: fc.option(fc.constantFrom(...VALUES.school), { nil: null }),
    mark: fc.option(fc.constantFrom(...VALUES.mark), { nil: null }),
  })
  .map(({ stage, subject, school, mark, ...rest }) =>
    document('', { ...rest, facets: { stage, subject, school, mark, grade: null, type: null } }),
  );

/** Up to 25 documents with ids of their own. */
export const anyDocuments: fc.Arbitrary<SearchDocument[]> = fc
  .array(anyDocument, { maxLength: 25 })
  .map((list) => list.map((doc, i) => ({ ...doc, id: `doc-${String(i).padStart(3, '0')}` })));

export const anyQuery: fc.Arbitrary<SearchQuery> = fc
  .record({
    text: fc.oneof(
      fc.constant(''),
      fc.subarray(WORDS, { minLength: 1, maxLength: 2 }).map((w) => w.join(' ')),
    ),
    principals,
    now: fc.constantFrom(...TIMES),
    sort: fc.constantFrom('relevance' as const, 'newest' as const),
    limit: fc.integer({ min: 1, max: 7 }),
    excluded: fc.subarray(Array.from({ length: 10 }, (_, i) => `doc-00${i}`)),
    filters: fc.record(
      {
        stage: fc.subarray(VALUES.stage),
        subject: fc.subarray(VALUES.subject),
        school: fc.subarray([...VALUES.school, 'unknown']),
        mark: fc.subarray(VALUES.mark),
        node: fc.constantFrom(...NODES),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ text, excluded, ...rest }) => query(text, { ...rest, excludeIds: excluded }));
