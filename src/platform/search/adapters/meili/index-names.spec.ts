import { SCHEMA_VERSION } from './index-settings.js';
import { indexNames, isOlder } from './index-names.js';

describe('index names', () => {
  it('know what an older program of the same installation left, and nothing else', () => {
    const { inUse, next } = indexNames('lianke');
    expect([isOlder('lianke', inUse), isOlder('lianke', next)]).toEqual([false, false]);
    expect([isOlder('lianke', 'lianke_v0'), isOlder('lianke', 'lianke_v0_next')]).toEqual([true, true]);
    for (const uid of ['lianke_v99', 'lianke2_v0', 'lianke_v', 'lianke_v0_other', 'lianke', 'other_v0'])
      expect(isOlder('lianke', uid)).toBe(false);
    expect(SCHEMA_VERSION).toBeLessThan(99);
  });
});
