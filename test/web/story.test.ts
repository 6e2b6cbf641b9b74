import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { DEMO_RESOURCES, demoFiles } from '../../src/demo/index.js';
import { removeData, startApp, type RunningApp } from '../support/app.js';
import { foundGroup } from '../support/small-group.js';
import { isDrawn, keepPicture, openBrowser, visit, type Lang } from './support/browser.js';

const LESSON = ['yw4a-guanchao-lesson-plan', 'yw4a-guanchao-slides', 'yw4a-guanchao-task-sheet', 'wk-fenshu'];
const PLAN = '《观潮》教学设计（第一课时）.docx';
/** Stands inside the lesson plan and in no title, tag or description. */
const INSIDE = '闷雷';
const MINUTES = 60_000;

const words = {
  zh: {
    search: '搜索资源',
    publish: /^发布 4 份/,
    published: '已发布 4 份资源',
    type: '统一的类型',
    material: '素材',
    none: '没有找到',
    notFound: '没有找到',
    download: /下载原文件/,
    processing: /处理中|上传中/,
    play: '播放',
    open: '打开详情页',
  },
  en: {
    search: 'Search resources',
    publish: /^Publish 4/,
    published: '4 resources published',
    type: 'Type for all',
    material: 'Material',
    none: 'Nothing found',
    notFound: 'Not found',
    download: /Download the original/,
    processing: /Processing|Uploading/,
    play: 'Play',
    open: 'Open page',
  },
} as const;

let app: RunningApp;
let browser: Browser;
let files: string[];
const folder = mkdtempSync(join(tmpdir(), 'lianke-story-'));

beforeAll(async () => {
  app = await startApp();
  await foundGroup(app);
  files = await teachersFiles(folder);
  browser = await openBrowser();
}, 3 * MINUTES);
afterAll(async () => {
  await browser?.close();
  await app?.stop();
  if (app) removeData(app);
  rmSync(folder, { recursive: true, force: true });
});

describe.each<Lang>(['zh', 'en'])('The story of the product, in the browser (%s)', (lang) => {
  const say = words[lang];
  let planAddress = '';

  const person = async (loginName: string, act: (page: Page) => Promise<void>) => {
    const visitor = await visit(browser, app.url, loginName, lang);
    try {
      await act(visitor.page);
      expect(visitor.problems).toEqual([]);
    } catch (error) {
      await keepPicture(visitor.page, `story-${lang}-${loginName}`);
      throw error;
    } finally {
      await visitor.leave();
    }
  };
  const search = async (page: Page, text: string) => {
    const box = page.getByLabel(say.search);
    await box.fill(text);
    await box.press('Enter');
    await page.waitForURL(/\/search\?/);
  };

  it(
    'a teacher uploads a lesson plan, a slide deck, a worksheet and a video, publishes them in one press and sees each become ready',
    () =>
      person('author', async (page) => {
        await page.goto(`${app.url}/upload`);
        await page.getByTestId('file-input').setInputFiles(files);
        await page.locator('.unit').nth(3).waitFor();
        await page.getByLabel(say.type).click();
        await page.locator('.ant-select-item-option', { hasText: say.material }).click();
        await page.getByRole('button', { name: say.publish }).click();
        await page.getByRole('status').filter({ hasText: say.published }).waitFor();
        const plan = page.locator('.finished a', { hasText: '观潮' }).filter({ hasText: /教学设计/ });
        planAddress = (await plan.getAttribute('href')) ?? '';
        expect(planAddress).toMatch(/^\/resources\//);
        // published while files may still travel: they must all arrive before the page is left
        await page.waitForFunction(() => !document.querySelector('.finished .upload-line'), undefined, {
          timeout: MINUTES,
        });
        await page.goto(`${app.url}/mine`);
        await page.locator('.mine-row').nth(3).waitFor();
        await page.waitForFunction(
          (moving) =>
            ![...document.querySelectorAll('.mine-state')].some((e) =>
              new RegExp(moving).test(e.textContent ?? ''),
            ),
          say.processing.source,
          { timeout: 4 * MINUTES },
        );
        // the second language finds the four of the first beside its own
        const mine = await page.locator('.mine-row').count();
        expect(await page.locator('.mine-row .tone-green').count()).toBe(mine);
      }),
    6 * MINUTES,
  );

  it(
    'a teacher of another school of the group finds the plan by words inside it, opens its pages, downloads it under its own name and plays the video',
    () =>
      person('colleague', async (page) => {
        await search(page, INSIDE);
        const hit = page.locator('.result').filter({ hasText: '教学设计' }).first();
        await hit.waitFor();
        await hit.locator('mark', { hasText: INSIDE }).first().waitFor();
        await hit.locator('.result-title a').click();
        expect(await isDrawn(page, '.pages-page img')).toBe(true);
        await page.getByRole('button', { name: say.open }).click();
        await page.waitForURL(/\/resources\//);
        expect(await isDrawn(page, '.pages-page img')).toBe(true);
        const coming = page.waitForEvent('download');
        await page.getByRole('link', { name: say.download }).click();
        expect((await coming).suggestedFilename()).toBe(PLAN);

        await search(page, '几分之一');
        await page.locator('.result-title a').first().click();
        await page.getByRole('button', { name: say.play }).first().click();
        await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.5);
      }),
    3 * MINUTES,
  );

  it(
    'somebody who is not in the audience finds nothing, and the address itself answers as if there were nothing',
    () =>
      person('outsider', async (page) => {
        await search(page, INSIDE);
        await page.locator('.state').filter({ hasText: say.none }).waitFor();
        expect(await page.locator('.result').count()).toBe(0);
        await page.goto(app.url + planAddress);
        await page.locator('.state').filter({ hasText: say.notFound }).waitFor();
      }),
    MINUTES,
  );
});

/** Files such as a teacher has them, made by the demo's own code, under the teacher's names. */
async function teachersFiles(folder: string): Promise<string[]> {
  const resources = LESSON.map((key) => DEMO_RESOURCES.find((r) => r.key === key)!);
  const made: string[] = [];
  const ffmpegPath = process.env['FFMPEG_PATH'] ?? 'ffmpeg';
  for await (const file of demoFiles({ directory: folder, ffmpegPath, resources })) {
    const path = join(folder, file.fileName);
    renameSync(file.path, path);
    made.push(path);
  }
  return made;
}
