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
    approve: '通过并公开',
    none: '没有等你审核的资源',
    give: /^评为集团精品/,
    group: '集团精品',
    open: '精品评定',
    take: /^取消集团精品/,
    send: '取消评定',
    missing: '请写明原因',
    taken: '已取消，作者会收到通知',
    told: (title: string) => `《${title}》不再是青禾教育集团的精品，请看原因`,
    bell: /^通知，/,
    history: '评定记录',
  },
  en: {
    approve: 'Approve and publish',
    none: 'Nothing waits for your review',
    give: /^Make it a Group pick/,
    group: 'Group pick',
    open: 'Quality mark',
    take: /^No longer a Group pick/,
    send: 'Take the mark away',
    missing: 'Please say why',
    taken: 'Taken away. The author is told.',
    told: (title: string) => `“${title}” is no longer a quality pick of 青禾教育集团: see why`,
    bell: /^Notices, /,
    history: 'History of marks',
  },
} as const;

withService('Quality marks in the browser', 'CHROMIUM_PATH', findChromium(), () => {
  let app: RunningApp;
  let browser: Browser;
  let group: SmallGroup;
  groupInBrowser(async (made) => {
    ({ app, browser, group } = made);
    await leads();
  });

  /** A lead of the group for mathematics, who is asked before anything goes to the group. */
  async function leads(): Promise<void> {
    const { admin, groupId } = group;
    const membership = { scope: 'group', scopeId: groupId, role: 'group_subject_lead', subject: 'math' };
    await newcomer(app, admin, { loginName: 'grouplead', name: '郑老师' }, membership);
    const items = [{ type: null, school: [], beyond: ['group'] }];
    await ok(admin.request('PUT', `groups/${groupId}/review-policy`, { items }));
  }

  describe.each<Lang>(['zh', 'en'])('(%s)', (lang) => {
    const say = words[lang];
    const title = lang === 'zh' ? '分数墙教案' : 'A wall of fractions';
    let id = '';
    const person = (loginName: string, act: (page: Page) => Promise<void>) =>
      actAs({ browser, url: app.url, lang }, loginName, `marks-${lang}-${loginName}`, act);

    beforeAll(async () => {
      const { author, groupId } = group;
      const made = await ok(
        author.post<ResourceView>('resources', {
          ...{ title, type: 'lesson_plan', linkUrl: 'https://example.org/plan' },
          ...{ stage: 'primary', subject: 'math', grade: 'g3' },
        }),
      );
      id = made.id;
      const audience = { preset: 'group', groupIds: [groupId] };
      await ok(
        author.post(
          `resources/${id}/submissions`,
          { audience, words: '请审阅' },
          { 'if-match': `"${made.rev}"` },
        ),
      );
    });

    it(
      'one is given by the word that approves it, on a phone',
      () =>
        person('grouplead', async (page) => {
          await page.setViewportSize({ width: 390, height: 844 });
          await page.goto(`${app.url}/reviews`);
          await page.locator('.desk-list li a', { hasText: title }).click();
          await page.getByRole('button', { name: say.approve }).click();
          await page.getByRole('checkbox', { name: say.give }).check();
          await page.locator('.desk-form').getByRole('button', { name: say.approve }).click();
          await page.getByText(say.none).waitFor();
        }),
      3 * MINUTE,
    );

    it(
      'it stands on the card, can be searched by, and is told of on the page; a reader can do nothing to it',
      () =>
        person('colleague', async (page) => {
          await page.goto(app.url);
          await page.locator('.tile', { hasText: title }).getByText(say.group).waitFor();
          const hit = page.locator('.result', { hasText: title });
          await page.goto(`${app.url}/search`);
          // The index may be some seconds behind.
          const facet = page.getByRole('checkbox', { name: say.group });
          for (let tries = 0; tries < 10 && (await facet.count()) === 0; tries += 1) {
            await page.waitForTimeout(1_000);
            await page.reload();
            await page.locator('.result, .state').first().waitFor();
          }
          await facet.click();
          await page.waitForURL(/mark=group/);
          await hit.getByText(say.group).waitFor();
          await page.goto(`${app.url}/resources/${id}`);
          await page.locator('.facts', { hasText: '郑老师' }).waitFor();
          expect(await page.getByRole('button', { name: say.open }).count()).toBe(0);
          await judged(page, `marks-page-${lang}`);
        }),
      3 * MINUTE,
    );

    it(
      'it is taken away with a reason only, which its author reads',
      async () => {
        await person('grouplead', async (page) => {
          await page.goto(`${app.url}/resources/${id}`);
          await page.getByRole('button', { name: say.open }).press('Enter');
          await page.getByRole('menuitem', { name: say.take }).click();
          const dialog = page.getByRole('dialog');
          await dialog.getByRole('button', { name: say.send }).click();
          await dialog.getByText(say.missing).waitFor();
          await dialog.locator('textarea').fill('第三题答案有误');
          await dialog.getByRole('button', { name: say.send }).click();
          await page.getByText(say.taken).waitFor();
          await page.locator('.resource-sub .mark-badge').waitFor({ state: 'detached' });
        });
        await person('author', async (page) => {
          await page.goto(`${app.url}/resources/${id}`);
          await page.getByRole('button', { name: say.bell }).click();
          await page.getByText(say.told(title)).waitFor();
          await page.getByText('第三题答案有误').first().waitFor();
          await page.keyboard.press('Escape');
          await page.getByRole('button', { name: say.open }).click();
          await page.getByRole('menuitem', { name: say.history }).click();
          await page.locator('.mark-history', { hasText: '第三题答案有误' }).waitFor();
        });
      },
      4 * MINUTE,
    );
  });
});
