import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core';
import { browserEnvironment, findChromium } from '../../support/browser.js';
import { PASSWORD } from '../../support/small-group.js';
import { CHROMIUM_FLAGS } from './chromium-flags.mjs';

export type Lang = 'zh' | 'en';

/** Debian's Chromium, with a fresh profile and nothing that calls home. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium() ?? undefined,
    env: browserEnvironment(),
    args: [...CHROMIUM_FLAGS, '--autoplay-policy=no-user-gesture-required'],
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

const DESK = { width: 1440, height: 900 };

/** A browser of their own for somebody who has not gone anywhere yet, or with what it kept of them. */
export async function arrive(browser: Browser, viewport = DESK, storageState?: Kept): Promise<Visitor> {
  const context = await browser.newContext({ viewport, acceptDownloads: true, storageState });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
      problems.push(message.text());
  });
  return { context, page, problems, leave: () => context.close() };
}

/**
 * Opens the page as somebody who uses this language. Whoever was here before comes back with the session they had, as a
 * browser would; others, and those whose session has ended, log in through the form.
 */
export async function visit(browser: Browser, url: string, loginName: string, lang: Lang): Promise<Visitor> {
  const states = kept.get(browser) ?? new Map<string, Kept>();
  kept.set(browser, states);
  const key = [url, loginName, lang].join(' ');
  const known = states.get(key);
  const visitor = await arrive(browser, DESK, known);
  const { page, context } = visitor;
  if (known) {
    await page.goto(url);
    const [pages, form] = [page.locator('.user-button'), page.locator('form')];
    await pages.or(form).first().waitFor();
    if (await pages.isVisible()) return visitor;
    await context.clearCookies();
    await page.evaluate(() => localStorage.clear());
  }
  await logIn(page, { url, lang, loginName, password: PASSWORD });
  states.set(key, await context.storageState());
  return visitor;
}

/** Logs in through the form, in the language asked for, and waits for the frame of the pages. */
export async function logIn(
  page: Page,
  who: { url: string; lang: Lang; loginName: string; password: string },
): Promise<void> {
  const zh = who.lang === 'zh';
  await page.goto(who.url);
  if (!zh) await page.getByRole('button', { name: 'English' }).click();
  await page.getByLabel(zh ? '登录名' : 'Login name').fill(who.loginName);
  await page.getByLabel(zh ? '密码' : 'Password', { exact: true }).fill(who.password);
  await page.getByRole('button', { name: zh ? '登录' : 'Log in', exact: true }).click();
  await page.locator('.user-button').waitFor();
}

/** Lets somebody act in a browser of their own, after they have logged in; see {@link actIn}. */
export async function actAs(
  where: { browser: Browser; url: string; lang: Lang },
  loginName: string,
  name: string,
  act: (page: Page) => Promise<void>,
): Promise<void> {
  await actIn(await visit(where.browser, where.url, loginName, where.lang), name, act);
}

/**
 * Lets a visitor act, and leave. What fails leaves a picture, `${name}-failed`; an error of a script, or a fault of the
 * content policy, fails the act that went well otherwise.
 */
export async function actIn(
  visitor: Visitor,
  name: string,
  act: (page: Page) => Promise<void>,
): Promise<void> {
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
