import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { CollectionView, ResourceView } from '../../src/contracts/index.js';
import { DEMO_RESOURCES, demoFiles } from '../../src/demo/index.js';
import type { RunningApp } from '../support/app.js';
import { findChromium } from '../support/browser.js';
import { eventually } from '../support/client.js';
import { ffmpeg, makeFilm } from '../support/film.js';
import { ok } from '../support/ok.js';
import { withService } from '../support/services.js';
import { publishLink, type SmallGroup } from '../support/small-group.js';
import { isDrawn, keepPicture, visit, type Lang } from './support/browser.js';
import { groupInBrowser } from './support/group-in-browser.js';
import { judged } from './support/judged.js';

const MINUTE = 60_000;
/** Files that need nothing installed: several pages, and one picture; the last is for its own school alone. */
const SHARED = [
  { key: 'sx7a-shuzhou-homework', title: '数轴作业', type: 'homework' },
  { key: 'tu-fractionBars', title: '分数墙大图', type: 'material' },
  { key: 'sj-sx7a-fangcheng', title: '校内测验卷', type: 'exam_paper' },
] as const;
const [PAPER, PICTURE, SECRET] = SHARED.map(({ title }) => title) as [string, string, string];
const LINK = '分数互动网页';
const TITLE = '数轴与分数';

const words = {
  zh: {
    read: '从头开始读',
    present: '放映合集',
    presentation: '放映',
    forward: '往后',
    back: '往回',
    end: '结束放映',
    at: (item: number) => `第 ${item} 项，共 3 项`,
    follow: '关注',
    following: '已关注',
    followed: '关注的',
    none: '你还没有关注合集',
    copy: '复制为我的',
    copied: '已复制为你自己的草稿，只有你看得到',
    from: '复制自',
    take: '打印与下载',
    pdf: '目录存为 PDF',
    zip: '全部打包下载（ZIP）',
    zipTake: /^下\s*载/,
    files: '2 个文件，按目录分好文件夹，附一张目录页',
  },
  en: {
    read: 'Read from the start',
    present: 'Present collection',
    presentation: 'Presentation',
    forward: 'Forward',
    back: 'Back',
    end: 'End the presentation',
    at: (item: number) => `${item} of 3`,
    follow: 'Follow',
    following: 'Following',
    followed: 'Followed',
    none: 'You do not follow a collection yet',
    copy: 'Copy as my own',
    copied: 'Copied into a draft of your own that nobody else sees',
    from: 'Copied from',
    take: 'Print and download',
    pdf: 'Contents as PDF',
    zip: 'Download everything (ZIP)',
    zipTake: /^Download/,
    files: '2 files, in folders like the contents, with an index page',
  },
} as const;

