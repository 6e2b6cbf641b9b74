import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { removeData, startApp, type RunningApp } from '../support/app.js';
import { findChromium } from '../support/browser.js';
import { withService } from '../support/services.js';
import { foundGroup } from '../support/small-group.js';
import { keepPicture, openBrowser, visit, type Visitor } from './support/browser.js';
import { unreached } from './support/keyboard.js';
import { makeLesson, shareLesson } from './support/lesson.js';
import { seriousFaults } from './support/judged.js';

const MINUTE = 60_000;
let app: RunningApp;
let browser: Browser;
let teacher: Visitor;
let admin: Visitor;
let plan = '';
let film = '';
const folder = mkdtempSync(join(tmpdir(), 'lianke-access-'));

/** Every page as somebody sees it: who, where, and what is awaited (and done) before it is judged. */
const PAGES: [string, () => Visitor, () => string, (page: Page) => Promise<unknown>][] = [
  ['the home page', () => teacher, () => '/', (page) => page.locator('.tile img').first().waitFor()],
  [
    'the search page',
    () => teacher,
    () => '/search',
    (page) => page.locator('.result-title').nth(3).waitFor(),
  ],
  [
    'the preview beside the list',
    () => teacher,
    () => `/search?preview=${plan}`,
    (page) => page.locator('.preview-drawer .pages-page img').first().waitFor(),
  ],
  [
    'a document',
    () => teacher,
    () => `/resources/${plan}`,
    (page) => page.locator('.pages-page img').first().waitFor(),
  ],
  ['a video', () => teacher, () => `/resources/${film}`, (page) => page.locator('.video-controls').waitFor()],
  [
    'editing',
    () => teacher,
    () => `/resources/${plan}/edit`,
    (page) => page.locator('.edit-card').first().waitFor(),
  ],
  ['the upload page', () => teacher, () => '/upload', (page) => page.locator('.drop-zone').waitFor()],
  ['what is mine', () => teacher, () => '/mine', (page) => page.locator('.mine-row').first().waitFor()],
  [
    'the account',
    () => teacher,
    () => '/password',
    (page) => page.locator('.session-list li').first().waitFor(),
  ],
  [
    'the organisation',
    () => admin,
    () => '/organization',
    (page) => page.locator('.ant-table-row').first().waitFor(),
  ],
  ['what does not exist', () => teacher, () => '/nowhere', (page) => page.locator('.state').waitFor()],
];

withService('A browser for every page', 'CHROMIUM_PATH', findChromium(), () => {
  beforeAll(async () => {
    [app, browser] = await Promise.all([startApp(), openBrowser()]);
    const [group, files] = await Promise.all([foundGroup(app), makeLesson(folder)]);
    const ids = await shareLesson(group.author, files, group.groupId);
    [plan, film] = [ids[0]!, ids[3]!];
    teacher = await visit(browser, app.url, 'author', 'zh');
    admin = await visit(browser, app.url, 'admin', 'zh');
  }, 4 * MINUTE);
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    if (app) await removeData(app);
    rmSync(folder, { recursive: true, force: true });
  });

  describe.each(PAGES)('%s', (name, who, path, settled) => {
    const open = async (): Promise<Page> => {
      const { page } = who();
      await page.goto(app.url + path());
      await settled(page);
      return page;
    };

    it(
      'has no serious fault that axe-core knows',
      async () => {
        const page = await open();
        expect(await seriousFaults(page)).toEqual([]);
      },
      MINUTE,
    );

    it(
      'gives everything that can be pressed to the keyboard',
      async () => {
        const page = await open();
        const missed = await unreached(page);
        if (missed.length > 0) await keepPicture(page, `keyboard-${path().replaceAll('/', '_')}`);
        expect(missed).toEqual([]);
        expect(who().problems).toEqual([]);
        void name;
      },
      2 * MINUTE,
    );
  });

  it(
    'the login page is judged, too, and opens with the keyboard alone',
    async () => {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(`${app.url}/login`);
      await page.locator('form').waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      expect(await unreached(page)).toEqual([]);
      await context.close();
    },
    MINUTE,
  );
});
