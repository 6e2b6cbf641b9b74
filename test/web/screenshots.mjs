/**
 * Photographs every page in every state, in both sizes and both languages, and lets axe-core look at each:
 *   npm run build && node test/web/screenshots.mjs [--only home,search] [--out test-output/screenshots] [--langs zh]
 * The data come from the stage set in test/web/support, so that empty, loading, failed and forbidden states can be had
 * at will. A scene fails when its page has a serious accessibility fault, is wider than the screen, writes an error to the
 * console or asks the stage for something that it has not or that does not fit the contracts; the others are still
 * taken, and the exit code is 1. `--whole` takes pages in their whole length, `--no-axe` takes the pictures only.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import { startStage } from './support/stage-server.mjs';
import { scenes } from './support/scenes.mjs';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    out: { type: 'string', default: 'test-output/screenshots' },
    langs: { type: 'string', default: 'zh,en' },
    sizes: { type: 'string', default: 'desk,phone' },
    whole: { type: 'boolean', default: false },
    'no-axe': { type: 'boolean', default: false },
  },
});
const SIZES = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const only = values.only.split(',').filter(Boolean);
mkdirSync(values.out, { recursive: true });

const stage = await startStage();
const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
// Playwright gives the browser a fresh profile of its own
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args,
});

/** In every new page, once: nothing is remembered of the scenes before but what the browser has fetched. */
function startAfresh(locale) {
  if (sessionStorage.getItem('afresh')) return;
  sessionStorage.setItem('afresh', 'yes');
  localStorage.clear();
  localStorage.setItem('lianke.locale', locale);
}

let faults = 0;
let shots = 0;
const arrange = (scene) => fetch(`${stage.url}/stage`, { method: 'POST', body: JSON.stringify(scene) });
for (const lang of values.langs.split(',')) {
  for (const size of values.sizes.split(',')) {
    const profile = await browser.newContext({
      viewport: SIZES[size],
      locale: lang === 'zh' ? 'zh-CN' : 'en-GB',
      hasTouch: size === 'phone',
    });
    await profile.addInitScript(startAfresh, lang);
    for (const scene of scenes(stage)) {
      if (only.length > 0 && !only.includes(scene.name)) continue;
      await arrange({ locale: lang, ...scene.scene });
      const page = await profile.newPage();
      const errors = [];
      page.on(
        'console',
        (m) =>
          m.type() === 'error' && !/status of (4|5)\d\d|ERR_FAILED/.test(m.text()) && errors.push(m.text()),
      );
      page.setDefaultTimeout(15_000);
      page.on('pageerror', (e) => errors.push(String(e)));
      const label = `${scene.name} ${lang} ${size}`;
      try {
        await scene.before?.(page);
        await page.goto(stage.url + scene.path, { waitUntil: scene.scene?.slow ? 'commit' : 'load' });
        await (scene.act?.(page, { size, lang }) ?? page.waitForTimeout(0));
        await page.waitForTimeout(scene.wait ?? 900);
        await page
          .waitForFunction(
            () =>
              [...document.images].every((i) => i.complete || i.getBoundingClientRect().top > innerHeight),
            undefined,
            { timeout: 8000 },
          )
          .catch(() => undefined);
        await page.screenshot({
          path: join(values.out, `${scene.name}-${lang}-${size}.png`),
          fullPage: values.whole,
        });
        shots += 1;
        const { violations } = values['no-axe']
          ? { violations: [] }
          : await new AxeBuilder({ page }).analyze();
        const serious = violations.filter((v) => v.impact === 'serious' || v.impact === 'critical');
        for (const v of serious) {
          faults += 1;
          console.log(
            `AXE   ${label}: ${v.id} (${v.nodes.length}) ${v.nodes
              .slice(0, 2)
              .map((n) => `${n.target} ${n.any[0]?.message ?? ''}`)
              .join(' | ')}`,
          );
        }
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (wide > 1) errors.push(`the page is ${wide} px wider than the screen`);
      } catch (error) {
        errors.push(String(error).split('\n')[0]);
      }
      for (const text of new Set([...errors, ...stage.misfits()])) {
        faults += 1;
        console.log(`ERROR ${label}: ${text.slice(0, 300)}`);
      }
      await page.close();
    }
    await profile.close();
  }
}
await browser.close();
stage.close();
console.log(`${shots} pictures in ${values.out}, ${faults} faults`);
process.exit(faults > 0 ? 1 : 0);
