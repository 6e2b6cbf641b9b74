import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { removeData, startApp, type RunningApp } from '../support/app.js';
import { findChromium } from '../support/browser.js';
import { withService } from '../support/services.js';
import { foundGroup } from '../support/small-group.js';
import { actAs, isDrawn, openBrowser, vanished, type Lang } from './support/browser.js';
import { makeLesson } from './support/lesson.js';

const PLAN = '《观潮》教学设计（第一课时）.docx';
/** Words that stand inside one of the files each, and in no title, tag or description. */
const INSIDE = [
  { words: '喇叭形地形', title: /教学设计/, what: 'plan' },
  { words: '火车进站', title: /课件/, what: 'slides' },
  { words: '满树的叶子', title: /作业/, what: 'worksheet' },
] as const;
const MINUTE = 60_000;

const words = {
  zh: {
    search: '搜索资源',
    publish: /^发布 4 份/,
    published: '已发布 4 份资源',
    none: '没有找到',
    notFound: '没有找到',
    download: /下载原文件/,
    play: '播放',
    quality: '清晰度',
    open: '打开详情页',
  },
  en: {
    search: 'Search resources',
    publish: /^Publish 4/,
    published: '4 resources published',
    none: 'Nothing found',
    notFound: 'Not found',
    download: /Download the original/,
    play: 'Play',
    quality: 'Quality',
    open: 'Open page',
  },
} as const;

let app: RunningApp;
let browser: Browser;
let files: string[];
const folder = mkdtempSync(join(tmpdir(), 'lianke-story-'));

withService('A browser for the story', 'CHROMIUM_PATH', findChromium(), () => {
  beforeAll(async () => {
    [app, browser, files] = await Promise.all([startApp(), openBrowser(), makeLesson(folder)]);
    await foundGroup(app);
  }, 3 * MINUTE);
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    if (app) await removeData(app);
    rmSync(folder, { recursive: true, force: true });
  });

  describe.each<Lang>(['zh', 'en'])('The story of the product, in the browser (%s)', (lang) => {
    const say = words[lang];
    /** addresses of what was published in this language, by title */
    const addresses: { title: string; href: string }[] = [];

    const person = (loginName: string, act: (page: Page) => Promise<void>) =>
      actAs({ browser, url: app.url, lang }, loginName, `story-${lang}-${loginName}`, act);
    const search = async (page: Page, text: string) => {
      const box = page.getByLabel(say.search);
      await box.fill(text);
      await box.press('Enter');
      await page.waitForURL((url) => url.searchParams.get('text') === text);
    };

    it(
      'a teacher uploads a lesson plan, a slide deck, a worksheet and a video, publishes them in one press and sees each become ready',
      () =>
        person('author', async (page) => {
          const sentTo = new Set<string>();
          page.on('request', (request) => {
            if (request.method() === 'PUT') sentTo.add(new URL(request.url()).origin);
          });
          await page.goto(`${app.url}/upload`);
          await page.getByTestId('file-input').setInputFiles(files);
          await page.locator('.unit').nth(3).waitFor();
          await page.getByRole('button', { name: say.publish }).click();
          await page.getByRole('status').filter({ hasText: say.published }).waitFor();
          const links = page.locator('.finished a[href^="/resources/"]');
          for (const link of await links.all())
            addresses.push({
              title: (await link.textContent()) ?? '',
              href: (await link.getAttribute('href')) ?? '',
            });
          expect(addresses.map((a) => a.title)).toHaveLength(4);
          // published while files may still travel: they must all arrive before the page is left
          await vanished(page.locator('.finished .upload-line'), MINUTE);
          // the bytes go to where they are kept, not by way of the program
          expect([...sentTo]).toEqual([app.stack.s3?.endpoint ?? app.url]);
          await page.goto(`${app.url}/mine`);
          for (const { href } of addresses) {
            const row = page.locator('.mine-row').filter({ has: page.locator(`a[href="${href}"]`) });
            // one tag only, and it says that nothing is left to wait for
            await row.locator('.mine-state .tone-green').waitFor();
            await vanished(row.locator('.tone-amber, .tone-red'), 3 * MINUTE);
          }
        }),
      5 * MINUTE,
    );

    it(
      'a teacher of another school of the group finds each document by words inside it, reads it beside the list and downloads the original under its own name',
      () =>
        person('colleague', async (page) => {
          for (const { words: inside, title } of INSIDE) {
            await search(page, inside);
            const hit = page.locator('.result').filter({ hasText: title }).first();
            await hit.locator('mark').first().waitFor();
            await hit.locator('.result-title a').click();
            const pages = page.getByRole('dialog').locator('.pages-page img');
            await pages.first().waitFor();
            expect(await isDrawn(page, '.preview-drawer .pages-page img')).toBe(true);
            await page.getByRole('dialog').locator('.pages-words mark').first().waitFor();
            await page.keyboard.press('Escape');
            await page.getByRole('dialog').waitFor({ state: 'hidden' });
          }
          await search(page, INSIDE[0].words);
          await page.locator('.result-title a').filter({ hasText: INSIDE[0].title }).first().click();
          await page.getByRole('button', { name: say.open }).click();
          await page.waitForURL(/\/resources\//);
          expect(await isDrawn(page, '.resource-page .pages-page img')).toBe(true);
          await page.locator('.pages-words mark').first().waitFor();
          const coming = page.waitForEvent('download');
          await page.getByRole('link', { name: say.download }).click();
          expect((await coming).suggestedFilename()).toBe(PLAN);
        }),
      2 * MINUTE,
    );

    it(
      'the same colleague plays the video, chooses its quality and sees what is there before jumping',
      () =>
        person('colleague', async (page) => {
          await search(page, '几分之一');
          await page.locator('.result-title a').first().click();
          await page.getByRole('button', { name: say.play }).first().click();
          await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.3);
          expect(await page.getByLabel(say.quality).locator('option').count()).toBeGreaterThan(1);
          await page.locator('.scrubber').hover();
          await page.locator('.scrubber-tile').waitFor();
        }),
      MINUTE,
    );

    it(
      'somebody who is not in the audience finds nothing, and each address answers as if there were nothing',
      () =>
        person('outsider', async (page) => {
          for (const { words: inside } of INSIDE) {
            await search(page, inside);
            await page.locator('.state').filter({ hasText: say.none }).waitFor();
            expect(await page.locator('.result').count()).toBe(0);
          }
          for (const { href } of addresses) {
            await page.goto(app.url + href);
            await page.locator('.state').filter({ hasText: say.notFound }).waitFor();
            const answer = await page.request.get(`${app.url}/api/v1${href}`);
            expect(answer.status()).toBe(404);
          }
        }),
      MINUTE,
    );
  });
});
