import type { RightName } from '../../../contracts/index.js';
import { LEVELS, type AccessEntry } from '../../access/index.js';
import { rightThen, shownTo } from './shown-to.js';

const entry = (part: Partial<AccessEntry> = {}): AccessEntry => ({
  ...{ principal: 's:1', source: 'audience', right: 'download', sortTime: 0 },
  ...part,
});
const IN_FORCE = { since: 100, until: 200 };
const told = (...entries: AccessEntry[]) => shownTo(entries, IN_FORCE).map(({ principal }) => principal);

describe('to whom a version was shown', () => {
  it('is whoever saw it at some time while it was in force', () => {
    expect(told(entry(), entry({ principal: 'd:1', visibleFrom: 50, visibleUntil: 101 }))).toEqual([
      's:1',
      'd:1',
    ]);
    expect(told(entry({ visibleFrom: 200 }), entry({ visibleUntil: 100 }))).toEqual([]);
  });

  it('is not whoever was let in to help', () => {
    expect(told(entry({ principal: 'p:1:2', source: 'support' }))).toEqual([]);
  });
});

describe('the right to an earlier version', () => {
  const RIGHTS = Object.keys(LEVELS) as RightName[];
  const mine = new Set(['s:1', 'u:1']);

  it('is the lesser of what it is now and what it was then', () => {
    for (const now of ['view', 'download'] as const)
      for (const then of RIGHTS)
        expect([now, then, rightThen([{ principal: 's:1', right: then }], mine, now)]).toEqual([
          now,
          then,
          LEVELS[then] < LEVELS[now] ? then : now,
        ]);
  });

  it('is none for those who came with a wider audience, and for versions that remember nobody', () => {
    expect(rightThen([{ principal: 's:2', right: 'manage' }], mine, 'download')).toBeNull();
    expect(rightThen([], mine, 'download')).toBeNull();
    expect(rightThen(null, mine, 'view')).toBeNull();
  });

  it('is their own for those who may edit', () => {
    expect(rightThen(null, mine, 'edit')).toBe('edit');
    expect(rightThen([], mine, 'manage')).toBe('manage');
  });
});
