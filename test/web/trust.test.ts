import type { Browser, Page } from 'playwright-core';
import type { CreatedLink } from '../../src/contracts/links.js';
import type { RunningApp } from '../support/app.js';
import { findChromium } from '../support/browser.js';
import { withService } from '../support/services.js';
import type { SmallGroup } from '../support/small-group.js';
import { visit, type Visitor } from './support/browser.js';
import { groupInBrowser } from './support/group-in-browser.js';
import { judged } from './support/judged.js';
import { unreached } from './support/keyboard.js';

const MINUTE = 60_000;
const TITLE = '分数的初步认识';
const LINK_PASSWORD = '满船清梦88';

withService('Rights in the pages', 'CHROMIUM_PATH', findChromium(), () => {
  let app: RunningApp;
  let browser: Browser;
  let group: SmallGroup;
  let id = '';
  groupInBrowser(async (stage) => {
    ({ app, browser, group } = stage);
    const made = await group.author.post<{ id: string; rev: number }>('resources', {
      title: TITLE,
      type: 'lesson_plan',
      linkUrl: 'https://example.org/',
      licence: 'CC-BY-4.0',
    });
    id = made.body.id;
    await group.author.post(
      `resources/${id}/publish`,
      { audience: { preset: 'group' } },
      { 'if-match': `"${made.body.rev}"` },
    );
  });

  const opened = async (visitor: Visitor, path: string) => {
    await visitor.page.goto(app.url + path);
    return visitor.page;
  };

  const openLinks = async (page: Page) => {
    await page.getByRole('button', { name: '分享设置' }).click();
    // the window has come to rest, with what its first tab asks for
    await page.locator('.audience-count').waitFor();
    await page.getByRole('tab', { name: '分享链接' }).click();
  };

  /** Somebody without an account who was sent an address, at a browser that knows nothing. */
  const stranger = async (url: string, viewport = { width: 1440, height: 900 }): Promise<Page> => {
    const page = await (await browser.newContext({ viewport })).newPage();
    await page.goto(url);
    return page;
  };

  it(
    'somebody who manages a resource asks who can see it, and finds a person and the reason',
    async () => {
      const author = await visit(browser, app.url, 'author', 'zh');
      const page = await opened(author, `/resources/${id}`);
      await page.getByRole('button', { name: '分享设置' }).click();
      await page.locator('.audience-count').waitFor();
      await judged(page, 'share-zh');
      await page.getByRole('button', { name: '谁能看到，为什么？' }).click();
      const list = page.locator('.viewers');
      await list.getByText('李强').waitFor();
      await judged(page, 'viewers-zh');
      await list.getByLabel('按姓名查找').fill('李');
      await list.getByText('王芳').waitFor({ state: 'detached' });
      expect(await list.locator('.share-list > li').innerText()).toMatch(/李强[\s\S]*集团 青禾教育集团/);
      const download = page.waitForEvent('download');
      await list.getByRole('link', { name: '导出表格' }).click();
      expect((await download).suggestedFilename()).toBe('viewers.csv');
      expect(author.problems).toEqual([]);
      await author.leave();
    },
    3 * MINUTE,
  );

  it(
    'a link’s address goes when it is taken back, and its calendar speaks Chinese',
    async () => {
      const author = await visit(browser, app.url, 'author', 'zh');
      const page = await opened(author, `/resources/${id}`);
      await openLinks(page);
      await page.getByRole('button', { name: '新建链接' }).click();
      await page.locator('.share-form .ant-picker input').click();
      const days = page.locator('.ant-picker-content thead th').first();
      await days.waitFor();
      expect(await days.innerText()).toMatch(/[一日]/);
      await page.keyboard.press('Escape');
      await judged(page, 'links-zh');
      await page.getByRole('button', { name: '生成链接' }).click();
      const address = page.locator('.ant-alert-success input');
      await address.waitFor();
      await page.getByRole('button', { name: '收回' }).first().click();
      await page.locator('.ant-popover').getByRole('button', { name: '收回' }).click();
      await address.waitFor({ state: 'detached' });
      await page.getByRole('tab', { name: '授权与学生出镜' }).click();
      await judged(page, 'usage-zh');
      await author.leave();
    },
    2 * MINUTE,
  );

  it(
    'an administrator brings people for a term out of a spreadsheet, and asks what somebody can see',
    async () => {
      const admin = await visit(browser, app.url, 'admin', 'zh');
      const page = await opened(admin, `/organization?at=${group.memberId}`);
      await page.getByRole('button', { name: '从表格导入轮岗' }).click();
      const choose = (text: string) =>
        page
          .locator('.rotation input[type=file]')
          .setInputFiles({ name: '轮岗.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
      const head = '登录名,姓名,教研组,角色,开始日期,最后一天\n';
      await choose(`${head}author,王芳,,,2026-11-01,2030-01-31\nnobody,,,,2026-11-01,`);
      await page.getByText('没有这个登录名').waitFor();
      expect(await page.locator('.ant-modal-footer .ant-btn-primary').isDisabled()).toBe(true);
      await judged(page, 'rotation-zh');
      await choose(`${head}author,王芳,,,2026-11-01,2030-01-31`);
      await page.getByText('1 行都没有问题').waitFor();
      await page.getByRole('button', { name: /确认添加/ }).click();
      const row = page.locator('.ant-table-row', { hasText: '王芳' });
      await row.getByText('2030年1月31日').waitFor();
      await row.getByRole('button', { name: /管理/ }).click();
      await page.getByRole('button', { name: '查看', exact: true }).click();
      await page.getByText('王芳能看到什么').waitFor();
      await page.locator('.viewers .share-list > li').first().waitFor();
      await judged(page, 'sight-zh');
      expect(admin.problems).toEqual([]);
      await admin.leave();
    },
    3 * MINUTE,
  );

  it(
    'somebody without an account opens a link with its password, once, and whoever comes next reads why it is closed (zh)',
    async () => {
      const author = await visit(browser, app.url, 'author', 'zh');
      const page = await opened(author, `/resources/${id}`);
      await openLinks(page);
      await page.getByRole('button', { name: '新建链接' }).click();
      await page.getByLabel('访问密码（可不填）').fill(LINK_PASSWORD);
      await page.getByLabel('最多打开几次（可不填）').fill('1');
      await page.getByLabel('备注（可不填）').fill('家长委员会');
      await page.getByRole('button', { name: '生成链接' }).click();
      const url = await page.locator('.ant-alert-success input').inputValue();
      const guest = await stranger(url);
      await guest.getByLabel('访问密码').fill('猜一猜看');
      await guest.getByRole('button', { name: /打\s*开/ }).click();
      await guest.getByText('密码不对，请再试一次。').waitFor();
      expect(await guest.getByText(TITLE).count()).toBe(0);
      await judged(guest, 'visitor-door-zh');
      await guest.getByLabel('访问密码').fill(LINK_PASSWORD);
      await guest.getByRole('button', { name: /打\s*开/ }).click();
      await guest.getByRole('heading', { name: TITLE }).waitFor();
      await guest.getByText('青禾实验小学 · 王芳 分享给你').waitFor();
      await judged(guest, 'visitor-shown-zh');
      await guest.reload();
      await guest.getByRole('heading', { name: TITLE }).waitFor();

      const late = await stranger(url);
      // whether it is used up is told to those who know the password
      await late.getByLabel('访问密码').fill(LINK_PASSWORD);
      await late.getByRole('button', { name: /打\s*开/ }).click();
      await late.getByText('打开次数已用完').waitFor();
      expect(await late.getByText(TITLE).count()).toBe(0);
      await judged(late, 'visitor-used-up-zh');
      await page.reload();
      await openLinks(page);
      const line = page.locator('.share-link', { hasText: '家长委员会' }).first();
      await line.getByRole('button', { name: '访问记录' }).click();
      await line.locator('.share-log li').first().waitFor();
      expect(await line.innerText()).toMatch(/次数已用完[\s\S]*打开 1 \/ 1 次 · 有密码[\s\S]*密码错误/);
      expect(author.problems).toEqual([]);
      await guest.context().close();
      await late.context().close();
      await author.leave();
    },
    3 * MINUTE,
  );

  it(
    'the same on a phone, by keyboard, in the language the visitor chooses, until the link is taken back (en)',
    async () => {
      const until = new Date(Date.now() + 7 * 24 * 60 * MINUTE).toISOString();
      const link = { right: 'view', expiresAt: until, password: LINK_PASSWORD };
      const { body } = await group.author.post<CreatedLink>(`resources/${id}/links`, link);
      const guest = await stranger(body.url, { width: 390, height: 844 });
      await guest.getByRole('button', { name: 'English' }).press('Enter');
      await guest.getByText('Somebody has shared a teaching resource with you.').waitFor();
      expect(await unreached(guest)).toEqual([]);
      const password = guest.getByLabel('Password', { exact: true });
      await password.focus();
      await guest.keyboard.type('not this one');
      await guest.keyboard.press('Enter');
      await guest.getByText('That is not the password.').waitFor();
      await password.focus();
      await guest.keyboard.press('ControlOrMeta+A');
      await guest.keyboard.type(LINK_PASSWORD);
      await guest.keyboard.press('Enter');
      await guest.getByRole('heading', { name: TITLE }).waitFor();
      expect(await unreached(guest)).toEqual([]);
      await judged(guest, 'visitor-shown-en');
      await guest.setViewportSize({ width: 390, height: 844 });
      await group.author.delete(`resources/${id}/links/${body.link.id}`);
      await guest.reload();
      await guest.getByText('This link cannot be opened now').waitFor();
      expect(await guest.getByText(TITLE).count()).toBe(0);
      await judged(guest, 'visitor-revoked-en');
      await guest.goto(`${app.url}/s/${'x'.repeat(43)}`);
      await guest.getByText('There is no such link').waitFor();
      await guest.context().close();
    },
    2 * MINUTE,
  );

  // Last, since the language that somebody chose goes with the account.
  it(
    'the same in English',
    async () => {
      const english = await visit(browser, app.url, 'author', 'en');
      const other = await opened(english, `/resources/${id}`);
      await other.getByRole('button', { name: 'More', exact: false }).last().click();
      await other.getByText('Who can see this, and why?').click();
      await other.locator('.viewers .share-list > li').first().waitFor();
      await judged(other, 'viewers-en');
      await english.leave();
    },
    2 * MINUTE,
  );
});
