import type { Browser, Page } from 'playwright-core';
import type { ResourceView } from '../../src/contracts/index.js';
import type { RunningApp } from '../support/app.js';
import { findChromium } from '../support/browser.js';
import { ok } from '../support/ok.js';
import { withService } from '../support/services.js';
import { newcomer, type SmallGroup } from '../support/small-group.js';
import { actAs, type Lang } from './support/browser.js';
import { groupInBrowser } from './support/group-in-browser.js';
import { judged } from './support/judged.js';

const MINUTE = 60_000;

const words = {
  zh: {
    group: /^集团/,
    publish: /^发\s*布$/,
    needed: '公开到这个范围需要审核：教研组 → 集团。',
    words: '给审核人的话（可不填）',
    submit: '提交审核',
    submitted: '已提交审核，有结果会通知你',
    waiting: '等待教研组审核',
    asked: (title: string) => `王芳 请你审核《${title}》`,
    bell: /^通知，1 /,
    reason: '内容不完整',
    returned: '已退回，作者会收到通知',
    again: '再次提交',
    passed: '已通过',
    desk: '审核',
    approve: '通过并公开',
    none: '没有等你审核的资源',
    several: '2 份已退回，作者会收到通知。',
    close: '知道了',
    correct: '改正说明',
    corrected: '已保存，作者会收到通知',
    title: '标题',
    figures: '审核情况',
    returned2: '退回的原因',
  },
  en: {
    group: /^The group/,
    publish: /^Publish$/,
    needed: 'Review stands before this audience: department → group.',
    words: 'Words to the reviewer (optional)',
    submit: 'Submit for review',
    submitted: 'Submitted. You will be told what becomes of it.',
    waiting: 'Waits for review by the department',
    asked: (title: string) => `王芳 asks you to review “${title}”`,
    bell: /^Notices, 1 /,
    reason: 'Incomplete',
    returned: 'Returned; the author is told',
    again: 'Submit again',
    passed: 'Approved',
    desk: 'Review',
    approve: 'Approve and publish',
    none: 'Nothing waits for your review',
    several: '2 returned; their authors are told.',
    close: 'Close',
    correct: 'Correct',
    corrected: 'Saved; the author is told',
    title: 'Title',
    figures: 'Figures',
    returned2: 'Why things were returned',
  },
} as const;

