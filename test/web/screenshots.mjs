/**
 * Photographs every page in every state, in both sizes and both languages, and lets axe-core look at each:
 *   npm run build && node test/web/screenshots.mjs [--only home,search] [--out test-output/screenshots] [--langs zh]
 * The data come from the stage set in test/web/support, so that empty, loading, failed and forbidden states can be had
 * at will. A scene fails when its page has a serious accessibility fault, is wider than the screen, writes an error to the
 * console or asks the stage for something that it has not or that does not fit the contracts; the others are still
 * taken, and the exit code is 1. `--whole` takes pages in their whole length, `--no-axe` takes the pictures only;
 * `--quick` takes none unless `--out` is given: axe-core looks at the scenes that stand for a page, as the tests do.
 * `--list` says which scenes it would be, as JSON.
 */
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { CHROMIUM_FLAGS } from './support/chromium-flags.mjs';
import { sceneList, walk } from './support/walk.mjs';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    out: { type: 'string', default: '' },
    langs: { type: 'string', default: 'zh,en' },
    sizes: { type: 'string', default: 'desk,phone' },
    whole: { type: 'boolean', default: false },
    'no-axe': { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
});
const { quick, whole } = values;
const out = values.out || (quick ? null : 'test-output/screenshots');
const only = values.only.split(',').filter(Boolean);
const chosen = ({ name, stands }) => (only.length > 0 ? only.includes(name) : !quick || stands);
if (values.list) {
  console.log(JSON.stringify(sceneList(chosen)));
  process.exit(0);
}
if (out) mkdirSync(out, { recursive: true });

// Playwright gives the browser a fresh profile of its own
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: CHROMIUM_FLAGS,
});
let faults = 0;
// each language on a stage of its own, side by side
const shots = await Promise.all(
  values.langs.split(',').map((lang) =>
    walk(browser, {
      lang,
      whole,
      sizes: values.sizes.split(','),
      chosen,
      out,
      // what axe-core looks at is the same in both languages, but for the lengths of words, which tell on a phone
      axe: (size) => !values['no-axe'] && (!quick || lang === 'zh' || size === 'phone'),
      ...(quick ? { calm: 350, resize: true } : {}),
      onFault: (kind, label, text) => {
        faults += 1;
        console.log(`${kind} ${label}: ${text}`);
      },
    }),
  ),
);
await browser.close();
const total = shots.reduce((sum, n) => sum + n, 0);
console.log(`${total} ${quick ? 'scenes judged' : `pictures in ${out}`}, ${faults} faults`);
process.exit(faults > 0 ? 1 : 0);
