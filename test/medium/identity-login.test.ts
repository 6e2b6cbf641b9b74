import { HOUR, MINUTE } from '../../src/kernel/clock.js';
import { LoginGuard } from '../../src/modules/identity/index.js';
import { PASSWORD, World, type Browser } from './organization-world.js';

describe('login', () => {
  let world: World;
  let victimId: string;
  beforeEach(async () => {
    world = await World.open();
    victimId = await world.person('wangfang');
  });
  afterEach(() => world.close());

  /** Tries wrong passwords one after the other, without waiting; gives the answers' codes. */
  const guess = async (browser: Browser, loginName: string, times: number) => {
    const codes: string[] = [];
    for (let i = 0; i < times; i += 1)
      codes.push(String((await browser.login(loginName, `wrong-password-${i}`)).body['code']));
    return codes;
  };

  /** Counts an attempt without its argon2. */
  const charge = async (ip: string, loginName: string) => {
    const guard = world.app.get(LoginGuard, { strict: false });
    const place = { ip, deviceToken: null };
    const { keys } = await guard.keys(world.database.reader, null, loginName, place);
    await world.database.transaction((tx) => guard.charge(tx, keys, world.clock.now()));
  };

  it('takes the name in any case and width, and writes who came from where into the audit record', async () => {
    const answer = await world.browser('203.0.113.9').login(' ＷangFang ', PASSWORD);
    expect(answer.status).toBe(200);
    expect(answer.body['user']).toMatchObject({ loginName: 'wangfang', mustChangePassword: false });
    expect(await world.audited('session.login')).toMatchObject([
      { actor_id: victimId, result: 'ok', ip: '203.0.113.9' },
    ]);
  });

  it('answers a wrong password and an unknown name alike', async () => {
    const wrong = await world.browser().login('wangfang', 'not the password');
    const unknown = await world.browser().login('nobody', 'not the password');
    expect(wrong.status).toBe(401);
    const { requestId: _a, ...first } = wrong.body;
    const { requestId: _b, ...second } = unknown.body;
    expect(second).toEqual(first);
    expect(await world.audited('session.login')).toMatchObject([
      { object_id: victimId, result: 'denied' },
      { object_id: null, result: 'denied' },
    ]);
  });

  it('takes about as long for an unknown name as for a wrong password', async () => {
    const time = async (loginName: string) => {
      world.clock.advance(HOUR);
      const start = performance.now();
      await world.browser().login(loginName, 'not the password');
      return performance.now() - start;
    };
    await time('warm-up');
    const known: number[] = [];
    const unknown: number[] = [];
    for (let i = 0; i < 15; i += 1) {
      known.push(await time('wangfang'));
      unknown.push(await time('nobody'));
    }
    // The fastest of each, taken in turn: what else the machine does falls away. Without the dummy hash: a factor of five.
    const ratio = Math.min(...unknown) / Math.min(...known);
    expect(ratio).toBeGreaterThan(0.4);
    expect(ratio).toBeLessThan(2.5);
  });

  it('slows down whoever guesses at one account from one address, and says for how long', async () => {
    const attacker = world.browser('198.51.100.1');
    const codes = await guess(attacker, 'wangfang', 10);
    expect(codes.slice(0, 8)).toEqual(Array<string>(8).fill('wrong_credentials'));
    expect(codes.slice(8)).toEqual(['too_many_requests', 'too_many_requests']);
    const refused = await attacker.login('wangfang', PASSWORD);
    expect(refused).toMatchObject({ status: 429, body: { params: { retryAfterSeconds: 5 } } });
    expect(refused.headers.get('retry-after')).toBe('5');
    world.clock.advance(5_000);
    expect((await attacker.login('wangfang', PASSWORD)).status).toBe(200);
  });

  it('counts attempts that are made at the same time', async () => {
    const attacker = world.browser('198.51.100.1');
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) => attacker.login('wangfang', `wrong-${i}`)),
    );
    expect(answers.filter((a) => a.status === 401)).toHaveLength(8);
    expect(answers.filter((a) => a.status === 429)).toHaveLength(22);
  });

  it('lets the victim in while another address is slowed down', async () => {
    await guess(world.browser('198.51.100.1'), 'wangfang', 12);
    expect((await world.browser('203.0.113.1').login('wangfang', PASSWORD)).status).toBe(200);
  });

  it('lets the victim in on a known device at the very address of the attack', async () => {
    const own = await world.signedIn('wangfang', '198.51.100.1');
    await own.delete('/session');
    await guess(world.browser('198.51.100.1'), 'wangfang', 12);
    expect((await world.browser('198.51.100.1').login('wangfang', PASSWORD)).status).toBe(429);
    expect((await own.login('wangfang', PASSWORD)).status).toBe(200);
  });

  it('slows down guesses from many addresses at one account, but not where the person has signed in before', async () => {
    const own = await world.signedIn('wangfang', '203.0.113.7');
    own.cookies.clear();
    for (let i = 0; i < 58; i += 1) await charge(`198.51.100.${i + 1}`, 'wangfang');
    const codes = await guess(world.browser('192.0.2.2'), 'wangfang', 4);
    expect(codes.filter((c) => c === 'wrong_credentials')).toHaveLength(2);
    expect((await world.browser('192.0.2.1').login('wangfang', PASSWORD)).status).toBe(429);
    expect((await own.login('wangfang', PASSWORD)).status).toBe(200);
  });

  it('slows down one address that tries many names, and another address not at all', async () => {
    const attacker = world.browser('198.51.100.1');
    for (let i = 0; i < 58; i += 1) await charge('198.51.100.1', `name${i}`);
    const codes: string[] = [];
    for (let i = 58; i < 62; i += 1) codes.push(...(await guess(attacker, `name${i}`, 1)));
    expect(codes.filter((c) => c === 'wrong_credentials')).toHaveLength(2);
    expect((await world.browser('203.0.113.1').login('wangfang', PASSWORD)).status).toBe(200);
  });

  it('counts the addresses of one IPv6 subscriber as one', async () => {
    const codes: string[] = [];
    for (let i = 0; i < 10; i += 1)
      codes.push(...(await guess(world.browser(`2001:db8:1:2::${i + 1}`), 'wangfang', 1)));
    expect(codes.filter((c) => c === 'too_many_requests')).toHaveLength(2);
  });

  it('forgives with time and after the right password', async () => {
    const browser = world.browser('198.51.100.1');
    await guess(browser, 'wangfang', 7);
    expect((await browser.login('wangfang', PASSWORD)).status).toBe(200);
    browser.cookies.clear();
    expect(await guess(browser, 'wangfang', 7)).not.toContain('too_many_requests');
    world.clock.advance(30 * MINUTE);
    expect(await guess(browser, 'wangfang', 8)).not.toContain('too_many_requests');
  });
});

