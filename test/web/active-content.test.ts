import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { ResourceView } from '../../src/contracts/index.js';
import { makePdf } from '../contract/media-fixtures.js';
import { removeData, startApp, type RunningApp } from '../support/app.js';
import { eventually, type ApiClient } from '../support/client.js';
import { freePort } from '../support/free-port.js';
import { foundGroup } from '../support/small-group.js';
import { openBrowser, visit } from './support/browser.js';

const MINUTE = 60_000;
const SCRIPT = `<script>pwned('script')</script><img src="x" onerror="pwned('image')"><svg onload="pwned('svg')">`;
const PAGE = `<!DOCTYPE html><html><head><title>古诗 ${SCRIPT}</title></head><body><h1>春江潮水</h1>${SCRIPT}</body></html>`;

/** Everything that would act if it were taken for what it looks like. */
const FILES: [name: string, bytes: Buffer][] = [
  ['网页.html', Buffer.from(PAGE)],
  ['笔记.md', Buffer.from(`# 春江潮水\n\n${SCRIPT}\n`)],
  ['讲义.txt', Buffer.from(`春江潮水连海平\n${PAGE}`)],
  ['程序.txt', Buffer.from(`pwned('as a script')`)],
  ['名单.csv', Buffer.from(`姓名,成绩\n=cmd|' /C calc'!A0,${SCRIPT}\n`)],
  ['带脚本.pdf', pdfWithScript()],
  [`${SCRIPT}.txt`.replaceAll('/', ''), Buffer.from('名字里有脚本')],
];
const PLACES = [
  'original',
  'text',
  'image',
  'thumbnail',
  'pages/1',
  'pages/1/thumbnail',
  'audio',
  'poster',
  'strip',
  'hls/master.m3u8',
];

function pdfWithScript(): Buffer {
  const action = '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\); pwned\\(1\\)) >> ';
  return Buffer.from(
    makePdf(['Spring']).toString('latin1').replace('/Type /Catalog ', `/Type /Catalog ${action}`),
    'latin1',
  );
}

/** Gives every page of a browser a function that hostile content calls when it acts; `calls` says who did. */
async function trap(context: BrowserContext): Promise<string[]> {
  const calls: string[] = [];
  await context.exposeFunction('pwned', (who: string) => void calls.push(who));
  return calls;
}

/** The cookies that a page's requests to an origin carry, as they are made. */
function cookiesTo(page: Page, origin: string | null): Promise<string | null>[] {
  const carried: Promise<string | null>[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).origin === origin) carried.push(request.headerValue('cookie'));
  });
  return carried;
}

