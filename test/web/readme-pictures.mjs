/**
 * Takes the two pictures of README.md from a running demonstration (`npm run demo`, once everything is processed):
 *   node test/web/readme-pictures.mjs [--url http://localhost:3000] [--out docs]
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import sharp from 'sharp';
import { DEMO_PASSWORD } from '../../dist/demo/organization.js';
import { CHROMIUM_FLAGS } from './support/chromium-flags.mjs';

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://localhost:3000' },
    out: { type: 'string', default: 'docs' },
  },
});
const PICTURES = [
  {
    name: 'search',
    path: '/search?text=方程',
    ready: (page) => page.locator('.result').nth(2).waitFor(),
  },
  {
    name: 'preview',
    path: '/search?text=闷雷',
    ready: async (page) => {
      await page.locator('.result-title a', { hasText: '课件' }).first().click();
      await page.locator('.preview-drawer .pages-page img').nth(1).waitFor();
    },
  },
];

mkdirSync(values.out, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: CHROMIUM_FLAGS,
});
const page = await browser.newPage({ viewport: { width: 1440, height: 810 }, locale: 'zh-CN' });
await page.goto(`${values.url}/login`);
await page.getByLabel('登录名').fill('luoping');
await page.getByLabel('密码', { exact: true }).fill(DEMO_PASSWORD);
await page.getByRole('button', { name: '登录', exact: true }).click();
await page.locator('.user-button').waitFor();
for (const { name, path, ready } of PICTURES) {
  await page.goto(values.url + path);
  await ready(page);
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() =>
    [...document.images].every((i) => i.complete || i.getBoundingClientRect().top > innerHeight),
  );
  // the drawer has come to rest
  await page.waitForFunction(() => document.getAnimations().every((a) => a.playState !== 'running'));
  const { size } = await sharp(await page.screenshot())
    .webp({ quality: 82, effort: 6 })
    .toFile(join(values.out, `${name}.webp`));
  console.log(`${name}.webp ${Math.round(size / 1024)} KB`);
}
await browser.close();