withService('Using a collection in the browser', 'CHROMIUM_PATH', findChromium(), () => {
  let app: RunningApp;
  let browser: Browser;
  let group: SmallGroup;
  let address = '';
  const folder = mkdtempSync(join(tmpdir(), 'lianke-collection-use-'));
  groupInBrowser(async (made) => {
    ({ app, browser, group } = made);
    address = `/collections/${await collect(await shareAll())}`;
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  async function shareAll(): Promise<string[]> {
    const resources = SHARED.map(({ key }) => DEMO_RESOURCES.find((one) => one.key === key)!);
    const ids: string[] = [];
    for await (const { path, fileName } of demoFiles({ directory: folder, ffmpegPath: null, resources }))
      ids.push(await share(SHARED[ids.length]!, fileName, readFileSync(path)));
    return ids;
  }

  async function share(
    { title, type }: { title: string; type: string },
    fileName: string,
    bytes: Buffer,
  ): Promise<string> {
    const { author, groupId } = group;
    const uploadIds = [await author.upload(fileName, bytes)];
    const { id } = (await author.post<{ id: string }>('resources', { title, type, uploadIds })).body;
    const { rev } = await eventually(
      async () => (await author.get<ResourceView>(`resources/${id}`)).body,
      (view) => view.pendingUploads === 0 && view.files.every((file) => file.state === 'ready'),
      MINUTE,
    );
    const audience = title === SECRET ? { preset: 'school' } : { preset: 'group', groupIds: [groupId] };
    await author.post(`resources/${id}/publish`, { audience }, { 'if-match': `"${rev}"` });
    return id;
  }

  /** A published collection: a text of several pages, something for its own school alone, a picture and a link. */
  const collect = ([paper, picture, secret]: string[]) =>
    publish(TITLE, [
      { kind: 'resource', resourceId: paper, note: '先做这份' },
      { kind: 'resource', resourceId: secret },
      { kind: 'resource', resourceId: picture },
      { kind: 'link', url: 'https://example.org/fractions', title: LINK },
    ]);

  async function publish(title: string, items: object[]): Promise<string> {
    const { author, groupId } = group;
    const { id } = (await author.post<CollectionView>('collections', { title })).body;
    if (items.length > 0) await author.post(`collections/${id}/items`, { items });
    const { rev } = (await author.get<CollectionView>(`collections/${id}`)).body;
    const audience = { preset: 'group', groupIds: [groupId] };
    const done = await author.post(`collections/${id}/publish`, { audience }, { 'if-match': `"${rev}"` });
    expect(done.status).toBe(200);
    return id;
  }

  (ffmpeg === null ? it.skip : it)(
    'begins and stops a film with the space bar, where an item says, and goes on with the page keys',
    async () => {
      const path = join(folder, 'film.mp4');
      await makeFilm(ffmpeg!, path, { seconds: 12 });
      const resourceId = await share(
        { title: '数轴微课', type: 'micro_video' },
        '微课.mp4',
        readFileSync(path),
      );
      const { fullFiles } = (await group.author.get<ResourceView>(`resources/${resourceId}`)).body;
      const span = { kind: 'span', resourceId, fileId: fullFiles[0]!.id, from: 5, to: 9 };
      const id = await publish('微课', [span, { kind: 'link', url: 'https://example.org/', title: LINK }]);
      const visitor = await visit(browser, app.url, 'colleague', 'zh');
      const { page } = visitor;
      await page.goto(`${app.url}/collections/${id}`);
      await page.getByRole('link', { name: words.zh.read }).click();
      await page.getByRole('button', { name: words.zh.present, exact: true }).click();
      const stage = page.getByRole('dialog', { name: words.zh.presentation });
      const video = stage.locator('video');
      const state = () =>
        video.evaluate(({ paused, currentTime }: HTMLVideoElement) => ({ paused, currentTime }));
      await eventually(state, ({ currentTime }) => currentTime >= 5);
      const [box, whole] = [(await video.boundingBox())!, (await stage.boundingBox())!];
      expect(box.width).toBeCloseTo(whole.width, -1);
      expect(box.height).toBeGreaterThan(whole.height - 60);
      await page.keyboard.press('Space');
      await eventually(state, ({ paused, currentTime }) => !paused && currentTime > 5.2);
      await keepPicture(page, 'collection-present-film');
      await page.keyboard.press('Space');
      await eventually(state, ({ paused }) => paused);
      // The player takes the whole screen for itself and gives it back.
      const full = () => page.evaluate(() => document.fullscreenElement?.classList[0]);
      await stage.getByRole('button', { name: '全屏', exact: true }).click();
      await eventually(full, (name) => name === 'viewer');
      await stage.getByRole('button', { name: '退出全屏' }).click();
      await eventually(full, (name) => name === 'present-frame');
      await page.keyboard.press('PageDown');
      await stage.getByRole('heading', { name: LINK }).waitFor();
      await page.keyboard.press('PageUp');
      await video.waitFor();
      await page.keyboard.press('Escape');
      await stage.waitFor({ state: 'detached' });
      expect(visitor.problems).toEqual([]);
      await visitor.leave();
    },
    3 * MINUTE,
  );

  it(
    'stands on paper with all that a section gathers by itself, more than the page shows at first',
    async () => {
      const { author } = group;
      for (let i = 0; i < 25; i += 1) await publishLink(group, `圆锥体网页${i}`);
      const id = await publish('圆锥体', []);
      const { rev, sections } = (await author.get<CollectionView>(`collections/${id}`)).body;
      const section = `collections/${id}/sections/${sections[0]!.id}`;
      const search = { text: '圆锥体' };
      await ok(author.request('PATCH', section, { search }, { 'if-match': `"${rev}"` }));
      await eventually(
        async () => (await ok(author.get<{ items: unknown[] }>(`${section}/found?limit=50`))).items,
        (items) => items.length === 25,
      );
      const visitor = await visit(browser, app.url, 'colleague', 'zh');
      const { page } = visitor;
      await page.goto(`${app.url}/collections/${id}`);
      const found = page.locator('.found-item');
      await found.first().waitFor();
      expect(await found.count()).toBe(20);
      await page.evaluate(() => {
        window.print = () => {
          document.body.dataset['printed'] = String(document.querySelectorAll('.found-item').length);
        };
      });
      await page.getByRole('button', { name: words.zh.take }).click();
      await page.getByText('打印目录', { exact: true }).click();
      await page.locator('body[data-printed="25"]').waitFor();
      await page.emulateMedia({ media: 'print' });
      expect(await page.getByRole('button', { name: words.zh.take }).isVisible()).toBe(false);
      expect(await found.last().locator('.print-address').isVisible()).toBe(true);
      await keepPicture(page, 'collection-print-gathered');
      expect(visitor.problems).toEqual([]);
      await visitor.leave();
    },
    2 * MINUTE,
  );

  describe.each<Lang>(['zh', 'en'])('(%s)', (lang) => {
    const say = words[lang];

    const colleague = async (act: (page: Page) => Promise<void>) => {
      const visitor = await visit(browser, app.url, 'colleague', lang);
      try {
        await visitor.page.goto(app.url + address);
        await visitor.page.locator('.outline-item').first().waitFor();
        await act(visitor.page);
        expect(visitor.problems).toEqual([]);
      } catch (error) {
        await keepPicture(visitor.page, `collection-use-${lang}-failed`);
        throw error;
      } finally {
        await visitor.leave();
      }
    };

    it(
      'shows one page after the other on the whole screen, by keys and by pressing, and ends where it was',
      () =>
        colleague(async (page) => {
          await page.getByRole('link', { name: say.read }).click();
          await page.getByRole('button', { name: say.present, exact: true }).click();
          const stage = page.getByRole('dialog', { name: say.presentation });
          const where = stage.getByRole('status');
          const shown = () => stage.locator('.present-picture img').getAttribute('src');
          await where.getByText(say.at(1)).waitFor();
          expect(await page.evaluate(() => document.fullscreenElement?.className)).toBe('present-frame');
          expect(await isDrawn(page, '.present-picture img')).toBe(true);
          expect(await shown()).toMatch(/\/pages\/1$/);
          await judged(page, `collection-present-${lang}`);
          // An own press of each key leads forth and back again, over the border of items.
          for (const [on, off] of [
            ['ArrowRight', 'ArrowLeft'],
            ['PageDown', 'PageUp'],
            ['Space', 'Shift+Space'],
            ['ArrowDown', 'ArrowUp'],
          ] as const) {
            const before = `${await where.innerText()} ${await shown()}`;
            await page.keyboard.press(on);
            await eventually(
              async () => `${await where.innerText()} ${await shown()}`,
              (now) => now !== before,
            );
            await page.keyboard.press(off);
            await eventually(
              async () => `${await where.innerText()} ${await shown()}`,
              (now) => now === before,
            );
          }
          await page.keyboard.press('End');
          await stage.getByRole('heading', { name: LINK }).waitFor();
          expect(await stage.getByRole('button', { name: say.forward }).isDisabled()).toBe(true);
          await judged(page, `collection-present-link-${lang}`);
          await stage.getByRole('button', { name: say.back }).click();
          await where.getByText(PICTURE).waitFor();
          // The left edge goes back, everything else forward.
          const box = (await stage.locator('.present-picture').boundingBox())!;
          await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
          await stage.getByRole('heading', { name: LINK }).waitFor();
          await page.keyboard.press('ArrowLeft');
          await where.getByText(PICTURE).waitFor();
          await page.mouse.click(box.x + 20, box.y + box.height / 2);
          await where.getByText(PAPER).waitFor();
          await page.keyboard.press('End');
          await page.keyboard.press('ArrowLeft');
          await where.getByText(PICTURE).waitFor();
          await page.keyboard.press('Escape');
          await stage.waitFor({ state: 'detached' });
          await page.getByRole('heading', { level: 1, name: PICTURE }).waitFor();
          expect(await page.evaluate(() => document.fullscreenElement)).toBeNull();
        }),
      2 * MINUTE,
    );

    it(
      'fills the window where the browser gives no whole screen, and a finger moves on',
      async () => {
        const visitor = await visit(browser, app.url, 'colleague', lang);
        const { page } = visitor;
        await page.setViewportSize({ width: 390, height: 844 });
        await page.addInitScript(() => {
          Element.prototype.requestFullscreen = () => Promise.reject(new TypeError('not here'));
        });
        await page.goto(app.url + address);
        await page.getByRole('link', { name: say.read }).click();
        await page.getByRole('button', { name: say.present, exact: true }).click();
        const stage = page.getByRole('dialog', { name: say.presentation });
        await stage.locator('.present-picture').waitFor();
        const box = (await stage.boundingBox())!;
        expect([box.width, box.height]).toEqual([390, 844]);
        const swipe = (from: number, to: number) =>
          page.evaluate(
            ([a, b]) => {
              const target = document.querySelector('.present-stage > *')!;
              const touch = (x: number) => new Touch({ identifier: 1, target, clientX: x, clientY: 300 });
              const begin = { touches: [touch(a)], changedTouches: [touch(a)], bubbles: true };
              const end = { touches: [], changedTouches: [touch(b)], bubbles: true };
              target.dispatchEvent(new TouchEvent('touchstart', begin));
              target.dispatchEvent(new TouchEvent('touchend', end));
            },
            [from, to] as const,
          );
        await page.keyboard.press('End');
        await stage.getByRole('heading', { name: LINK }).waitFor();
        await swipe(80, 300);
        await stage.getByRole('status').getByText(PICTURE).waitFor();
        await swipe(300, 80);
        await stage.getByRole('heading', { name: LINK }).waitFor();
        await stage.getByRole('button', { name: say.end }).click();
        await stage.waitFor({ state: 'detached' });
        expect(visitor.problems).toEqual([]);
        await visitor.leave();
      },
      2 * MINUTE,
    );

    it(
      'is copied with one press: a draft of one’s own, without a trace of what is not theirs, ready to be changed',
      () =>
        colleague(async (page) => {
          await judged(page, `collection-uses-${lang}`);
          await page.getByRole('button', { name: say.copy }).click();
          await page.waitForURL(/\/collections\/[^/]+\/edit$/);
          await page.getByText(say.copied).waitFor();
          await page.locator('.curate-name').nth(2).waitFor();
          expect(await page.locator('.curate-name').allInnerTexts()).toEqual([PAPER, PICTURE, LINK]);
          expect(await page.locator('main').innerText()).not.toContain(SECRET);
          await page.getByText(say.from).waitFor();
          await judged(page, `collection-copied-${lang}`);
          await page.getByRole('link', { name: TITLE, exact: true }).click();
          await page.waitForURL(app.url + address);
        }),
      2 * MINUTE,
    );

    it(
      'is followed with one press, is among the followed ones, and is followed no more with another',
      () =>
        colleague(async (page) => {
          const button = (name: string) => page.getByRole('button', { name, exact: true });
          await button(say.follow).click();
          await button(say.following).waitFor();
          await judged(page, `collection-followed-${lang}`);
          await page.goto(`${app.url}/collections`);
          await button(say.followed).click();
          await page.getByRole('link', { name: TITLE }).click();
          await page.waitForURL(app.url + address);
          await button(say.following).click();
          await button(say.follow).waitFor();
          await page.goto(`${app.url}/collections?tab=followed`);
          await page.getByText(say.none).waitFor();
        }),
      2 * MINUTE,
    );

    it(
      'is printed without buttons and pictures, and taken along as a PDF and as an archive',
      () =>
        colleague(async (page) => {
          await page.emulateMedia({ media: 'print' });
          await keepPicture(page, `collection-print-${lang}`);
          expect(await page.getByRole('button', { name: say.copy }).isVisible()).toBe(false);
          expect(await page.locator('.nav-bar').isVisible()).toBe(false);
          expect(await page.getByText('https://example.org/fractions').isVisible()).toBe(true);
          await page.emulateMedia({ media: 'screen' });
          const saved = async (press: () => Promise<void>) => {
            const [download] = await Promise.all([page.waitForEvent('download'), press()]);
            const bytes = readFileSync(await download.path());
            return { name: download.suggestedFilename(), bytes };
          };
          await page.getByRole('button', { name: say.take }).click();
          const pdf = await saved(() => page.getByRole('link', { name: say.pdf }).click());
          expect([pdf.name, pdf.bytes.subarray(0, 5).toString()]).toEqual([`${TITLE}.pdf`, '%PDF-']);
          await page.getByRole('button', { name: say.take }).click();
          await page.getByText(say.zip).click();
          const dialog = page.getByRole('dialog');
          await dialog.getByText(say.files).waitFor();
          await judged(page, `collection-zip-${lang}`);
          const zip = await saved(() => dialog.getByRole('link', { name: say.zipTake }).click());
          expect([zip.name, zip.bytes.subarray(0, 2).toString()]).toEqual([`${TITLE}.zip`, 'PK']);
        }),
      2 * MINUTE,
    );
  });
});
