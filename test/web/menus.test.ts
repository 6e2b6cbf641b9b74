import type { Browser, Page } from 'playwright-core';
import type { CollectionView } from '../../src/contracts/index.js';
import type { RunningApp } from '../support/app.js';
import { findChromium } from '../support/browser.js';
import { ok } from '../support/ok.js';
import { withService } from '../support/services.js';
import type { SmallGroup } from '../support/small-group.js';
import { actAs } from './support/browser.js';
import { groupInBrowser } from './support/group-in-browser.js';

const MINUTE = 60_000;

withService('Menus by keyboard', 'CHROMIUM_PATH', findChromium(), () => {
  let app: RunningApp;
  let browser: Browser;
  let group: SmallGroup;
  let resource: string;
  let collection: string;
  groupInBrowser(async (made) => {
    ({ app, browser, group } = made);
    const { author } = group;
    const linkUrl = 'https://example.org/';
    const { id } = await ok(
      author.post<{ id: string }>('resources', { title: '浮力讲义', type: 'material', linkUrl }),
    );
    await ok(
      author.post(`resources/${id}/publish`, { audience: { preset: 'school' } }, { 'if-match': '"1"' }),
    );
    resource = `resources/${id}`;
    const { id: own } = await ok(author.post<CollectionView>('collections', { title: '浮力单元' }));
    collection = `collections/${own}`;
  });

  /** Chooses an item with Enter; what it opens is there, and stays when nothing more is pressed. */
  async function opens(page: Page, menu: string | RegExp, item: string): Promise<void> {
    await page.getByRole('button', { name: menu, exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: item, exact: true }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    // As long as it takes to close, and for a request to have been sent.
    await page.waitForTimeout(700);
    expect([item, await dialog.isVisible()]).toEqual([item, true]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  }

  it(
    'ask before they do what they ask about, and what they open stays open',
    () =>
      actAs({ browser, url: app.url, lang: 'zh' }, 'author', 'menus', async (page) => {
        await page.goto(`${app.url}/${resource}`);
        for (const item of ['谁能看到，为什么？', '历史版本', '撤回', '删除'])
          await opens(page, '更多操作', item);
        await opens(page, /的菜单$/, '退出所有设备');
        await page.goto(`${app.url}/${collection}/edit`);
        await opens(page, '更多操作', '移到回收站');
        expect(await ok(group.author.get(resource))).toMatchObject({ state: 'published', trashedAt: null });
        expect((await group.author.get(collection)).status).toBe(200);
      }),
    2 * MINUTE,
  );
});