describe('passwords', () => {
  let world: World;
  beforeEach(async () => (world = await World.open()));
  afterEach(() => world.close());

  const hashOf = async (id: string) => {
    const rows = await world.database.reader.manager.query<{ password_hash: string }[]>(
      'SELECT password_hash FROM account WHERE id = ?',
      [id],
    );
    return rows[0]!.password_hash;
  };

  it('are kept as argon2id with 19 MiB, two passes, one lane; a cheaper hash is replaced at the next login', async () => {
    const id = await world.person('wangfang');
    const present = await hashOf(id);
    expect(present).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const { hash } = await import('@node-rs/argon2');
    const cheap = await hash(PASSWORD, { memoryCost: 4096, timeCost: 1, parallelism: 1 });
    await world.database.transaction((tx) =>
      tx.manager.query('UPDATE account SET password_hash = ? WHERE id = ?', [cheap, id]),
    );
    await world.signedIn('wangfang');
    expect(await hashOf(id)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await world.signedIn('wangfang');
  });

  it('change with the present one as proof: every other session ends, this device goes on under a new token', async () => {
    await world.person('wangfang');
    const here = await world.signedIn('wangfang');
    const there = await world.signedIn('wangfang');
    const before = here.cookies.get('lianke');
    const next = '星垂平野阔 月涌大江流';
    const answer = await here.put('/me/password', { current: PASSWORD, next });
    expect(answer.status).toBe(200);
    expect(here.cookies.get('lianke')).not.toBe(before);
    expect((await here.get('/session')).status).toBe(200);
    expect((await there.get('/session')).status).toBe(401);
    expect((await world.browser().login('wangfang', PASSWORD)).status).toBe(401);
    expect((await world.browser().login('wangfang', next)).status).toBe(200);
    expect(await world.audited('account.change_password')).toMatchObject([{ result: 'ok' }]);
  });

  it('do not change with a wrong present one, and not by trying', async () => {
    await world.person('wangfang');
    const here = await world.signedIn('wangfang');
    const codes: string[] = [];
    for (let i = 0; i < 10; i += 1) {
      const answer = await here.put('/me/password', { current: `wrong ${i}`, next: 'a quite good password' });
      codes.push(String(answer.body['code']));
    }
    expect(new Set(codes.slice(0, 8))).toEqual(new Set(['wrong_credentials']));
    expect(codes[9]).toBe('too_many_requests');
    expect((await here.get('/session')).status).toBe(200);
  });

  it.each([
    ['too_short', 'a1b2c3d'],
    ['common', 'woaini1314'],
    ['login_name', 'WangFang12'],
    ['organization_name', '青禾实验学校2026'],
    ['organization_name', '青禾教育集团!!'],
    ['unchanged', PASSWORD],
  ])('are refused with the reason %s', async (reason, next) => {
    const group = await world.group('青禾教育集团');
    const school = await world.school(group, '青禾实验学校');
    await world.person('wangfang', { scope: 'school', scopeId: school, role: 'teacher' });
    const here = await world.signedIn('wangfang');
    const answer = await here.put('/me/password', { current: PASSWORD, next });
    expect(answer).toMatchObject({ status: 422, body: { code: 'password_too_weak', params: { reason } } });
    expect((await here.get('/session')).status).toBe(200);
  });
});
