import type { SessionView } from '../../src/contracts/index.js';
import { removeData, startApp, type RunningApp } from '../support/app.js';
import { ApiClient, eventually } from '../support/client.js';

const PASSWORD = '潮平两岸阔-风正一帆悬';

describe('identity in the started program', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(async () => {
    await app.stop();
    await removeData(app);
  });

  const wrong = (headers?: Record<string, string>) =>
    new ApiClient(app.url).post('session', { loginName: 'heqing', password: 'not the password' }, headers);

  it('is set up with the code that the start printed, and prints none afterwards', async () => {
    // Printed just after the program is ready.
    const code = (await eventually(
      () => Promise.resolve(/^ +([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})$/m.exec(app.output())?.[1]),
      (printed) => printed !== undefined,
    ))!;
    const client = new ApiClient(app.url);
    expect((await client.get('setup')).body).toEqual({ open: true });
    const made = await client.post<SessionView>('setup', {
      code,
      groupName: '青禾教育集团',
      schoolName: '青禾实验学校',
      loginName: 'heqing',
      name: '何清',
      password: PASSWORD,
    });
    expect(made.status).toBe(201);
    expect(made.headers.get('cache-control')).toContain('no-store');
    expect((await client.get('organization')).status).toBe(200);
    await app.stop();
    app = await app.restart();
    expect(app.output()).not.toContain('/setup');
    expect((await client.get('setup')).body).toEqual({ open: false });
    expect((await client.get('session')).status).toBe(200);
  });

  it('answers routes without a session with 401, before it looks at what was sent', async () => {
    const client = new ApiClient(app.url);
    for (const path of ['session', 'organization', 'people'])
      expect((await client.get(path)).body).toMatchObject({ code: 'unauthenticated', status: 401 });
    expect((await client.post('people', { nonsense: true })).status).toBe(401);
  });

  it('refuses what a page of another origin sends', async () => {
    const foreign = await new ApiClient(app.url).post(
      'session',
      { loginName: 'heqing', password: PASSWORD },
      { origin: 'https://evil.example' },
    );
    expect(foreign.status).toBe(403);
    expect(foreign.headers.getSetCookie()).toEqual([]);
  });

  it('counts failures by the real address whatever X-Forwarded-For says, and remembers them across a crash', async () => {
    for (let i = 0; i < 8; i += 1)
      expect((await wrong({ 'x-forwarded-for': `198.51.100.${i}` })).status).toBe(401);
    const refused = await wrong({ 'x-forwarded-for': '198.51.100.99' });
    expect(refused.body).toMatchObject({ code: 'too_many_requests', status: 429 });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await app.kill();
    app = await app.restart();
    // The first wait may be over by now; the next failure then starts a longer one at once.
    const again = await wrong();
    expect(again.status === 429 || (await wrong()).status === 429).toBe(true);
  });
});
