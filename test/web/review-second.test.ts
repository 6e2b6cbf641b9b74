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
const FIRST = '第二页的图可以再大些';
const NAMES = ['陈组长', '赵组长'];

const words = {
  zh: {
    first: '两位评审独立判断，互不知名。',
    second: '已有一位评审给出意见，等你独立判断',
    approve: '同意通过',
    kept: '已记下你的判断',
    mine: '我给出的意见，等待另一位',
    author: '由两位评审独立判断',
    waits: '等待另一位',
    none: '没有等你审核的资源',
    details: '经过',
    opinion: '评审意见2',
  },
  en: {
    first: 'Two reviewers judge independently, and neither learns who the other is.',
    second: 'One reviewer has given an opinion; yours is the other.',
    approve: 'Approve, as one of two',
    kept: 'What you found is kept',
    mine: 'My opinions, waiting for the other reviewer',
    author: 'Two reviewers judge independently and unnamed',
    waits: 'One opinion is in',
    none: 'Nothing waits for your review',
    details: 'What happened',
    opinion: 'Opinion 2',
  },
} as const;

withService('Two independent reviewers in the browser', 'CHROMIUM_PATH', findChromium(), () => {
  let app: RunningApp;
  let browser: Browser;
  let group: SmallGroup;
  groupInBrowser(async (made) => {
    ({ app, browser, group } = made);
    const { admin, groupId, coreId } = group;
    const { id: scopeId } = await ok(
      admin.post<{ id: string }>('departments', { schoolId: coreId, subject: 'math', name: '数学组' }),
    );
    const head = (loginName: string, name: string) =>
      newcomer(app, admin, { loginName, name }, { scope: 'department', scopeId, role: 'department_lead' });
    await head('lead', NAMES[0]!);
    await head('other', NAMES[1]!);
    const items = [{ type: null, school: [], beyond: ['department'] }];
    await ok(admin.request('PUT', `groups/${groupId}/review-policy`, { items }));
  });

  const person = (lang: Lang, loginName: string, act: (page: Page) => Promise<void>) =>
    actAs({ browser, url: app.url, lang }, loginName, `review-second-${lang}-${loginName}`, act);

  it(
    'is asked for with a switch on the group’s page',
    () =>
      person('zh', 'admin', async (page) => {
        await page.goto(`${app.url}/organization`);
        await page.getByRole('tab', { name: '审核要求' }).click();
        const wish = page.getByRole('switch', { name: /最后一级请两位评审独立判断/ });
        await wish.press('Space');
        await judged(page, 'review-second-policy-zh');
        const saved = page.waitForResponse(
          (answer) => answer.url().endsWith('/review-policy') && answer.ok(),
        );
        await page.getByRole('button', { name: '保存审核要求' }).click();
        await saved;
      }),
    3 * MINUTE,
  );

  describe.each<Lang>(['zh', 'en'])('(%s)', (lang) => {
    const say = words[lang];
    const title = lang === 'zh' ? '分数墙教案' : 'A wall of fractions';
    let id = '';

    beforeAll(async () => {
      const made = await ok(
        group.author.post<ResourceView>('resources', {
          ...{ title, type: 'lesson_plan', linkUrl: 'https://example.org/plan' },
          ...{ stage: 'primary', subject: 'math', grade: 'g3' },
        }),
      );
      id = made.id;
      const audience = { preset: 'group', groupIds: [group.groupId], previewOnly: false };
      const match = { 'if-match': `"${made.rev}"` };
      await ok(group.author.post(`resources/${id}/submissions`, { audience }, match));
    });

    it(
      'one head approves and finds their own opinion kept; the author hears of nobody',
      async () => {
        await person(lang, 'lead', async (page) => {
          await page.goto(`${app.url}/reviews`);
          await page.locator('.desk-list li a', { hasText: title }).click();
          await page.getByText(say.first).waitFor();
          await judged(page, `review-second-first-${lang}`);
          await page.locator('body').press('a');
          await page.locator('.desk-form textarea').fill(FIRST);
          await page.locator('.desk-form textarea').press('Control+Enter');
          await page.getByText(say.kept).waitFor();
          await page.getByRole('region', { name: say.mine }).getByText(FIRST).waitFor();
          await judged(page, `review-second-own-${lang}`);
        });
        await person(lang, 'author', async (page) => {
          await page.goto(`${app.url}/resources/${id}`);
          await page.getByText(say.waits).waitFor();
          await page.getByText(say.author).waitFor();
          await judged(page, `review-second-author-${lang}`);
          for (const secret of [FIRST, ...NAMES])
            expect(await page.getByText(secret, { exact: false }).count()).toBe(0);
        });
      },
      4 * MINUTE,
    );

    it(
      'the other judges on a phone without reading the first; both opinions come to the author unnamed',
      async () => {
        await person(lang, 'other', async (page) => {
          await page.setViewportSize({ width: 390, height: 844 });
          await page.goto(`${app.url}/reviews`);
          await page.locator('.desk-list li a', { hasText: title }).click();
          await page.getByText(say.second).waitFor();
          for (const secret of [FIRST, NAMES[0]!])
            expect(await page.getByText(secret, { exact: false }).count()).toBe(0);
          await judged(page, `review-second-phone-${lang}`);
          await page.getByRole('button', { name: say.approve }).click();
          await page.locator('.desk-form').getByRole('button', { name: say.approve }).click();
          await page.getByText(say.none).waitFor();
        });
        await person(lang, 'author', async (page) => {
          await page.goto(`${app.url}/resources/${id}`);
          await page.getByRole('button', { name: say.details }).click();
          await page.getByText(FIRST).waitFor();
          await page.getByRole('region', { name: say.opinion }).waitFor();
          for (const name of NAMES) expect(await page.getByText(name).count()).toBe(0);
          await judged(page, `review-second-both-${lang}`);
        });
      },
      4 * MINUTE,
    );
  });
});
