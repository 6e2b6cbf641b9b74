import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { CollectionItem, ResourceView } from '../../src/contracts/index.js';
import { DEMO_RESOURCES, demoFiles } from '../../src/demo/index.js';
import type { RunningApp } from '../support/app.js';
import { findChromium } from '../support/browser.js';
import { eventually } from '../support/client.js';
import { withService } from '../support/services.js';
import type { SmallGroup } from '../support/small-group.js';
import { actAs, type Lang } from './support/browser.js';
import { groupInBrowser } from './support/group-in-browser.js';
import { judged } from './support/judged.js';

const MINUTE = 60_000;

/** Files that need nothing installed, under titles of our own; the last is for the own school alone. */
const SHARED = [
  { key: 'sx7a-shuzhou-homework', title: '数轴作业', type: 'homework' },
  { key: 'tu-fractionBars', title: '分数墙大图', type: 'material' },
  { key: 'sx6a-yuan-homework', title: '圆的面积练习', type: 'homework' },
  { key: 'sj-sx7a-fangcheng', title: '校内测验卷', type: 'exam_paper' },
] as const;
const SECRET = '校内测验卷';

const words = {
  zh: {
    title: '合集',
    create: '新建合集',
    name: '名称',
    fill: '建好，开始编',
    heading: '这一节的标题',
    text: '写给同事的说明（可不填）',
    add: /^添\s*加$/,
    find: '搜索要放进来的资源',
    put: /^放进 \d 项$/,
    link: '网页链接',
    url: '网址',
    shown: '显示的名称',
    drag: (title: string) => `拖动《${title}》调整顺序`,
    unseen: '看不到这一项的：东溪小学',
    publish: /^发\s*布$/,
    group: /集团/,
    published: '已发布，范围内的老师现在就能看到',
    undo: '撤销：调整了条目的顺序',
    undone: '已撤销',
    read: '从头开始读',
    next: '下一项',
    back: '回到目录',
    collect: '加入合集',
    collected: '已放进',
    into: '放进去',
  },
  en: {
    title: 'Collections',
    create: 'New collection',
    name: 'Title',
    fill: 'Create and fill it',
    heading: 'Heading of this section',
    text: 'A word for colleagues (optional)',
    add: /^Add$/,
    find: 'Search for resources to put in',
    put: /^Put \d items? in$/,
    link: 'Web link',
    url: 'Address',
    shown: 'Shown as',
    drag: (title: string) => `Drag “${title}” to another place`,
    unseen: 'Not seen by: 东溪小学',
    publish: /^Publish$/,
    group: /^The group/,
    published: 'Published: its audience sees it now',
    undo: 'Undo: Reordered items',
    undone: 'Undone',
    read: 'Read from the start',
    next: 'Next',
    back: 'Back to the contents',
    collect: 'Add to collection',
    collected: 'Now in',
    into: 'Put it in',
  },
} as const;

