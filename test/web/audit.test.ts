import type { Browser } from 'playwright-core';
import type { RunningApp } from '../support/app.js';
import { findChromium } from '../support/browser.js';
import { ApiClient } from '../support/client.js';
import { withService } from '../support/services.js';
import { PASSWORD, type SmallGroup } from '../support/small-group.js';
import { visit, type Visitor } from './support/browser.js';
import { groupInBrowser } from './support/group-in-browser.js';
import { unreached } from './support/keyboard.js';
import { judged } from './support/judged.js';

const MINUTE = 60_000;
const TITLE = '期中测试卷（未发布）';
const REASON = '王芳来电：文件打不开，请求检查';

withService('The audit record and support access in the pages', 'CHROMIUM_PATH', findChromium(), () => {
  let app: RunningApp;
  let browser: Browser;
  let group: SmallGroup;
  let id = '';

  /** Somebody with one role in the group who has chosen their own password. */
  const person = async (loginName: string, name: string, role: string) => {
    const first = `First-${PASSWORD}`;
    const made = await group.admin.post<{ id: string }>('people', {
      loginName,
      name,
      initialPassword: first,
      memberships: [{ scope: 'group', scopeId: group.groupId, role }],
    });
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
    const client = await new ApiClient(app.url).login(loginName, first);
    await client.request('PUT', 'me/password', { current: first, next: PASSWORD });
    return made.body.id;
  };
  groupInBrowser(async (stage) => {
    ({ app, browser, group } = stage);
    await person('reader', '孙敏', 'auditor');
    const made = await group.author.post<{ id: string }>('resources', {
      title: TITLE,
      type: 'lesson_plan',
      linkUrl: 'https://example.org/',
    });
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
    id = made.body.id;
    await group.colleague.get(`resources/${id}`);
    await group.admin.get(`resources/${id}`);
  });

  const opened = async (visitor: Visitor, path: string) => {
    await visitor.page.goto(app.url + path);
    return visitor.page;
  };

  it(
    'an administrator finds a draft not there, opens it with a reason from the keyboard, and its author hears of it and ends it',
    async () => {
      const author = await visit(browser, app.url, 'author', 'zh');
      await opened(author, '/search');
      const admin = await visit(browser, app.url, 'admin', 'zh');
      const page = await opened(admin, `/resources/${id}`);
      const offer = page.getByRole('region', { name: '支持访问' });
      await offer.waitFor();
      expect(await page.getByText(TITLE).count()).toBe(0);
      await judged(page, 'support-offer-zh');
      await offer.getByRole('button', { name: '以支持访问打开' }).press('Enter');
      const reason = page.getByLabel('理由');
      await reason.press('Enter');
      await page.getByText('请写清楚理由').waitFor();
      await reason.fill(REASON);
      await judged(page, 'support-form-zh');
      expect(await unreached(page)).toEqual([]);
      await reason.press('Enter');
      await page.getByRole('heading', { name: TITLE }).waitFor();
      await page.getByText(`你正以支持访问查看这份资源`).waitFor();
      expect(await page.getByRole('button', { name: '编辑' }).count()).toBe(0);
      await judged(page, 'support-open-zh');

      const notice = author.page.getByText(`周明 以支持访问打开了你的《${TITLE}》`);
      await notice.waitFor();
      await author.page.getByRole('button', { name: '去看看' }).click();
      const banner = author.page.getByRole('status', { name: '支持访问' });
      await banner.waitFor();
      expect(await banner.innerText()).toContain(`周明 正以支持访问查看这份资源`);
      expect(await banner.innerText()).toContain(REASON);
      await judged(author.page, 'support-owner-zh');
      await author.page.getByRole('button', { name: '更多操作' }).click();
      await author.page.getByText('谁能看到，为什么？').click();
      await author.page.locator('.viewers').getByText(`支持访问 ${REASON}`).waitFor();
      await author.page.keyboard.press('Escape');
      await banner.getByRole('button', { name: '立即结束' }).click();
      await author.page.getByText('支持访问记录（1）').waitFor();
      await offer.waitFor();
      expect(await page.getByText(TITLE).count()).toBe(0);
      expect([...author.problems, ...admin.problems]).toEqual([]);
      await author.leave();
      await admin.leave();
    },
    4 * MINUTE,
  );

  it(
    'an auditor reads who did what, for which school, from where, narrows it, verifies the chain and takes it along',
    async () => {
      const reader = await visit(browser, app.url, 'reader', 'zh');
      const page = reader.page;
      await page.getByRole('link', { name: '审计记录' }).click();
      const list = page.getByRole('list', { name: '审计记录' });
      const rows = list.locator('.audit-row');
      await rows.first().waitFor();
      await page.getByRole('button', { name: '校验全部记录' }).click();
      await page.getByText(/校验到第 \d+ 条，链条完整/).waitFor();
      await judged(page, 'audit-zh');
      expect(await unreached(page)).toEqual([]);

      // Of a list of dozens only what is in sight is there: part of the word is typed, as one would.
      const choose = async (label: string, option: string, typed = '') => {
        const field = page.getByRole('combobox', { name: label });
        await field.focus();
        await page.keyboard.press('Enter');
        await page.keyboard.type(typed);
        await page.locator(`.ant-select-item-option[title="${option}"]`).click();
      };
      await choose('所有操作', '支持访问', '支持');
      const two = () =>
        page.waitForFunction(() => document.querySelectorAll('.audit-row').length === 2).then(() => true);
      expect(await two()).toBe(true);
      const open = rows.nth(1);
      expect(await open.innerText()).toMatch(
        /周明[\s\S]*代表 青禾实验小学[\s\S]*打开支持访问[\s\S]*来自 [\d.:a-f]+/,
      );
      // A draft: that it was opened is known to the auditor, what it is called is not.
      expect(await open.innerText()).not.toContain(TITLE);
      await open.getByRole('button', { name: /^详情：打开支持访问/ }).press('Enter');
      await open.getByText(REASON).waitFor();
      await judged(page, 'audit-details-zh');
      await page.reload();
      expect(await two()).toBe(true);
      await page.getByRole('button', { name: '清除筛选' }).click();

      await choose('所有结果', '被拒绝');
      await rows.filter({ hasText: '成功' }).first().waitFor({ state: 'detached' });
      await rows.filter({ hasText: '李强' }).first().waitFor();
      await page.getByRole('combobox', { name: '所有人' }).fill('李');
      await page.locator('.ant-select-item-option[title="李强"]').click();
      await rows.filter({ hasText: '周明' }).first().waitFor({ state: 'detached' });
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: '导出表格' }).click();
      expect((await download).suggestedFilename()).toBe('audit.csv');
      await page.getByRole('button', { name: '清除筛选' }).click();
      await page.getByPlaceholder('从哪天').click();
      await page.getByText('最近 7 天').click();
      await page.waitForURL(/from=.*until=/);
      await rows.first().waitFor();
      expect(reader.problems).toEqual([]);
      await reader.leave();
    },
    4 * MINUTE,
  );

  it(
    'an owner reads of their own things alone, and somebody without any reads why there is nothing',
    async () => {
      const author = await visit(browser, app.url, 'author', 'en');
      const page = await opened(author, '/');
      await page.locator('.user-button').click();
      await page.getByText('Activity on my resources').click();
      const rows = page.locator('.audit-row');
      await rows.first().waitFor();
      expect(await page.getByText('Sealed up to entry').count()).toBe(0);
      expect(await rows.filter({ hasText: 'Logged in' }).count()).toBe(0);
      expect(await rows.filter({ hasText: 'Opened for support' }).getByRole('link').innerText()).toBe(TITLE);
      await judged(page, 'audit-owner-en');
      await author.leave();
      const outsider = await visit(browser, app.url, 'outsider', 'zh');
      await opened(outsider, '/audit');
      await outsider.page.getByText('还没有记录').waitFor();
      await judged(outsider.page, 'audit-empty-zh');
      await outsider.leave();
    },
    3 * MINUTE,
  );

  it(
    'says in words what failed, what is forbidden and that nothing fits, and goes on from each',
    async () => {
      const reader = await visit(browser, app.url, 'reader', 'zh');
      const { page } = reader;
      const refuse = (status: number, code: string) =>
        page.route('**/api/v1/audit?*', (route) =>
          route.fulfill({
            status,
            contentType: 'application/problem+json',
            body: JSON.stringify({ status, code, title: code }),
          }),
        );
      await refuse(503, 'unavailable');
      await opened(reader, '/audit');
      await page.getByText('服务暂时不可用').waitFor({ timeout: MINUTE });
      await judged(page, 'audit-failed-zh');
      await page.unroute('**/api/v1/audit?*');
      await page.getByRole('button', { name: '重试' }).click();
      await page.locator('.audit-row').first().waitFor();
      await refuse(403, 'forbidden');
      await opened(reader, '/audit');
      await page.getByText('你没有权限做这件事').waitFor({ timeout: MINUTE });
      await judged(page, 'audit-forbidden-zh');
      await page.unroute('**/api/v1/audit?*');
      await opened(reader, '/audit?action=department.');
      await page.getByText('没有符合条件的记录').waitFor();
      await judged(page, 'audit-nothing-zh');
      await page.locator('.state').getByRole('button', { name: '清除筛选' }).click();
      await page.locator('.audit-row').first().waitFor();
      await reader.leave();
    },
    4 * MINUTE,
  );

  it(
    'where duties are separated the page of people says so, offers what is one’s office and says refusals in words',
    async () => {
      await person('guard', '郑安', 'security_admin');
      const admin = await visit(browser, app.url, 'admin', 'zh');
      const page = await opened(admin, `/organization?at=${group.coreId}`);
      await page.getByText('这里设有安全管理员').first().waitFor();
      await page.getByRole('button', { name: '管理 周明' }).click();
      const drawer = page.getByRole('dialog');
      await drawer.getByText('由安全管理员处理').waitFor();
      await judged(page, 'duties-admin-zh');
      await drawer.getByRole('button', { name: '添加任职' }).click();
      await drawer.getByRole('button', { name: /^添\s*加$/ }).click();
      await page.getByText('不能给自己增加角色').waitFor();
      await admin.leave();
      const guard = await visit(browser, app.url, 'guard', 'zh');
      await opened(guard, `/organization?at=${group.coreId}`);
      await guard.page.getByText('你是安全管理员').waitFor();
      expect(await guard.page.getByRole('button', { name: '添加人员' }).count()).toBe(0);
      await guard.page.getByRole('button', { name: '管理 王芳' }).click();
      const her = guard.page.getByRole('dialog');
      await her.getByRole('button', { name: '添加任职' }).click();
      await her.getByRole('combobox', { name: '角色' }).click();
      const offered = guard.page.locator('.ant-select-item-option');
      await offered.first().waitFor();
      expect(await offered.allInnerTexts()).toEqual(['学校管理员', '审计员']);
      await guard.page.keyboard.press('Escape');
      await judged(guard.page, 'duties-guard-zh');
      expect([...admin.problems, ...guard.problems]).toEqual([]);
      await guard.leave();
    },
    3 * MINUTE,
  );
});
