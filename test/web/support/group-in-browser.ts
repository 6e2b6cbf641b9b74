import type { Browser } from 'playwright-core';
import { removeData, startApp, type RunningApp } from '../../support/app.js';
import { foundGroup, type SmallGroup } from '../../support/small-group.js';
import { openBrowser } from './browser.js';

/** What the tests of one file in the browser stand on. */
export interface GroupInBrowser {
  app: RunningApp;
  browser: Browser;
  group: SmallGroup;
}

/** Starts a program with a small group and a browser before the tests, and ends both after them. */
export function groupInBrowser(prepare: (made: GroupInBrowser) => Promise<void> | void): void {
  let app: RunningApp | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    const [started, opened] = await Promise.all([startApp(), openBrowser()]);
    app = started;
    browser = opened;
    await prepare({ app, browser, group: await foundGroup(app) });
  }, 4 * 60_000);
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    if (app) await removeData(app);
  });
}
