import { DAY, HOUR, MINUTE } from '../../src/kernel/clock.js';
import { LiveBus } from '../../src/platform/live/index.js';
import { PASSWORD, World } from './organization-world.js';

describe('sessions', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
    const group = await world.group('青禾教育集团');
    const school = await world.school(group, '青禾实验学校', 'core');
    await world.person('wangfang', { scope: 'school', scopeId: school, role: 'teacher' });
  });
  afterAll(() => world.close());

  const token = async () => (await world.signedIn('wangfang')).cookies.get('lianke')!;
  const status = async (value: string) => {
    const browser = world.browser();
    browser.cookies.set('lianke', value);
    return (await browser.get('/session')).status;
  };

  it('are in a cookie that scripts cannot read, of 256 bits, whose SHA-256 alone is in the database', async () => {
    const answer = await world.browser().login('wangfang', PASSWORD);
    const [cookie] = answer.setCookies.filter((c) => c.startsWith('lianke='));
    expect(cookie).toMatch(/^lianke=[A-Za-z0-9_-]{43}; .*HttpOnly/);
    expect(cookie).toMatch(/Path=\/.*SameSite=Lax|SameSite=Lax.*Path=\//);
    expect(cookie).not.toMatch(/Domain/i);
    const value = /^lianke=([^;]+)/.exec(cookie!)![1]!;
    const rows = await world.database.reader.manager.query<object[]>('SELECT * FROM login_session');
    expect(JSON.stringify(rows)).not.toContain(value);
  });

  it('bear the __Host- prefix and Secure where the public address is https', async () => {
    const tls = await World.open({ PUBLIC_URL: 'https://lianke.example.org' });
    await tls.person('wangfang');
    const answer = await tls.browser().login('wangfang', PASSWORD);
    for (const cookie of answer.setCookies) expect(cookie).toMatch(/^__Host-lianke.*Secure/);
    await tls.close();
  });

  it('answer 401 without a cookie, with a foreign one and with one of another form', async () => {
    expect((await world.browser().get('/session')).status).toBe(401);
    expect(await status('A'.repeat(43))).toBe(401);
    expect(await status("' OR 1=1 --")).toBe(401);
  });

  it('get a new token at login; the one that was there before ends', async () => {
    const browser = await world.signedIn('wangfang');
    const before = browser.cookies.get('lianke')!;
    await browser.login('wangfang', PASSWORD);
    expect(browser.cookies.get('lianke')).not.toBe(before);
    expect(await status(before)).toBe(401);
    expect((await browser.get('/session')).status).toBe(200);
  });

  it('never take a token that somebody planted', async () => {
    const browser = world.browser();
    const planted = 'B'.repeat(43);
    browser.cookies.set('lianke', planted);
    await browser.login('wangfang', PASSWORD);
    expect(await status(planted)).toBe(401);
  });

  it('end at log-out on this device, and at log-out everywhere on all', async () => {
    const here = await world.signedIn('wangfang');
    const there = await world.signedIn('wangfang');
    const held = here.cookies.get('lianke')!;
    expect((await here.delete('/session')).status).toBe(204);
    expect(await status(held)).toBe(401);
    expect((await there.get('/session')).status).toBe(200);
    const third = await world.signedIn('wangfang');
    expect((await there.delete('/sessions')).status).toBe(204);
    expect((await third.get('/session')).status).toBe(401);
    expect(await world.audited('session.logout_everywhere')).toHaveLength(1);
  });

  it('tell their open streams that they have ended', async () => {
    const id = await world.person('listener');
    await world.signedIn('listener');
    const rows = await world.database.reader.manager.query<{ id: string }[]>(
      'SELECT id FROM login_session WHERE account_id = ?',
      [id],
    );
    const told: unknown[] = [];
    const stop = world.app.get(LiveBus).subscribe(`session:${rows[0]!.id}`, (message) => told.push(message));
    await world.database.transaction((tx) => world.accounts.update(tx, id, { active: false }));
    expect(told).toEqual([{ type: 'ended' }]);
    stop();
  });

  it('fall idle after twelve hours without a request, not before', async () => {
    const value = await token();
    world.clock.advance(12 * HOUR - 1);
    expect(await status(value)).toBe(200);
    await world.sessions.beforeApplicationShutdown();
    world.clock.advance(12 * HOUR - 1);
    expect(await status(value)).toBe(200);
    await world.sessions.beforeApplicationShutdown();
    world.clock.advance(12 * HOUR);
    expect(await status(value)).toBe(401);
  });

  it('end after thirty days however busy', async () => {
    const value = await token();
    const start = world.clock.now();
    for (let t = 0; t < 30 * DAY; t += 11 * HOUR) {
      world.clock.set(start + t);
      expect(await status(value)).toBe(200);
      await world.sessions.beforeApplicationShutdown();
    }
    world.clock.set(start + 30 * DAY - 1);
    expect(await status(value)).toBe(200);
    world.clock.set(start + 30 * DAY);
    expect(await status(value)).toBe(401);
  });

  it('write "seen" at most once a minute', async () => {
    const browser = await world.signedIn('wangfang');
    const seen = async () => {
      await world.sessions.beforeApplicationShutdown();
      const rows = await world.database.reader.manager.query<{ last_seen_at: number }[]>(
        'SELECT last_seen_at FROM login_session ORDER BY created_at DESC LIMIT 1',
      );
      return Number(rows[0]!.last_seen_at);
    };
    const first = await seen();
    world.clock.advance(MINUTE - 1);
    await browser.get('/session');
    expect(await seen()).toBe(first);
    world.clock.advance(1);
    await browser.get('/session');
    expect(await seen()).toBe(first + MINUTE);
  });

  it('end with the account when it is deactivated, and cannot be opened again', async () => {
    const id = await world.person('leaver');
    const browser = await world.signedIn('leaver');
    await world.database.transaction((tx) => world.accounts.update(tx, id, { active: false }));
    expect((await browser.get('/session')).status).toBe(401);
    const again = await world.browser().login('leaver', PASSWORD);
    expect(again.body).toMatchObject({ code: 'wrong_credentials', status: 401 });
  });

  it('are swept from the database once they can never be used', async () => {
    await token();
    world.clock.advance(31 * DAY);
    const kept = await token();
    await world.sessions.sweep();
    const rows = await world.database.reader.manager.query<object[]>('SELECT id FROM login_session');
    expect(rows).toHaveLength(1);
    expect(await status(kept)).toBe(200);
  });
});