withService('Collections in the browser', 'CHROMIUM_PATH', findChromium(), () => {
  let app: RunningApp;
  let browser: Browser;
  let group: SmallGroup;
  const folder = mkdtempSync(join(tmpdir(), 'lianke-collections-'));
  groupInBrowser(async (made) => {
    ({ app, browser, group } = made);
    const resources = SHARED.map(({ key }) => DEMO_RESOURCES.find((one) => one.key === key)!);
    const files = demoFiles({ directory: folder, ffmpegPath: null, resources });
    let index = 0;
    for await (const { path, fileName } of files) await share(SHARED[index++]!, fileName, readFileSync(path));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  async function share({ title, type }: (typeof SHARED)[number], fileName: string, bytes: Buffer) {
    const upload = await group.author.upload(fileName, bytes);
    const { id } = (
      await group.author.post<{ id: string }>('resources', { title, type, uploadIds: [upload] })
    ).body;
    const { rev } = await eventually(
      async () => (await group.author.get<ResourceView>(`resources/${id}`)).body,
      (view) => view.pendingUploads === 0 && view.files.every((file) => file.state === 'ready'),
      MINUTE,
    );
    const audience = title === SECRET ? { preset: 'school' } : { preset: 'group', groupIds: [group.groupId] };
    const done = await group.author.post(`resources/${id}/publish`, { audience }, { 'if-match': `"${rev}"` });
    expect(done.status).toBe(200);
  }

  describe.each<Lang>(['zh', 'en'])('(%s)', (lang) => {
    const say = words[lang];
    const title = lang === 'zh' ? '数轴与分数：一单元备齐' : 'Number line and fractions';
    let address = '';

    const person = (loginName: string, act: (page: Page) => Promise<void>) =>
      actAs({ browser, url: app.url, lang }, loginName, `collections-${lang}-${loginName}`, act);
    const names = (page: Page) => page.locator('.curate-name').allInnerTexts();

    it(
      'a teacher builds a collection, puts it in order with the keyboard and the mouse, takes that back, and publishes it',
      () =>
        person('author', async (page) => {
          await page.getByRole('link', { name: say.title }).click();
          await page.getByRole('button', { name: say.create }).first().click();
          await page.getByRole('dialog').getByLabel(say.name).fill(title);
          await page.getByRole('button', { name: say.fill }).click();
          await page.waitForURL(/\/collections\/[^/]+\/edit$/);
          address = new URL(page.url()).pathname.replace(/\/edit$/, '');
          await page.getByLabel(say.heading).fill('第一课时');
          await page.getByLabel(say.heading).press('Enter');
          await page.getByRole('button', { name: say.add }).click();
          const dialog = page.getByRole('dialog');
          for (const resource of [SHARED[0], SHARED[1], SHARED[3]]) {
            await dialog.getByLabel(say.find).fill(resource.title);
            await dialog.getByRole('checkbox', { name: resource.title }).check();
          }
          await judged(page, `collections-add-${lang}`);
          await dialog.getByRole('button', { name: say.put }).click();
          await dialog.waitFor({ state: 'detached' });
          await page.getByRole('button', { name: say.add }).click();
          await dialog.getByRole('tab', { name: say.link }).click();
          await dialog.getByLabel(say.url).fill('https://example.org/fractions');
          await dialog.getByLabel(say.shown).fill('分数互动网页');
          await dialog.getByRole('button', { name: say.add }).click();
          await dialog.waitFor({ state: 'detached' });
          const first = ['数轴作业', '分数墙大图', SECRET, '分数互动网页'];
          await eventually(
            () => names(page),
            (shown) => shown.join() === first.join(),
          );

          const second = ['分数墙大图', '数轴作业', SECRET, '分数互动网页'];
          const handle = page.getByRole('button', { name: say.drag('数轴作业') });
          const byKeyboard = async () => {
            await handle.focus();
            await page.keyboard.press('Space');
            await page.waitForTimeout(300);
            await page.keyboard.press('ArrowDown');
            await page.waitForTimeout(300);
            await page.keyboard.press('Space');
          };
          const byMouse = async () => {
            const from = (await handle.boundingBox())!;
            const to = (await page.getByRole('button', { name: say.drag('分数墙大图') }).boundingBox())!;
            await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
            await page.mouse.down();
            await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 8 });
            await page.mouse.up();
          };
          for (const move of [byKeyboard, byMouse]) {
            await move();
            await eventually(
              () => names(page),
              (shown) => shown.join() === second.join(),
            );
            await page.getByRole('button', { name: say.undo }).click();
            await page.getByText(say.undone).first().waitFor();
            await eventually(
              () => names(page),
              (shown) => shown.join() === first.join(),
            );
          }

          await page.getByRole('button', { name: say.publish }).click();
          await dialog.getByRole('radio', { name: say.group }).check();
          await judged(page, `collections-publish-${lang}`);
          await dialog.getByRole('button', { name: say.publish }).click();
          await page.getByText(say.published).waitFor();
          await dialog.waitFor({ state: 'detached' });
          await page.getByText(say.unseen).waitFor();
          await judged(page, `collections-edit-${lang}`);
        }),
      3 * MINUTE,
    );

    it(
      'a resource is put into it from its own page',
      () =>
        person('author', async (page) => {
          const { items } = (
            await group.author.get<{ items: ResourceView[] }>('resources?scope=mine&limit=50')
          ).body;
          const { id } = items.find((one) => one.title === SHARED[2].title)!;
          await page.goto(`${app.url}/resources/${id}`);
          await page.getByRole('button', { name: say.collect }).click();
          const dialog = page.getByRole('dialog');
          await dialog.getByText(title).waitFor();
          await judged(page, `collections-collect-${lang}`);
          await dialog.getByRole('button', { name: say.into }).click();
          await page.getByText(say.collected).waitFor();
        }),
      2 * MINUTE,
    );

    it(
      'a teacher of another school reads it from one item to the next, without a trace of what is not theirs',
      () =>
        person('colleague', async (page) => {
          await page.getByRole('link', { name: say.title }).click();
          await page.locator('.collection-tile', { hasText: title }).waitFor();
          await judged(page, `collections-list-${lang}`);
          await page.locator('.collection-tile', { hasText: title }).click();
          await page.locator('.outline-item').first().waitFor();
          const shown = ['数轴作业', '分数墙大图', '分数互动网页', '圆的面积练习'];
          expect(await page.locator('.outline-item b').allInnerTexts()).toEqual(shown);
          expect(await page.locator('.outline-number').allInnerTexts()).toEqual(['1', '2', '3', '4']);
          expect(await page.locator('main').innerText()).not.toContain(SECRET);
          await judged(page, `collections-outline-${lang}`);
          await page.getByRole('link', { name: say.read }).click();
          await page.locator('.pages-page img').first().waitFor();
          await judged(page, `collections-read-${lang}`);
          for (const name of shown.slice(1)) {
            await page.getByRole('button', { name: say.next, exact: true }).click();
            await page.getByRole('heading', { level: 1, name }).waitFor();
          }
          expect(await page.getByRole('button', { name: say.next, exact: true }).isDisabled()).toBe(true);
          await page.getByRole('button', { name: say.back }).click();
          await page.locator('.outline-item').first().waitFor();
          const answer = await page.request.get(`${app.url}/api/v1${address}/items`);
          const { items } = (await answer.json()) as { items: CollectionItem[] };
          expect(items).toHaveLength(4);
          expect(JSON.stringify(items)).not.toContain(SECRET);
        }),
      2 * MINUTE,
    );

    it(
      'somebody outside finds no collection, and its address answers as if there were nothing',
      () =>
        person('outsider', async (page) => {
          await page.goto(`${app.url}/collections`);
          await page.locator('.state').waitFor();
          expect(await page.locator('.collection-tile').count()).toBe(0);
          const answer = await page.request.get(`${app.url}/api/v1${address}`);
          expect(answer.status()).toBe(404);
        }),
      MINUTE,
    );
  });
});
