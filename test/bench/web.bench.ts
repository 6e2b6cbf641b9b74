import { gzipSync } from 'node:zlib';
import { chromium, type Browser } from 'playwright-core';
import { startApp } from '../support/app.js';
import { findChromium } from '../support/browser.js';
import type { BenchCase } from './bench.js';
import { largeInstallation, type LargeInstallation } from './large-installation.js';
import { median } from './measure.js';

export const name = 'web';

const COUNT = 10_000;
const ROUNDS = 5;

export async function prepare(): Promise<void> {
  await largeInstallation(COUNT, { indexed: true });
}

/** The first load of the search page by somebody who is signed in, nothing cached: script before the first result shows, and the largest paint. */
export async function* run(): AsyncGenerator<BenchCase> {
  const executablePath = findChromium();
  if (executablePath === null) {
    yield { bench: name, case: 'first load of the search page', note: 'not measured: no Chromium here' };
    return;
  }
  const installation = await largeInstallation(COUNT, { indexed: true });
  const app = await startApp({ dataDir: installation.dataDir });
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const scripts: number[] = [];
    const paints: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const { script, paint } = await firstLoad(browser, app.url, installation.reader);
      // The first one also starts the browser's own processes.
      if (round === 0) continue;
      scripts.push(script);
      paints.push(paint);
    }
    yield {
      bench: name,
      case: 'script before the first result, gzip',
      wanted: '≤ 420 KB',
      note: `${Math.round(median(scripts) / 1_000)} KB`,
    };
    yield {
      bench: name,
      case: 'largest paint of the search page',
      ms: median(paints),
      wanted: '≤ 1,500 ms',
      note: `median of ${ROUNDS}, slowest ${Math.round(Math.max(...paints))} ms`,
    };
  } finally {
    await browser.close();
    await app.stop();
  }
}

async function firstLoad(
  browser: Browser,
  url: string,
  { loginName, password }: LargeInstallation['reader'],
): Promise<{ script: number; paint: number }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const login = await context.request.post(`${url}/api/v1/session`, { data: { loginName, password } });
  if (!login.ok()) throw new Error(`Login failed: ${login.status()}`);
  const page = await context.newPage();
  const bodies: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') bodies.push(response.body());
  });
  await page.goto(`${url}/search`);
  await page.locator('main a[href^="/resources/"]').first().waitFor();
  const script = (await Promise.all([...bodies])).reduce((sum, body) => sum + gzipSync(body).length, 0);
  const paint = await page.evaluate(
    () =>
      new Promise<number>((resolve) =>
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)!.startTime)).observe({
          type: 'largest-contentful-paint' as 'resource',
          buffered: true,
        }),
      ),
  );
  await context.close();
  return { script, paint };
}
