import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { keepPicture } from './browser.js';

const SIZES = [
  ['phone', { width: 390, height: 844 }],
  ['desk', { width: 1440, height: 900 }],
] as const;

/** The page in both sizes, for whoever looks at it: nothing is wider than the screen, and axe-core finds no serious fault. */
export async function judged(page: Page, name: string): Promise<void> {
  for (const [size, viewport] of SIZES) {
    await page.setViewportSize(viewport);
    // what grows or fades has come to rest
    await page.waitForTimeout(500);
    await keepPicture(page, `${name}-${size}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect([name, size, Math.max(1, wide)]).toEqual([name, size, 1]);
    expect([name, size, await seriousFaults(page)]).toEqual([name, size, []]);
  }
}

/** What axe-core calls serious or critical, with where it is. */
export async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}
