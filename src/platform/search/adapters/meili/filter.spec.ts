import { facetFilter, oneOf, quoted, sightFilter } from './filter.js';

/** Reads a quoted value the way Meilisearch does: a backslash takes what follows as it is. */
function unquoted(text: string): string {
  expect(text).toMatch(/^"(?:[^"\\]|\\.)*"$/s);
  return text.slice(1, -1).replace(/\\(.)/gs, '$1');
}

describe('filters', () => {
  it.each([
    '',
    'a',
    '"',
    '\\',
    '\\"',
    '" OR id EXISTS OR id = "',
    "'",
    'a\\',
    '"\\"\\',
    '换\n行',
    '📚',
    'x" AND "y',
  ])('take %j as one value, whatever it holds', (value) => {
    expect(unquoted(quoted(value))).toBe(value);
  });

  it('list values, and none', () => {
    expect(oneOf('school', ['a', 'b"c'])).toBe('school IN ["a", "b\\"c"]');
    expect(oneOf('n', [1, 2])).toBe('n IN [1, 2]');
    expect(oneOf('audience', [])).toBe('audience IN []');
  });

  it('let somebody find what is theirs within its window, or at any time, and nothing that is excluded', () => {
    const sight = sightFilter({ principals: ['u:1', 's:"2'], now: 5, excludeIds: ['x'] });
    expect(sight[0]).toBe(
      '(audience IN ["u:1", "s:\\"2"] AND visibleFrom <= 5 AND visibleUntil > 5) OR always IN ["u:1", "s:\\"2"]',
    );
    expect(sight[1]).toMatch(/^NOT n IN \[\d+\]$/);
    expect(sightFilter({ principals: [], now: 5, excludeIds: [] })).toHaveLength(1);
  });

  it('leave out a facet that is to be counted', () => {
    const filters = { stage: ['junior'], subject: ['math', 'physics'], type: [], node: 'a"b' };
    expect(facetFilter(filters)).toEqual([
      'stage IN ["junior"]',
      'subject IN ["math", "physics"]',
      'nodes = "a\\"b"',
    ]);
    expect(facetFilter(filters, 'subject')).toEqual(['stage IN ["junior"]', 'nodes = "a\\"b"']);
  });
});
