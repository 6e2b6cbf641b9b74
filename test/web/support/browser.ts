import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core';
import { browserEnvironment, findChromium } from '../../support/browser.js';
import { PASSWORD } from '../../support/small-group.js';

export type Lang = 'zh' | 'en';

/** Debian's Chromium, with a fresh profile and nothing that calls home. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium() ?? undefined,
    env: browserEnvironment(),
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--autoplay-policy=no-user-gesture-required',
    ],
  });
}

/** One person at a browser of their own. `problems` collects what no page may do: script errors, faults of the CSP. */
export interface Visitor {
  context: BrowserContext;
  page: Page;
  problems: string[];
  leave(): Promise<void>;
}

type Kept = Awaited<ReturnType<BrowserContext['storageState']>>;
/** What browsers keep of people who have logged in before, by address, person and language. */
const kept = new WeakMap<Browser, Map<string, Kept>>();

/**
 * Opens the page as somebody who uses this language. Whoever was here before comes back with the session they had, as a
 * browser would; others, and those whose session has ended, log in through the form.
 */
export async function visit(browser: Browser, url: string, loginName: string, lang: Lang): Promise<Visitor> {
  const states = kept.get(browser) ?? new Map<string, Kept>();
  kept.set(browser, states);
  const key = [url, loginName, lang].join(' ');
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    acceptDownloads: true,
    storageState: states.get(key),
  });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
      problems.push(message.text());
  });
  await page.goto(url);
  const password = page.getByLabel(lang === 'zh' ? '密码' : 'Password', { exact: true });
  const form = states.has(key) ? password : page.locator('form');
  await form.or(page.locator('.user-button')).first().waitFor();
  if (await form.isVisible()) {
    if (lang === 'en' && !states.has(key)) await page.getByRole('button', { name: 'English' }).click();
    await page.getByLabel(lang === 'zh' ? '登录名' : 'Login name').fill(loginName);
    await password.fill(PASSWORD);
    await page.getByRole('button', { name: lang === 'zh' ? '登录' : 'Log in', exact: true }).click();
    await page.locator('.user-button').waitFor();
    states.set(key, await context.storageState());
  }
  return { context, page, problems, leave: () => context.close() };
}

/**
 * Lets somebody act in a browser of their own. What fails leaves a picture, `${name}-failed`; an error of a script, or a
 * fault of the content policy, fails the act that went well otherwise.
 */
export async function actAs(
  where: { browser: Browser; url: string; lang: Lang },
  loginName: string,
  name: string,
  act: (page: Page) => Promise<void>,
): Promise<void> {
  const visitor = await visit(where.browser, where.url, loginName, where.lang);
  try {
    await act(visitor.page);
    expect(visitor.problems).toEqual([]);
  } catch (error) {
    await keepPicture(visitor.page, `${name}-failed`);
    throw error;
  } finally {
    await visitor.leave();
  }
}

/** Keeps a picture of the page for whoever has to find out why a test failed. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = join(process.cwd(), 'test-output', 'web');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) }).catch(() => undefined);
}

/** True once the picture has come and has a size. */
export async function isDrawn(page: Page, selector: string): Promise<boolean> {
  return page
    .waitForFunction((css) => {
      const image = document.querySelector<HTMLImageElement>(css);
      return Boolean(image?.complete && image.naturalWidth > 0);
    }, selector)
    .then(() => true);
}

/** Resolves once nothing on the page fits the locator any more. */
export function vanished(locator: Locator, timeout: number): Promise<void> {
  return locator.first().waitFor({ state: 'detached', timeout });
}