withService('Review in the browser', 'CHROMIUM_PATH', findChromium(), () => {
  let app: RunningApp;
  let browser: Browser;
  let group: SmallGroup;
  groupInBrowser(async (made) => {
    ({ app, browser, group } = made);
    await staff();
  });

  /** A head of the mathematics department, a lead of the group, a teacher of a third school, and what the group asks for. */
  async function staff(): Promise<void> {
    const { admin, groupId, coreId } = group;
    const make = async (path: string, body: object) => (await ok(admin.post<{ id: string }>(path, body))).id;
    const department = await make('departments', { schoolId: coreId, subject: 'math', name: '数学组' });
    const third = await make('schools', { groupId, name: '南山小学' });
    const person = (loginName: string, name: string, membership: object) =>
      newcomer(app, admin, { loginName, name }, membership);
    await person('lead', '陈组长', { scope: 'department', scopeId: department, role: 'department_lead' });
    await person('grouplead', '郑老师', {
      ...{ scope: 'group', scopeId: groupId, role: 'group_subject_lead', subject: 'math' },
    });
    await person('far', '何老师', { scope: 'school', scopeId: third, role: 'teacher' });
    const items = [{ type: null, school: [], beyond: ['department', 'group'] }];
    await ok(admin.request('PUT', `groups/${groupId}/review-policy`, { items }));
  }

  describe.each<Lang>(['zh', 'en'])('(%s)', (lang) => {
    const say = words[lang];
    const title = lang === 'zh' ? '分数墙教案' : 'A wall of fractions';
    let id = '';
    const person = (loginName: string, act: (page: Page) => Promise<void>) =>
      actAs({ browser, url: app.url, lang }, loginName, `review-${lang}-${loginName}`, act);

    beforeAll(async () => {
      const made = await ok(
        group.author.post<ResourceView>('resources', {
          ...{ title, type: 'lesson_plan', linkUrl: 'https://example.org/plan' },
          ...{ stage: 'primary', subject: 'math', grade: 'g3' },
        }),
      );
      id = made.id;
    });

    it(
      'an author who publishes to the group is offered review, and sees where it is',
      () =>
        person('author', async (page) => {
          await page.goto(`${app.url}/resources/${id}`);
          await page.getByRole('button', { name: say.publish }).click();
          const dialog = page.getByRole('dialog');
          await dialog.getByRole('radio', { name: say.group }).check();
          await dialog.getByText(say.needed).waitFor();
          expect(await dialog.getByRole('button', { name: say.publish }).isVisible()).toBe(false);
          await dialog.getByLabel(say.words).fill('请看第三部分');
          await dialog.getByRole('button', { name: say.submit }).click();
          await page.getByText(say.submitted).waitFor();
          await page.getByText(say.waiting).waitFor();
        }),
      3 * MINUTE,
    );

    it(
      'the head of the department hears of it and returns it from the keyboard',
      () =>
        person('lead', async (page) => {
          await page.getByRole('button', { name: say.bell }).click();
          await page.getByRole('link', { name: say.asked(title) }).click();
          await page.locator('.desk-head', { hasText: title }).waitFor();
          await page.getByText('请看第三部分').waitFor();
          await judged(page, `review-desk-${lang}`);
          await page.locator('body').press('r');
          await page.getByRole('checkbox', { name: say.reason }).check();
          await page.locator('.desk-form textarea').fill('缺少练习');
          await page.locator('.desk-form textarea').press('Control+Enter');
          await page.getByText(say.returned).waitFor();
          await page.getByText(say.none).waitFor();
        }),
      3 * MINUTE,
    );

    it(
      'the author reads why and submits again; the head passes it on',
      async () => {
        await person('author', async (page) => {
          await page.goto(`${app.url}/resources/${id}`);
          await page.getByText('缺少练习').waitFor();
          await judged(page, `review-returned-${lang}`);
          await page.getByRole('button', { name: say.again }).click();
          const dialog = page.getByRole('dialog');
          // To the same audience, unless another is chosen.
          expect(await dialog.getByRole('radio', { name: say.group }).isChecked()).toBe(true);
          await dialog.getByRole('button', { name: say.submit }).click();
          await page.getByText(say.submitted).waitFor();
        });
        await person('lead', async (page) => {
          await page.goto(`${app.url}/reviews`);
          await page.locator('.desk-list li a', { hasText: title }).click();
          await page.locator('.desk-decide').waitFor();
          await page.locator('body').press('a');
          await page.locator('.desk-form textarea').press('Control+Enter');
          await page.getByText(say.passed, { exact: true }).first().waitFor();
        });
      },
      4 * MINUTE,
    );

    it(
      'the lead of the group approves it on a phone, and a third school finds it',
      async () => {
        await person('grouplead', async (page) => {
          await page.setViewportSize({ width: 390, height: 844 });
          await page.getByRole('link', { name: say.desk, exact: true }).click();
          await page.locator('.desk-list li a', { hasText: title }).click();
          await page.getByRole('button', { name: say.approve }).click();
          await page.locator('.desk-form').getByRole('button', { name: say.approve }).click();
          await page.getByText(say.none).waitFor();
        });
        await person('far', async (page) => {
          await page.goto(`${app.url}/search?text=${encodeURIComponent(title)}`);
          const hit = page.locator('.result', { hasText: title });
          // The index may be some seconds behind.
          for (let tries = 0; tries < 10 && (await hit.count()) === 0; tries += 1) {
            await page.waitForTimeout(1_000);
            await page.reload();
            await page.locator('.result, .state').first().waitFor();
          }
          await hit.first().waitFor();
          await page.goto(`${app.url}/resources/${id}`);
          await page.getByRole('heading', { name: title }).waitFor();
        });
      },
      4 * MINUTE,
    );

    it(
      'a description is corrected at the desk, several are returned at once from the keyboard, and figures tell of it',
      async () => {
        const names = [1, 2].map((n) => `${title} ${n}`);
        for (const name of names) await submitted(name);
        await person('lead', async (page) => {
          await page.goto(`${app.url}/reviews`);
          await page.locator('.desk-list li a', { hasText: names[0]! }).waitFor();
          await page.locator('body').press('j');
          await page.locator('.desk-head', { hasText: names[0]! }).waitFor();
          await page.locator('body').press('e');
          const drawer = page.getByRole('dialog', { name: say.correct });
          await drawer.getByLabel(say.title).fill(`${names[0]}（改）`);
          await drawer.getByLabel(say.title).press('Enter');
          await page.getByText(say.corrected).waitFor();
          await page.locator('.desk-head', { hasText: `${names[0]}（改）` }).waitFor();
          await page.locator('.desk-list li a', { hasText: `${names[0]}（改）` }).waitFor();
          await drawer.waitFor({ state: 'hidden' });
          await page.locator('body').press('x');
          await page.locator('.desk-chosen', { hasText: names[0]! }).waitFor();
          await page.locator('body').press('j');
          await page.locator('.desk-head', { hasText: names[1]! }).waitFor();
          await page.locator('body').press('x');
          await page.locator('.desk-chosen', { hasText: names[1]! }).waitFor();
          await page.locator('body').press('r');
          const dialog = page.getByRole('dialog');
          await dialog.getByRole('checkbox', { name: say.reason }).check();
          await dialog.locator('textarea').press('Control+Enter');
          await dialog.getByText(say.several).waitFor();
          await dialog.getByRole('button', { name: say.close }).last().click();
          await page.getByText(say.none).waitFor();
          await page.getByRole('link', { name: say.figures }).click();
          const reasons = page.getByRole('region', { name: say.returned2 });
          await reasons.getByText(say.reason).waitFor();
          await judged(page, `review-figures-${lang}`);
        });
      },
      4 * MINUTE,
    );

    /** Something of the author's that waits for the head of the department. */
    async function submitted(name: string): Promise<void> {
      const facts = {
        type: 'lesson_plan',
        linkUrl: 'https://example.org/plan',
        stage: 'primary',
        subject: 'math',
      };
      const { id: made, rev } = await ok(
        group.author.post<ResourceView>('resources', { ...facts, title: name }),
      );
      const audience = { preset: 'group', groupIds: [group.groupId] };
      await ok(
        group.author.request(
          'POST',
          `resources/${made}/submissions`,
          { audience },
          { 'if-match': `"${rev}"` },
        ),
      );
    }
  });
});
