import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ResourceCard, SearchResponse } from '../../src/contracts/index.js';
import { DEMO_PASSWORD, DEMO_PEOPLE } from '../../src/demo/organization.js';
import { removeData, startApp, type RunningApp } from '../support/app.js';
import { lianke } from '../support/cli.js';
import { ApiClient, eventually } from '../support/client.js';

/** A machine without LibreOffice and ffmpeg: what the demo promises, it promises there too. */
const WITHOUT_TOOLS = {
  SOFFICE_PATH: '/nonexistent/soffice',
  FFMPEG_PATH: '/nonexistent/ffmpeg',
  FFPROBE_PATH: '/nonexistent/ffprobe',
};
const SOON = 90_000;

interface Progress {
  resources: Record<string, { id: string | null; done: boolean }>;
}

describe('the demo', () => {
  let app: RunningApp;

  beforeAll(async () => {
    app = await startApp({ entry: ['dist/cli.js', 'demo'], env: WITHOUT_TOOLS });
  });
  afterAll(async () => {
    await app.stop();
    await removeData(app);
  });

  const as = (login: string) => new ApiClient(app.url).login(login, DEMO_PASSWORD);
  const search = async (who: ApiClient, text = '') =>
    (await who.get<SearchResponse>(`search?limit=50&text=${encodeURIComponent(text)}`)).body;
  const done = () => {
    const { resources } = JSON.parse(readFileSync(join(app.dataDir, 'demo.json'), 'utf8')) as Progress;
    return Object.values(resources).filter((one) => one.done).length;
  };

  it('shows its page at once, and prints the address, the accounts and the password', async () => {
    const page = await fetch(app.url);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<div id="root">');
    await eventually(
      () => Promise.resolve(app.output()),
      (text) => text.includes(app.url),
    );
    for (const word of [DEMO_PASSWORD, 'wangfang', '罗萍', 'songyi']) expect(app.output()).toContain(word);
    expect(app.output()).not.toContain('/setup');
  });

  it('lets everybody in who is in it, without a change of password', async () => {
    for (const { loginName, name } of DEMO_PEOPLE) {
      const session = (await (await as(loginName)).get<Record<string, unknown>>('session')).body;
      expect(JSON.stringify(session)).toContain(name);
      expect(JSON.stringify(session)).toContain('"mustChangePassword":false');
    }
  });

  it(
    'goes on after a crash where it was: nothing twice, nothing lost',
    async () => {
      await eventually(
        () => Promise.resolve(done()),
        (count) => count >= 5,
        SOON,
      );
      await app.kill();
      const before = done();
      app = await app.restart();
      await eventually(
        () => Promise.resolve(done()),
        (count) => count >= before + 20,
        SOON,
      );

      const author = await as('wangfang');
      const mine = (await author.get<{ items: ResourceCard[] }>('resources?scope=mine&limit=50')).body.items;
      expect(mine.length).toBeGreaterThan(0);
      expect(new Set(mine.map((card) => card.title)).size).toBe(mine.length);
    },
    3 * SOON,
  );

  it(
    'lets a teacher of another school find by words that stand inside the files, and the outsider nothing',
    async () => {
      const colleague = await as('luoping');
      const outsider = await as('songyi');
      const all = await eventually(
        () => search(colleague),
        ({ total }) => total >= 20,
        SOON,
      );
      expect(new Set(all.items.map(({ resource }) => resource.school.id)).size).toBeGreaterThan(2);
      const days = new Set(all.items.map(({ resource }) => resource.publishedAt?.slice(0, 10)));
      expect(days.size).toBeGreaterThan(5);
      await eventually(
        () => search(colleague, '教学过程'),
        ({ total }) => total > 0,
        SOON,
      );

      for (const text of ['', '教学过程']) {
        const nothing = await search(outsider, text);
        expect(nothing).toMatchObject({ total: 0, items: [] });
        expect(nothing.facets.subject).toEqual([]);
      }
      const newest = await outsider.get<{ items: unknown[] }>('resources');
      expect(newest.body.items).toEqual([]);
      const id = all.items[0]!.resource.id;
      expect((await outsider.get(`resources/${id}`)).status).toBe(404);
    },
    3 * SOON,
  );

  it(
    'never touches a real installation',
    async () => {
      const dataDir = mkdtempSync(join(tmpdir(), 'lianke-test-'));
      const env = { DATA_DIR: dataDir, PORT: '0' };
      const place = ['--group', '甲', '--school', '乙校', '--login', 'first', '--name', '某人'];
      const made = await lianke(['create-admin', ...place, '--password-stdin'], {
        env,
        input: '潮平两岸阔-风正一帆悬',
      });
      expect(made.code).toBe(0);
      const refused = await lianke(['demo'], { env });
      expect(refused).toMatchObject({ code: 1, stdout: '' });
      expect(refused.stderr).toContain('DATA_DIR');
      rmSync(dataDir, { recursive: true });
    },
    3 * SOON,
  );
});
