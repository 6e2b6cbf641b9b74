import { addressPrefix, nameKey } from './normalise.js';

describe('normalised keys', () => {
  it('hold full-width, case and spacing variants for the same name', () => {
    expect(nameKey(' Ｗａｎｇ  Fang ')).toBe('wang fang');
  });

  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('make one subscriber of %s', (ip, prefix) => {
    expect(addressPrefix(ip)).toBe(prefix);
  });
});
