import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page, Response } from 'playwright-core';
import type { ResourceView } from '../../src/contracts/index.js';
import { makePdf } from '../contract/media-fixtures.js';
import { removeData, startApp, type RunningApp } from '../support/app.js';
import { eventually, type ApiClient } from '../support/client.js';
import { ffmpeg, makeFilm } from '../support/film.js';
import { freePort } from '../support/free-port.js';
import { foundGroup } from '../support/small-group.js';
import { isDrawn, keepPicture, openBrowser, visit } from './support/browser.js';

const MINUTE = 60_000;
const MARK = /李强 \d{4}-\d\d-\d\d \d\d:\d\d/;
const PHONE = { width: 390, height: 844 };

let app: RunningApp;
let browser: Browser;
let content: string;
let author: ApiClient;
let paper: string;
let film: string;

async function show(name: string, bytes: Buffer): Promise<string> {
  const upload = await author.upload(name, bytes);
  const made = await author.post<ResourceView>('resources', {
    ...{ title: name, type: 'material', uploadIds: [upload], watermark: true },
  });
  const { id } = made.body;
  await eventually(
    () => author.get<ResourceView>(`resources/${id}`),
    ({ body }) => body.fullFiles[0]?.state === 'ready',
    2 * MINUTE,
  );
  await act(id, 'publish', { audience: { preset: 'group' } });
  return id;
}

async function act(id: string, what: string, body: object = {}): Promise<void> {
  const { rev } = (await author.get<ResourceView>(`resources/${id}`)).body;
  const answer = await author.post(`resources/${id}/${what}`, body, { 'if-match': `"${rev}"` });
  expect([what, answer.status]).toEqual([what, 200]);
}

/** What came from the content origin, by the ends of their addresses. */
function collect(page: Page): Response[] {
  const all: Response[] = [];
  page.on('response', (response) => {
    if (response.url().startsWith(content)) all.push(response);
  });
  return all;
}

const play = async (page: Page) => {
  await page.locator('.video-start').click();
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 1.5);
};

beforeAll(async () => {
  const port = await freePort();
  content = `http://127.0.0.1:${port}`;
  app = await startApp({ port, env: { CONTENT_URL: content } });
  ({ author } = await foundGroup(app));
  paper = await show('期末试卷.pdf', makePdf(['Final paper', 'One and two is three']));
  const folder = mkdtempSync(join(tmpdir(), 'lianke-film-'));
  await makeFilm(ffmpeg!, join(folder, 'a.mp4'), { seconds: 90 });
  film = await show('实验录像.mp4', readFileSync(join(folder, 'a.mp4')));
  rmSync(folder, { recursive: true });
  browser = await openBrowser();
}, 6 * MINUTE);
afterAll(async () => {
  await browser?.close();
  await app?.stop();
  if (app) await removeData(app);
});

describe('a marked resource', () => {
  it(
    'shows its reader’s name and the time in the pixels of its pages, from the content origin',
    async () => {
      const { page, problems, leave } = await visit(browser, app.url, 'colleague', 'zh');
      const answers = collect(page);
      await page.goto(`${app.url}/resources/${paper}`);
      await isDrawn(page, '.pages-page img');
      await keepPicture(page, 'mark-pages-wide');
      const pages = answers.filter((answer) => answer.url().endsWith('/pages/1'));
      expect(pages.length).toBeGreaterThan(0);
      expect(pages.map((answer) => answer.headers()['content-type'])).toContain('image/jpeg');
      expect(pages.every((answer) => answer.headers()['content-type'] !== 'image/webp')).toBe(true);
      expect(await pages[0]!.request().headerValue('cookie')).toBeNull();
      await page.setViewportSize(PHONE);
      await isDrawn(page, '.pages-page img');
      await keepPicture(page, 'mark-pages-phone');
      expect(problems).toEqual([]);
      await leave();
    },
    2 * MINUTE,
  );

  it(
    'is played from the content origin under a mark in the player',
    async () => {
      const { page, problems, leave } = await visit(browser, app.url, 'colleague', 'zh');
      const answers = collect(page);
      await page.goto(`${app.url}/resources/${film}`);
      await play(page);
      await keepPicture(page, 'mark-film-wide');
      expect(await page.locator('.reader-mark').getAttribute('data-mark')).toMatch(MARK);
      expect(answers.some((answer) => /\.m4s$/.test(answer.url()) && answer.ok())).toBe(true);
      await page.setViewportSize(PHONE);
      await keepPicture(page, 'mark-film-phone');
      expect(problems).toEqual([]);
      await leave();
    },
    2 * MINUTE,
  );

  it(
    'is without it for its author, who sets it in the dialog',
    async () => {
      const { page, problems, leave } = await visit(browser, app.url, 'author', 'zh');
      const answers = collect(page);
      await page.goto(`${app.url}/resources/${paper}`);
      await isDrawn(page, '.pages-page img');
      await keepPicture(page, 'mark-author');
      const pages = answers.filter((answer) => answer.url().endsWith('/pages/1'));
      expect(pages.map((answer) => answer.headers()['content-type'])).toContain('image/webp');
      await page.goto(`${app.url}/resources/${film}`);
      await play(page);
      expect(await page.locator('.reader-mark').count()).toBe(0);
      await page.getByRole('button', { name: '分享设置' }).first().click();
      await page.getByRole('tab', { name: '授权与学生出镜' }).click();
      const box = page.getByRole('checkbox', { name: '预览加水印' });
      expect(await box.isChecked()).toBe(true);
      await keepPicture(page, 'mark-dialog');
      await box.uncheck();
      await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
      await eventually(
        () => author.get<ResourceView>(`resources/${film}`),
        ({ body }) => !body.watermark,
        10_000,
      );
      expect(problems).toEqual([]);
      await leave();
    },
    2 * MINUTE,
  );
});

describe('a film that is playing', () => {
  it(
    'stops within ten seconds once it is withdrawn, whatever the player has in store',
    async () => {
      const { page, leave } = await visit(browser, app.url, 'colleague', 'zh');
      await page.goto(`${app.url}/resources/${film}`);
      await play(page);
      await act(film, 'withdraw');
      const since = Date.now();
      await page.locator('.video-failed').waitFor({ timeout: 20_000 });
      expect(Date.now() - since).toBeLessThan(10_000);
      expect(await page.locator('.video-failed').innerText()).toContain('不能继续播放');
      expect(await page.locator('video').evaluate((video: HTMLVideoElement) => video.buffered.length)).toBe(
        0,
      );
      await keepPicture(page, 'mark-film-withdrawn');
      await leave();
    },
    2 * MINUTE,
  );
});
