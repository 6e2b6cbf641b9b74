import type { Browser, Page } from 'playwright-core';
import type { CollectionView, ResourceView } from '../../src/contracts/index.js';
import type { RunningApp } from '../support/app.js';
import { findChromium } from '../support/browser.js';
import { eventually } from '../support/client.js';
import { ok } from '../support/ok.js';
import { withService } from '../support/services.js';
import type { SmallGroup } from '../support/small-group.js';
import { actAs, type Lang } from './support/browser.js';
import { groupInBrowser } from './support/group-in-browser.js';
import { judged } from './support/judged.js';

const MINUTE = 60_000;
const [OLD, NEW] = ['初稿.txt', '定稿.txt'] as const;

const words = {
  zh: {
    more: '《浮力讲义》的更多操作',
    pin: '固定为现行版本',
    pinned: /已固定为现行版本/,
    earlier: /固定版本：/,
    newer: '资源有更新的现行版本，这里仍用固定的版本。',
    follow: '跟随现行版本',
    undo: '撤销：让条目跟随现行版本',
    choose: '固定为以前的版本…',
    version: /第 1 版/,
    keep: /^固\s*定$/,
    told: '1 个合集固定用这一版',
    remove: '彻底删除',
    ask: '1 个你能看到的合集固定用这一版；删除后，那里改用现行版本。',
    versions: '历史版本',
    menu: '更多操作',
  },
  en: {
    more: 'More for “浮力讲义”',
    pin: 'Pin to the version in force',
    pinned: /Pinned to the version in force/,
    earlier: /Pinned version:/,
    newer: 'There is a newer version in force; the pinned one is still shown here.',
    follow: 'Follow the version in force',
    undo: 'Undo: Let an item follow the version in force',
    choose: 'Pin to an earlier version…',
    version: /Version 1/,
    keep: /^Pin$/,
    told: '1 collection is pinned to this version',
    remove: 'Delete for good',
    ask: '1 collection that you can see is pinned to this version; once it is deleted, the version in force is shown there.',
    versions: 'Earlier versions',
    menu: 'More actions',
  },
} as const;

withService('Keeping to a version in the browser', 'CHROMIUM_PATH', findChromium(), () => {
  let app: RunningApp;
  let browser: Browser;
  let group: SmallGroup;
  groupInBrowser((made) => {
    ({ app, browser, group } = made);
  });

  const settled = (id: string) =>
    eventually(
      async () => (await group.author.get<ResourceView>(`resources/${id}`)).body,
      (view) => view.pendingUploads === 0 && view.files.every((file) => file.state === 'ready'),
      MINUTE,
    );
  const revised = (rev: number | null) => ({ 'if-match': `"${rev}"` });

  async function share(): Promise<string> {
    const { author, groupId } = group;
    const uploadIds = [await author.upload(OLD, Buffer.from('第一稿：浮力的方向竖直向上。'))];
    const { id } = await ok(
      author.post<{ id: string }>('resources', { title: '浮力讲义', type: 'material', uploadIds }),
    );
    const { rev } = await settled(id);
    const audience = { preset: 'group', groupIds: [groupId] };
    await ok(author.post(`resources/${id}/publish`, { audience }, revised(rev)));
    return id;
  }

  async function collect(resourceId: string): Promise<string> {
    const { author, groupId } = group;
    const { id } = await ok(author.post<CollectionView>('collections', { title: '浮力单元' }));
    await ok(author.post(`collections/${id}/items`, { items: [{ kind: 'resource', resourceId }] }));
    const { rev } = await ok(author.get<CollectionView>(`collections/${id}`));
    const audience = { preset: 'group', groupIds: [groupId] };
    await ok(author.post(`collections/${id}/publish`, { audience }, revised(rev)));
    return id;
  }

  async function replace(id: string): Promise<void> {
    const { rev } = await settled(id);
    const addUploadIds = [await group.author.upload(NEW, Buffer.from('第二稿：浮力等于排开液体的重力。'))];
    await ok(group.author.patch(`resources/${id}`, { fileIds: [], addUploadIds }, revised(rev)));
    await settled(id);
  }

  describe.each<Lang>(['zh', 'en'])('(%s)', (lang) => {
    const say = words[lang];
    let resourceId = '';
    let address = '';
    beforeAll(async () => {
      resourceId = await share();
      address = `${app.url}/collections/${await collect(resourceId)}`;
    }, MINUTE);

    const person = (loginName: string, act: (page: Page) => Promise<void>) =>
      actAs({ browser, url: app.url, lang }, loginName, `pins-${lang}-${loginName}`, act);
    const openMenu = async (page: Page) => {
      await page.getByRole('button', { name: say.more }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('menu').waitFor();
    };

    it(
      'a curator pins an item with the keyboard, is told of a newer version, follows it, and takes that back',
      () =>
        person('author', async (page) => {
          await page.goto(`${address}/edit`);
          await openMenu(page);
          await page.getByRole('menuitem', { name: say.pin }).press('Enter');
          await page.getByText(say.pinned).waitFor();
          await replace(resourceId);
          await page.reload();
          await page.getByText(say.earlier).first().waitFor();
          await page.getByText(say.newer).waitFor();
          await judged(page, `pins-curate-${lang}`);
          await page.getByRole('button', { name: say.follow }).click();
          await page.getByText(say.newer).waitFor({ state: 'detached' });
          await page.getByRole('button', { name: say.undo }).click();
          await page.getByText(say.newer).waitFor();
        }),
      2 * MINUTE,
    );

    it(
      'a reader reads the pinned version, and is told quietly which one it is',
      () =>
        person('colleague', async (page) => {
          await page.goto(address);
          await page.locator('.outline-item').click();
          await page.getByText('第一稿').first().waitFor();
          expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(say.earlier);
          expect(await page.getByText(say.newer).count()).toBe(0);
          expect(await page.getByText(NEW).count()).toBe(0);
          await judged(page, `pins-reading-${lang}`);
        }),
      2 * MINUTE,
    );

    it(
      'an editor chooses an earlier version, and is told of the pin before deleting it',
      () =>
        person('author', async (page) => {
          await page.goto(`${address}/edit`);
          await page.getByRole('button', { name: say.follow }).click();
          await page.getByText(say.newer).waitFor({ state: 'detached' });
          await openMenu(page);
          await page.getByRole('menuitem', { name: say.choose }).press('Enter');
          const dialog = page.getByRole('dialog');
          await dialog.getByRole('radio', { name: say.version }).check();
          await judged(page, `pins-choose-${lang}`);
          await dialog.getByRole('button', { name: say.keep }).click();
          await page.getByText(say.newer).waitFor();

          await page.goto(`${app.url}/resources/${resourceId}`);
          await versionsOf(page);
          await page.getByText(say.told).waitFor();
          await page.getByRole('button', { name: say.remove }).click();
          await page.getByText(say.ask).waitFor();
          await judged(page, `pins-delete-${lang}`);
        }),
      2 * MINUTE,
    );

    /** Opens what the resource held before. */
    async function versionsOf(page: Page): Promise<void> {
      await page.getByRole('button', { name: say.menu }).click();
      await page.getByRole('menuitem', { name: say.versions }).click();
    }
  });
});
