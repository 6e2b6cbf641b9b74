import type { Browser, Page } from 'playwright-core';
import type { CollectionView, ResourceView } from '../../src/contracts/index.js';
import type { RunningApp } from '../support/app.js';
import { findChromium } from '../support/browser.js';
import { withService } from '../support/services.js';
import type { SmallGroup } from '../support/small-group.js';
import { actAs, type Lang } from './support/browser.js';
import { groupInBrowser } from './support/group-in-browser.js';
import { judged } from './support/judged.js';

const MINUTE = 60_000;

const words = {
  zh: {
    propose: '推荐条目',
    find: '搜索要放进来的资源',
    reason: '为什么推荐',
    send: /^推\s*荐$/,
    sent: '已推荐，编者会收到通知',
    mine: '我的推荐',
    open: '待处理',
    bell: '通知，1 条未读',
    told: (title: string) => `李强 给合集《${title}》推荐了条目`,
    queue: '大家的推荐',
    accept: '放进合集',
    note: '给读者的说明（可不填）',
    put: '放进去',
    put_done: '已放进合集，推荐人会收到通知',
    decline: '不采纳',
    why: '告诉推荐人为什么',
    declined: '已回复推荐人',
    none: '没有待处理的推荐',
    accepted: (item: string, title: string) => `你推荐的《${item}》已放进合集《${title}》`,
    refused: '没有采纳',
    link: '网页链接',
    url: '网址',
    shown: '显示的名称',
    allSeen: '全部标为已读',
    quiet: '通知，没有未读',
  },
  en: {
    propose: 'Propose an item',
    find: 'Search for resources to put in',
    reason: 'Why you propose it',
    send: /^Propose$/,
    sent: 'Proposed. The curators have been told.',
    mine: 'My proposals',
    open: 'Not decided yet',
    bell: 'Notices, 1 unread',
    told: (title: string) => `李强 proposed an item for “${title}”`,
    queue: 'Proposals',
    accept: 'Accept',
    note: 'A note for readers (optional)',
    put: 'Accept',
    put_done: 'Accepted. Whoever proposed it has been told.',
    decline: 'Decline',
    why: 'Tell them why',
    declined: 'Declined. Whoever proposed it has been told.',
    none: 'No proposals to decide',
    accepted: (item: string, title: string) => `Your proposal “${item}” is now in “${title}”`,
    refused: 'was declined',
    link: 'Web link',
    url: 'Address',
    shown: 'Shown as',
    allSeen: 'Mark all as read',
    quiet: 'Notices, none unread',
  },
} as const;

