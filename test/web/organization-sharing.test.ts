import type { Browser, Page } from 'playwright-core';
import type { RunningApp } from '../support/app.js';
import { findChromium } from '../support/browser.js';
import { withService } from '../support/services.js';
import { PASSWORD, type SmallGroup } from '../support/small-group.js';
import { visit } from './support/browser.js';
import { groupInBrowser } from './support/group-in-browser.js';
import { unreached } from './support/keyboard.js';
import { judged } from './support/judged.js';

const MINUTE = 60_000;

withService('Sharing in the organisation’s pages', 'CHROMIUM_PATH', findChromium(), () => {
  let app: RunningApp;
  let browser: Browser;
  let group: SmallGroup;
  const ids: string[] = [];
  groupInBrowser(async (made) => {
    ({ app, browser, group } = made);
    await group.admin.post('people', {
      loginName: 'heir',
      name: '赵雷',
      initialPassword: `First-${PASSWORD}`,
      memberships: [{ scope: 'school', scopeId: group.coreId, role: 'teacher' }],
    });
    for (const [title, usage] of [
      ['分数的初步认识', { licence: 'CC-BY-4.0' }],
      ['分数的大小比较', {}],
      ['课堂实录：分数', { pupils: true }],
    ] as const) {
      const body = { title, type: 'lesson_plan', linkUrl: 'https://example.org/', ...usage };
      const made = (await group.author.post<{ id: string; rev: number }>('resources', body)).body;
      const match = { 'if-match': `"${made.rev}"` };
      const audience = { preset: title.startsWith('课堂') ? 'school' : 'group' };
      const done = await group.author.post(`resources/${made.id}/publish`, { audience }, match);
      expect(done.status).toBe(200);
      ids.push(made.id);
    }
    await group.author.post('resources', { title: '没写完的', type: 'lesson_plan' });
  });

  /** The page in both sizes, for whoever looks at it; axe-core judges it, and every control is reached with Tab. */
  const judgedWhole = async (page: Page, name: string, within: string | null = null) => {
    await judged(page, name);
    const left = await unreached(page);
    // of two drawers, one in front of the other, only the one in front has the focus
    expect(within === null ? left : await missedIn(page, within)).toEqual([]);
  };

  const missedIn = (page: Page, css: string) =>
    page.evaluate(
      (selector) =>
        [...document.querySelectorAll<HTMLElement>(`${selector} button, ${selector} input`)]
          .filter((e) => !e.matches(':disabled') && e.getBoundingClientRect().width > 1)
          .filter((e) => !e.closest('[data-reached]'))
          .map((e) => e.outerHTML),
      css,
    );

  it(
    'a teacher changes who can see several at once, and reads what became of each',
    async () => {
      const author = await visit(browser, app.url, 'author', 'zh');
      const { page } = author;
      await page.goto(`${app.url}/mine`);
      await page.getByRole('button', { name: '选择', exact: true }).click();
      await page.getByRole('checkbox', { name: '选择《没写完的》' }).waitFor();
      expect(await page.getByRole('checkbox', { name: '选择《没写完的》' }).isDisabled()).toBe(true);
      await page.getByRole('button', { name: '选择这里列出的已发布资源' }).click();
      await page.getByText('已选 3 个').waitFor();
      await judgedWhole(page, 'many-choosing-zh');
      await page.getByRole('button', { name: '修改可见范围' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.locator('.audience-count').waitFor();
      await judgedWhole(page, 'many-audience-zh');
      await dialog.getByRole('radio', { name: /集团/ }).check();
      await dialog.getByRole('button', { name: /^修\s*改$/ }).click();
      await dialog.getByText('1 个保持原样：').waitFor();
      expect(await dialog.innerText()).toMatch(
        /2 个原本就是这样[\s\S]*有学生出镜，缺家长同意书\s*课堂实录：分数/,
      );
      await judgedWhole(page, 'many-result-zh');
      await dialog.getByRole('button', { name: '知道了' }).click();
      await dialog.waitFor({ state: 'detached' });
      expect(author.problems).toEqual([]);
      await author.leave();
    },
    3 * MINUTE,
  );

  it(
    'both sides see beforehand what happens when a school leaves',
    async () => {
      const admin = await visit(browser, app.url, 'admin', 'zh');
      const { page } = admin;
      await page.goto(`${app.url}/organization?at=${group.coreId}`);
      await page.getByRole('button', { name: '青禾实验小学退出影响预览' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('学校自己的资源始终留在学校').waitFor();
      expect(await dialog.innerText()).toMatch(/不再能看到 1 个 · 仍能看到 1 个/);
      await judgedWhole(page, 'leaving-zh');
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
      await page.goto(`${app.url}/organization?at=${group.groupId}`);
      await page.getByRole('button', { name: '编辑 青禾实验小学 的关系' }).click();
      await page.getByRole('dialog').getByText('学校自己的资源始终留在学校').waitFor();
      await judgedWhole(page, 'leaving-dates-zh');
      expect(admin.problems).toEqual([]);
      await admin.leave();
    },
    3 * MINUTE,
  );

  it(
    'an administrator hands over what somebody manages when their membership ends',
    async () => {
      const admin = await visit(browser, app.url, 'admin', 'zh');
      const { page } = admin;
      await page.goto(`${app.url}/organization?at=${group.coreId}`);
      await page.getByRole('button', { name: '管理 王芳' }).click();
      const person = page.locator('.ant-drawer-open').first();
      await person.getByRole('button', { name: '查看并移交' }).click();
      const drawer = page.locator('.hand-over');
      await drawer.getByText('共 4 项需要有人接手').waitFor();
      await drawer.getByText('（草稿，不显示标题）').waitFor();
      await judgedWhole(page, 'hand-over-zh', '.hand-over');
      const choose = drawer.getByRole('combobox', { name: '其余全部交给' });
      await choose.fill('赵');
      await page.locator('.ant-select-item-option:visible', { hasText: '赵雷' }).click();
      await drawer.getByRole('button', { name: /移\s*交/ }).click();
      await drawer.getByText('已移交 4 项。').waitFor();
      await drawer.getByText('赵雷也能管理').first().waitFor();
      await judgedWhole(page, 'hand-over-done-zh', '.hand-over');
      const people = (
        await group.admin.get<{ items: { id: string; loginName: string }[] }>(
          `people?schoolId=${group.coreId}`,
        )
      ).body.items;
      const authorId = people.find((p) => p.loginName === 'author')!.id;
      const list = await group.admin.get<{ items: { alsoManagedBy: string[] }[] }>(
        `schools/${group.coreId}/hand-over/${authorId}`,
      );
      expect(list.body.items.map((item) => item.alsoManagedBy)).toEqual(Array(4).fill(['赵雷']));
      await page.keyboard.press('Escape');
      await drawer.waitFor({ state: 'hidden' });
      await person.getByRole('button', { name: '立即结束' }).first().click();
      await page.locator('.ant-popover').getByRole('button', { name: '立即结束' }).click();
      await page.getByText('任职已结束。要不要现在移交 王芳 管理的内容？').waitFor();
      await judgedWhole(page, 'hand-over-ended-zh');
      expect(admin.problems).toEqual([]);
      await admin.leave();
    },
    3 * MINUTE,
  );

  // in English from here on: the administrator's account remembers it
  it(
    'a school says what it proposes for each type',
    async () => {
      const admin = await visit(browser, app.url, 'admin', 'en');
      const { page } = admin;
      await page.goto(`${app.url}/organization?at=${group.coreId}`);
      await page.getByRole('tab', { name: 'Sharing defaults' }).click();
      const panel = page.locator('.defaults');
      await panel.getByRole('combobox', { name: 'Set one type apart' }).click();
      await page.locator('.ant-select-item-option').first().click();
      await judgedWhole(page, 'defaults-en');
      const first = panel.getByRole('combobox', { name: 'All other types: Who can see it' });
      await first.click();
      await page.locator('.ant-select-item-option:visible', { hasText: 'My school' }).click();
      await panel.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Saved', { exact: false }).first().waitFor();
      const saved = await group.admin.get<{ items: { type: string | null; preset: string }[] }>(
        `schools/${group.coreId}/sharing-defaults`,
      );
      expect(saved.body.items).toHaveLength(2);
      expect(saved.body.items.find((item) => item.type === null)).toMatchObject({ preset: 'school' });
      expect(admin.problems).toEqual([]);
      await admin.leave();
    },
    3 * MINUTE,
  );
});
