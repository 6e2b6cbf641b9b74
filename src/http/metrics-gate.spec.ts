import type { IncomingHttpHeaders } from 'node:http';
import { mayReadMetrics } from './metrics-gate.js';

const asked = (remoteAddress: string, headers: IncomingHttpHeaders = {}) => ({
  headers,
  socket: { remoteAddress },
});
const open = { metricsToken: null, trustProxy: false };

describe('metrics', () => {
  it.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])(
    'are shown to this machine (%s)',
    (address) => {
      expect(mayReadMetrics(asked(address), open)).toBe(true);
    },
  );

  it.each(['10.0.0.7', '192.168.1.20', '::ffff:10.0.0.7', '2001:db8::1', '', '1127.0.0.1', '::1:2'])(
    'are not shown to the network (%j)',
    (address) => {
      expect(mayReadMetrics(asked(address), open)).toBe(false);
    },
  );

  it('are not shown through a proxy on this machine, whatever it says of the asker', () => {
    for (const headers of [{ 'x-forwarded-for': '127.0.0.1' }, { forwarded: 'for=127.0.0.1' }])
      expect(mayReadMetrics(asked('127.0.0.1', headers), open)).toBe(false);
    expect(mayReadMetrics(asked('127.0.0.1'), { ...open, trustProxy: true })).toBe(false);
  });

  it('are shown to whoever has the token, from anywhere, and then to nobody else', () => {
    const guarded = { metricsToken: '潮平两岸阔-16', trustProxy: true };
    const bearer = (token: string) => asked('10.0.0.7', { authorization: `Bearer ${token}` });
    expect(mayReadMetrics(bearer('潮平两岸阔-16'), guarded)).toBe(true);
    for (const token of ['', '潮平两岸阔-1', '潮平两岸阔-16 ', 'null'])
      expect(mayReadMetrics(bearer(token), guarded)).toBe(false);
    expect(mayReadMetrics(asked('127.0.0.1'), guarded)).toBe(false);
  });
});
