import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { invented, startStage } from './stage-server.mjs';
import { scenes } from './scenes.mjs';

export const SIZES = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

/** In every new page, once: nothing is remembered of the scenes before but what the browser has fetched. */
function startAfresh(locale) {
  if (sessionStorage.getItem('afresh')) return;
  sessionStorage.setItem('afresh', 'yes');
  localStorage.clear();
  localStorage.setItem('lianke.locale', locale);
}

/** Names and addresses of the chosen scenes. */
export function sceneList(chosen) {
  return scenes(invented)
    .filter(chosen)
    .map(({ name, path }) => ({ name, path }));
}

/**
 * Shows scenes in one language and in sizes (keys of {@link SIZES}), on a stage of its own; `chosen` says which scenes,
 * `out` is the folder of the pictures (none: no pictures), `axe` in which sizes axe-core looks at them, `calm` how many ms a
 * page gets to come to rest. `resize` opens a scene once and changes the size of its window, which is quicker than
 * opening it in each. Calls `onFault(kind, label, text)` for what is wrong and gives the number of pictures.
 */
export async function walk(browser, { lang, sizes, chosen, out, axe, whole, calm = 900, resize, onFault }) {
  const stage = await startStage();
  let shots = 0;
  for (const together of resize ? [sizes] : sizes.map((size) => [size])) {
    const profile = await browser.newContext({
      viewport: SIZES[together[0]],
      locale: lang === 'zh' ? 'zh-CN' : 'en-GB',
      hasTouch: together[0] === 'phone',
    });
    await profile.addInitScript(startAfresh, lang);
    for (const scene of scenes(stage).filter(chosen)) {
      await fetch(`${stage.url}/stage`, {
        method: 'POST',
        body: JSON.stringify({ locale: lang, ...scene.scene }),
      });
      const page = await profile.newPage();
      const errors = listen(page);
      try {
        await show(page, stage.url, scene, { size: together[0], lang });
        for (const size of together) {
          if (resize) await page.setViewportSize(SIZES[size]);
          await rest(page, scene.wait ?? calm);
          const label = `${scene.name} ${lang} ${size}`;
          if (out)
            await page.screenshot({ path: join(out, `${label.replaceAll(' ', '-')}.png`), fullPage: whole });
          shots += 1;
          for (const fault of axe(size) ? await seriousFaults(page) : []) onFault('AXE  ', label, fault);
          const wide = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          if (wide > 1) onFault('ERROR', label, `the page is ${wide} px wider than the screen`);
        }
      } catch (error) {
        errors.push(String(error).split('\n')[0]);
      }
      for (const text of new Set([...errors, ...stage.misfits()]))
        onFault('ERROR', `${scene.name} ${lang} ${together}`, text.slice(0, 300));
      await page.close();
    }
    await profile.close();
  }
  stage.close();
  return shots;
}

/** Collects what a page may not say in its console; refusals that a scene asks for are none of it. */
function listen(page) {
  const errors = [];
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (4|5)\d\d|ERR_FAILED/.test(message.text()))
      errors.push(message.text());
  });
  return errors;
}

async function show(page, url, scene, how) {
  await scene.before?.(page);
  await page.goto(url + scene.path, { waitUntil: scene.scene?.slow ? 'commit' : 'load' });
  await scene.act?.(page, how);
}

/** What grows or fades has come to rest, and pictures on the screen are there. */
async function rest(page, ms) {
  await page.waitForTimeout(ms);
  await page
    .waitForFunction(
      () => [...document.images].every((i) => i.complete || i.getBoundingClientRect().top > innerHeight),
      undefined,
      { timeout: 8000 },
    )
    .catch(() => undefined);
}

/** The innermost window that is open; the page behind it has a scene of its own. */
const WINDOW =
  'dialog[open], .ant-modal-wrap:not([style*="none"]) .ant-modal, .ant-drawer-open .ant-drawer-section';

/** What axe-core calls serious or critical; pages have no frames, so it need not look for any. */
async function seriousFaults(page) {
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  axe.options({ resultTypes: ['violations'], preload: false });
  if ((await page.locator(WINDOW).count()) > 0) axe.include(WINDOW);
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => {
      const where = nodes.slice(0, 2).map((node) => `${node.target} ${node.any[0]?.message ?? ''}`);
      return `${id} (${nodes.length}) ${where.join(' | ')}`;
    });
}