describe.each([
  ['from the origin of the pages', false],
  ['from an origin of its own', true],
])('content that would act, %s', (_, apart) => {
  let content: string | null;
  let app: RunningApp;
  let browser: Browser;
  let author: ApiClient;
  let resource: ResourceView;

  beforeAll(async () => {
    const port = await freePort();
    content = apart ? `http://127.0.0.1:${port}` : null;
    app = await startApp({ port, env: content === null ? {} : { CONTENT_URL: content } });
    ({ author } = await foundGroup(app));
    const uploadIds: string[] = [];
    for (const [name, bytes] of FILES) uploadIds.push(await author.upload(name, bytes));
    const made = await author.post<ResourceView>('resources', {
      ...{ title: `潮水 ${SCRIPT}`, description: `说明 ${SCRIPT}`, tags: ['<b>标签</b>'], type: 'material' },
      uploadIds,
    });
    resource = (
      await eventually(
        () => author.get<ResourceView>(`resources/${made.body.id}`),
        ({ body }) =>
          body.fullFiles.length === FILES.length &&
          body.fullFiles.every((f) => f.state !== 'waiting' && f.state !== 'processing'),
        MINUTE,
      )
    ).body;
    const published = await author.post(
      `resources/${resource.id}/publish`,
      { audience: { preset: 'group' } },
      { 'if-match': `"${resource.rev}"` },
    );
    expect(published.status).toBe(200);
    browser = await openBrowser();
  }, 3 * MINUTE);
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    if (app) await removeData(app);
  });

  const addresses = () =>
    resource.fullFiles.flatMap((file) =>
      PLACES.map((place) => `${app.url}/api/v1/resources/${resource.id}/files/${file.id}/${place}`),
    );

  it('acts when a browser takes it for a page: the tests below can fail', async () => {
    const context = await browser.newContext();
    const calls = await trap(context);
    const page = await context.newPage();
    await page.setContent(PAGE);
    await eventually(
      () => Promise.resolve(calls),
      (all) => all.includes('script') && all.includes('image'),
      10_000,
    );
    await context.close();
  });

  it('is accepted as what it is: text, a PDF', () => {
    expect(resource.fullFiles.map((file) => [file.fileName, file.kind, file.state])).toEqual(
      FILES.map(([name]) => [
        name,
        name.endsWith('.pdf') ? 'pdf' : name.endsWith('.csv') ? expect.any(String) : 'text',
        'ready',
      ]),
    );
  });

  it('leaves as an attachment, or as a picture or data of ours: never as a page, a script or a style', async () => {
    for (const address of addresses()) {
      const answer = await fetch(address, { headers: { cookie: author.cookies() } });
      await answer.arrayBuffer();
      const headers = Object.fromEntries(answer.headers);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['content-type']).not.toMatch(/html|xml|svg|javascript|ecmascript|css/);
      if (!address.endsWith('/original')) continue;
      expect(headers['content-disposition']).toMatch(/^attachment; /);
      expect(headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/);
      expect(headers['cross-origin-resource-policy']).toBe(apart ? 'cross-origin' : 'same-origin');
      expect(new URL(answer.url).origin).toBe(content ?? app.url);
      expect(headers['content-type']).toMatch(/^(?:text\/(?:plain|markdown|csv)|application\/pdf)/);
    }
  });

  it(
    'does nothing when its addresses are opened, framed or run as scripts on our own pages',
    async () => {
      const visitor = await visit(browser, app.url, 'author', 'zh');
      const calls = await trap(visitor.context);
      const page = await visitor.context.newPage();
      const carried = cookiesTo(page, content);
      for (const address of addresses()) await page.goto(address).catch(() => undefined);
      await page.goto(app.url);
      const ended = await page.evaluate(
        (list) =>
          Promise.all(
            list.flatMap((address) =>
              (['script', 'iframe'] as const).map(
                (tag) =>
                  new Promise<string>((resolve) => {
                    const element = document.createElement(tag);
                    element.onload = () => resolve(`${tag} loaded`);
                    element.onerror = () => resolve(`${tag} refused`);
                    setTimeout(() => resolve(`${tag} nothing`), 3_000);
                    element.src = address;
                    document.body.append(element);
                  }),
              ),
            ),
          ),
        addresses().filter((address) => /original|text$/.test(address)),
      );
      expect(ended.filter((end) => end === 'script loaded')).toEqual([]);
      expect(calls).toEqual([]);
      expect(await Promise.all(carried)).toEqual(carried.map(() => null));
      expect(carried.length > 0).toBe(apart);
      await visitor.leave();
    },
    2 * MINUTE,
  );

  it(
    'is shown as the characters it consists of, in titles, descriptions, tags, names, texts and search',
    async () => {
      const visitor = await visit(browser, app.url, 'colleague', 'zh');
      const calls = await trap(visitor.context);
      const { page } = visitor;
      const carried = cookiesTo(page, content);
      await page.goto(`${app.url}/resources/${resource.id}`);
      await page.getByText("<script>pwned('script')</script>").first().waitFor();
      await page.getByText('春江潮水').first().waitFor();
      for (const file of resource.fullFiles) {
        await page.getByText(file.fileName, { exact: false }).first().click();
        await page.waitForLoadState('networkidle');
      }
      await page.goto(`${app.url}/search?text=${encodeURIComponent('潮水')}`);
      await page.locator('.result', { hasText: '<script>' }).first().waitFor();
      // A match inside of the markup: what is highlighted is cut out of it and is still only text.
      await page.goto(`${app.url}/search?text=${encodeURIComponent('潮水 pwned')}`);
      const marked = page.locator('.result mark', { hasText: 'pwned' }).first();
      await marked.waitFor();
      expect(await marked.innerText()).toBe('pwned');
      expect(await page.locator('.result :is(script, svg[onload], img[src="x"])').count()).toBe(0);
      expect(calls).toEqual([]);
      expect(await Promise.all(carried)).toEqual(carried.map(() => null));
      expect(visitor.problems).toEqual([]);
      await visitor.leave();
    },
    2 * MINUTE,
  );

  it('the page that explains the API is readable under our own policy', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    await page.goto(`${app.url}/api/docs`);
    await page.locator('.opblock').first().waitFor();
    // Of so many routes the page draws those that are in sight.
    const seen = new Set<string | null>();
    await eventually(
      async () => {
        const drawn = page.locator('.opblock-summary-path');
        for (const path of await drawn.evaluateAll((all) => all.map((one) => one.getAttribute('data-path'))))
          seen.add(path);
        await page.mouse.wheel(0, 600);
        return seen.size;
      },
      (count) => count > 40,
    );
    expect(problems).toEqual([]);
    await context.close();
  });
});
