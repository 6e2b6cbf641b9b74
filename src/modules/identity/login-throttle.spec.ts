import { charged, LIMITS, refunded } from './login-throttle.js';

const limit = LIMITS.pair;
const fresh = { id: 'pair:x', level: 0, updatedAt: 0, blockedUntil: 0 };

/** `count` failures, each as soon as it is let in; gives the row and the time. */
function fail(count: number): { row: typeof fresh; now: number } {
  let row = fresh;
  let now = 0;
  for (let i = 0; i < count; i += 1) {
    now = Math.max(now, row.blockedUntil);
    row = charged(row, limit, now);
  }
  return { row, now };
}

describe('login throttle', () => {
  it('lets the free attempts through without a wait', () => {
    expect(fail(limit.free - 1).row.blockedUntil).toBe(0);
  });

  it('makes each further failure wait longer, up to a cap', () => {
    const waits = [0, 1, 2, 3, 4].map((i) => {
      const { row, now } = fail(limit.free + i);
      return row.blockedUntil - now;
    });
    expect(waits[0]).toBe(limit.baseMs);
    for (let i = 1; i < waits.length; i += 1) expect(waits[i]!).toBeGreaterThanOrEqual(waits[i - 1]!);
    const wild = charged({ ...fresh, level: 500 }, limit, 0);
    expect(wild.blockedUntil).toBe(limit.capMs);
  });

  it('gives an attacker who waits no more than the draining rate', () => {
    const { now } = fail(limit.free + 30);
    expect(now).toBeGreaterThan(20 * limit.drainMs);
  });

  it('forgets with time, and takes back a charge that was the right person', () => {
    const { row, now } = fail(limit.free);
    expect(charged(row, limit, now + limit.free * limit.drainMs).level).toBe(1);
    expect(refunded(row, limit, now)).toMatchObject({ level: limit.free - 1, blockedUntil: 0 });
  });
});
