import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { startApp } from '../support/app.js';
import { findChromium } from '../support/browser.js';
import type { BenchCase } from './bench.js';
import { largeInstallation } from './large-installation.js';

export const name = 'web';

/** The first load of the search page by somebody who is signed in: script before the first result shows, and the largest paint. */
export async function* run(): AsyncGenerator<BenchCase> {
  const executablePath = findChromium();
  if (executablePath === null) {
    yield { bench: name, case: 'first load of the search page', note: 'not measured: no Chromium here' };
    return;
  }
  const installation = await largeInstallation(1_000);
  const app = await startApp({ dataDir: installation.dataDir });
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const login = await context.request.post(`${app.url}/api/v1/session`, {
      data: { loginName: installation.reader.loginName, password: installation.reader.password },
    });
    if (!login.ok()) throw new Error(`Login failed: ${login.status()}`);
    const page = await context.newPage();
    let script = 0;
    page.on('response', async (response) => {
      if (response.request().resourceType() === 'script') script += gzipSync(await response.body()).length;
    });
    await page.goto(`${app.url}/search`);
    await page.locator('main a[href^="/resources/"]').first().waitFor();
    const untilResult = script;
    const paint = await page.evaluate(
      () =>
        new Promise<number>((resolve) =>
          new PerformanceObserver((list) => resolve(list.getEntries().at(-1)!.startTime)).observe({
            type: 'largest-contentful-paint' as 'resource',
            buffered: true,
          }),
        ),
    );
    yield {
      bench: name,
      case: 'script before the first result, gzip',
      note: `${Math.round(untilResult / 1024)} KB; wanted ≤ 420 KB`,
    };
    yield { bench: name, case: 'largest paint of the search page', ms: paint, note: 'wanted ≤ 1,500 ms' };
  } finally {
    await browser.close();
    await app.stop();
    installation.remove();
  }
}