withService('Proposals in the browser', 'CHROMIUM_PATH', findChromium(), () => {
  let app: RunningApp;
  let browser: Browser;
  let group: SmallGroup;
  groupInBrowser((made) => {
    ({ app, browser, group } = made);
  });

  describe.each<Lang>(['zh', 'en'])('(%s)', (lang) => {
    const say = words[lang];
    const title = lang === 'zh' ? '分数的意义' : 'Fractions';
    const item = lang === 'zh' ? '分数墙教案' : 'A wall of fractions';
    let id = '';

    const person = (loginName: string, act: (page: Page) => Promise<void>) =>
      actAs({ browser, url: app.url, lang }, loginName, `proposals-${lang}-${loginName}`, act);

    beforeAll(async () => {
      const audience = { preset: 'group', groupIds: [group.groupId] };
      const made = (await group.colleague.post<ResourceView>('resources', {
        title: item,
        type: 'lesson_plan',
        linkUrl: 'https://example.org/plan',
      })) as { body: ResourceView };
      await group.colleague.post(
        `resources/${made.body.id}/publish`,
        { audience },
        { 'if-match': `"${made.body.rev}"` },
      );
      const { body } = await group.author.post<CollectionView>('collections', { title });
      id = body.id;
      await group.author.post(`collections/${id}/sections`, { title: '第二课时' });
      const { rev } = (await group.author.get<CollectionView>(`collections/${id}`)).body;
      await group.author.post(`collections/${id}/publish`, { audience }, { 'if-match': `"${rev}"` });
    });

    it(
      'a teacher of another school proposes a resource and a link, each with a word why',
      () =>
        person('colleague', async (page) => {
          await page.goto(`${app.url}/collections/${id}`);
          const dialog = page.getByRole('dialog');
          await page.getByRole('button', { name: say.propose }).click();
          await dialog.getByLabel(say.find).fill(item);
          await dialog.getByRole('radio', { name: item }).check();
          await dialog.getByLabel(say.reason).fill('我们班用过，学生一看就懂');
          await judged(page, `proposals-dialog-${lang}`);
          await dialog.getByRole('button', { name: say.send }).click();
          await page.getByText(say.sent).waitFor();
          await dialog.waitFor({ state: 'detached' });
          await page.getByRole('button', { name: say.propose }).click();
          await dialog.getByRole('tab', { name: say.link }).click();
          await dialog.getByLabel(say.url).fill('https://example.org/wall');
          await dialog.getByLabel(say.shown).fill('分数墙网页');
          await dialog.getByLabel(say.reason).fill('可以拖动的分数墙');
          await dialog.getByRole('button', { name: say.send }).click();
          await dialog.waitFor({ state: 'detached' });
          await page.goto(`${app.url}/proposals`);
          await page.getByText(say.open).first().waitFor();
          await judged(page, `proposals-mine-${lang}`);
        }),
      3 * MINUTE,
    );

    it(
      'the curator hears of it, puts one in and declines the other, from the keyboard too',
      () =>
        person('author', async (page) => {
          const bell = page.getByRole('button', { name: say.bell });
          await bell.focus();
          await page.keyboard.press('Enter');
          const told = page.getByRole('link', { name: say.told(title) });
          await told.waitFor();
          await judged(page, `notices-${lang}`);
          await told.press('Enter');
          await page.getByText(say.queue, { exact: true }).first().waitFor();
          const drawer = page.getByRole('dialog');
          await drawer.getByText(item).waitFor();
          expect(await drawer.locator('.proposals > li').count()).toBe(2);
          await judged(page, `proposals-queue-${lang}`);
          const first = drawer.locator('.proposals > li').first();
          await first.getByRole('button', { name: say.accept }).click();
          expect(await first.getByLabel(say.note).inputValue()).toBe('我们班用过，学生一看就懂');
          await judged(page, `proposals-accept-${lang}`);
          await first.getByRole('button', { name: say.put }).click();
          await page.getByText(say.put_done).waitFor();
          await drawer.getByText('分数墙网页').waitFor();
          await drawer.getByRole('button', { name: say.decline }).click();
          await drawer.getByLabel(say.why).fill('和教材里的一样');
          await drawer.getByRole('button', { name: say.decline }).click();
          await page.getByText(say.declined).waitFor();
          await drawer.getByText(say.none).waitFor();
          await page.keyboard.press('Escape');
          await page.locator('.curate-name', { hasText: item }).waitFor();
        }),
      3 * MINUTE,
    );

    it(
      'the proposer hears how both were decided, and readers find what was put in',
      () =>
        person('colleague', async (page) => {
          await page.getByRole('button', { name: lang === 'zh' ? /^通知，2 / : /^Notices, 2 / }).click();
          await page.getByText(say.accepted(item, title)).waitFor();
          await page.getByText(say.refused).first().waitFor();
          await page.getByText('和教材里的一样').first().waitFor();
          await judged(page, `notices-decided-${lang}`);
          await page.getByRole('button', { name: say.allSeen }).click();
          await page
            .getByRole('button', { name: say.quiet, includeHidden: true })
            .waitFor({ state: 'attached' });
          await page.goto(`${app.url}/collections/${id}`);
          await page.locator('.outline-item', { hasText: item }).waitFor();
        }),
      3 * MINUTE,
    );
  });
});
