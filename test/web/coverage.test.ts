import type { Browser, Page } from 'playwright-core';
import type { ResourceView } from '../../src/contracts/index.js';
import type { RunningApp } from '../support/app.js';
import { findChromium } from '../support/browser.js';
import { withService } from '../support/services.js';
import type { SmallGroup } from '../support/small-group.js';
import { actAs, type Lang } from './support/browser.js';
import { groupInBrowser } from './support/group-in-browser.js';
import { judged } from './support/judged.js';
import { arrowTo, tabTo } from './support/keyboard.js';

const MINUTE = 60_000;

/** 数学七年级上册 of 人教版, and two of its lessons as people know them. */
const words = {
  zh: {
    collections: '合集',
    open: '教材对照',
    stage: '学段',
    subject: '学科',
    book: '教材',
    junior: '初中',
    maths: '数学',
    only: '只看还缺的',
    seen: '1 份，点开看',
    missing: '缺',
    name: '名称',
    usual: '用常见的五样',
    save: /^保\s*存$/,
    lacks: ['课件', '学习任务单', '作业', '课堂实录'],
    more: '“第 1 节”的更多操作',
    notLesson: '这一节不是一课',
    lesson: '这一节是一课',
    mark: ['不是一课'],
    undo: '撤销：标明一节不是一课',
    history: '历史',
    changes: ['标明一节是一课', '标明一节不是一课', '撤销了一次改动', '标明一节不是一课'],
  },
  en: {
    collections: 'Collections',
    open: 'Textbook coverage',
    stage: 'Stage',
    subject: 'Subject',
    book: 'Textbook',
    junior: 'Junior secondary',
    maths: 'Mathematics',
    only: 'Only what is lacking',
    seen: '1, press to see them',
    missing: 'none',
    name: 'Title',
    usual: 'Take the usual five',
    save: /^Save$/,
    lacks: ['Slides', 'Task sheet', 'Homework', 'Lesson recording'],
    more: 'More for “Section 1”',
    notLesson: 'Not a lesson',
    lesson: 'This is a lesson',
    mark: ['Not a lesson'],
    undo: 'Undo: Said that a section is not a lesson',
    history: 'History',
    changes: [
      'Said that a section is a lesson',
      'Said that a section is not a lesson',
      'Undid a change',
      'Said that a section is not a lesson',
    ],
  },
};

withService('Coverage of a textbook in the browser', 'CHROMIUM_PATH', findChromium(), () => {
  let app: RunningApp;
  let browser: Browser;
  let group: SmallGroup;
  let book: { id: string; title: string };
  let lesson: { id: string; title: string };
  let plan: string;
  groupInBrowser(async (made) => {
    ({ app, browser, group } = made);
    type Books = { items: { id: string; title: string; grade: string | null; hasChapters: boolean }[] };
    const { items } = (await group.author.get<Books>('books?stage=junior&subject=math')).body;
    book = items.find(({ grade, hasChapters }) => grade === 'g7' && hasChapters)!;
    interface Chapter {
      id: string;
      title: string;
      children: Chapter[];
    }
    const tree = await group.author.get<{ chapters: Chapter[] }>(`books/${book.id}/chapters`);
    const firstLesson = (chapter: Chapter): Chapter =>
      chapter.children[0] ? firstLesson(chapter.children[0]) : chapter;
    lesson = firstLesson(tree.body.chapters[0]!);
    for (const [type, audience] of [
      ['lesson_plan', { preset: 'group', groupIds: [group.groupId] }],
      ['slides', { preset: 'school' }],
    ] as const) {
      const { body } = await group.author.post<ResourceView>('resources', {
        ...{ title: `${lesson.title}${type}`, type, linkUrl: 'https://example.org/' },
        ...{ bookId: book.id, chapterId: lesson.id },
      });
      const done = await group.author.post(
        `resources/${body.id}/publish`,
        { audience },
        { 'if-match': `"${body.rev}"` },
      );
      expect(done.status).toBe(200);
      if (type === 'lesson_plan') plan = body.id;
    }
  });

  const choose = async (page: Page, field: string, option: string) => {
    await page.getByRole('combobox', { name: field }).click();
    await page.locator('.ant-select-dropdown:visible').getByText(option, { exact: true }).first().click();
  };

  it.each<Lang>(['zh', 'en'])(
    'somebody of another school chooses a book and sees what each lesson has for them (%s)',
    (lang) =>
      actAs({ browser, url: app.url, lang }, 'colleague', `coverage-${lang}`, async (page) => {
        const say = words[lang];
        await page.getByRole('link', { name: say.collections }).click();
        await page.getByRole('button', { name: say.open }).click();
        await page.locator('.state').waitFor();
        await judged(page, `coverage-empty-${lang}`);
        await choose(page, say.stage, say.junior);
        await choose(page, say.subject, say.maths);
        await choose(page, say.book, book.title);
        const row = page.locator('.coverage-lesson', { hasText: lesson.title }).first();
        await row.waitFor();
        // The plan is for the group; the slides are for the other school alone.
        expect(await row.locator('td').allInnerTexts()).toEqual(['1', ...Array<string>(4).fill(say.missing)]);
        await judged(page, `coverage-${lang}`);
        await row.getByRole('link', { name: say.seen }).click();
        await page.waitForURL(/\/search\?/);
        await page.getByText(`${lesson.title}lesson_plan`).first().waitFor();
      }),
    3 * MINUTE,
  );

  /** With the keyboard, twice: taken back by undoing, and by saying that it is one. */
  async function saysNoLesson(page: Page, lang: Lang): Promise<void> {
    const say = words[lang];
    const lacks = page.locator('.section-lacks .tone-amber');
    const mark = page.locator('.section-lacks .tone-grey');
    const choose = async (name: string) => {
      const menu = page.getByRole('button', { name: say.more });
      await tabTo(page, menu);
      await page.keyboard.press('Enter');
      await arrowTo(page, page.getByRole('menuitem', { name, exact: true }));
      await page.keyboard.press('Enter');
      // One goes on from where one was.
      expect(await menu.evaluate((element) => element === document.activeElement)).toBe(true);
    };
    await choose(say.notLesson);
    await mark.waitFor();
    expect(await page.locator('.section-lacks .tone').allInnerTexts()).toEqual(say.mark);
    await judged(page, `no-lesson-${lang}`);
    await page.getByRole('button', { name: say.undo }).click();
    await lacks.first().waitFor();
    expect(await mark.count()).toBe(0);
    await choose(say.notLesson);
    await mark.waitFor();
    await choose(say.lesson);
    await lacks.first().waitFor();
    expect(await lacks.allInnerTexts()).toEqual(say.lacks);
    await page.getByRole('button', { name: say.history }).click();
    const drawer = page.getByRole('dialog');
    const told = drawer.locator('.history li > b');
    await told.nth(4).waitFor();
    expect((await told.allInnerTexts()).slice(0, 4)).toEqual(say.changes);
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
  }

  it.each<Lang>(['zh', 'en'])(
    'a curator says what each lesson is to have; every section says what it lacks of that until it is said to be no lesson (%s)',
    async (lang) => {
      const { author } = group;
      const made = { title: '一课一节', bookId: book.id };
      const { id } = (await author.post<{ id: string }>('collections', made)).body;
      const items = [{ kind: 'resource', resourceId: plan }];
      expect((await author.post(`collections/${id}/items`, { items })).status).toBe(201);
      await actAs({ browser, url: app.url, lang }, 'author', `lesson-parts-${lang}`, async (page) => {
        const say = words[lang];
        await page.goto(`${app.url}/collections/${id}/edit`);
        await page.getByRole('button', { name: say.name, exact: true }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByRole('button', { name: say.usual }).click();
        await judged(page, `lesson-parts-dialog-${lang}`);
        await dialog.getByRole('button', { name: say.save }).click();
        const lacks = page.locator('.section-lacks .tone');
        await lacks.first().waitFor();
        expect(await lacks.allInnerTexts()).toEqual(say.lacks);
        await judged(page, `lesson-parts-${lang}`);
        await saysNoLesson(page, lang);
        await page.getByRole('button', { name: say.open }).click();
        const row = page.locator('.coverage-lesson', { hasText: lesson.title }).first();
        await row.locator('.coverage-count').first().waitFor();
        expect(await row.locator('td').count()).toBe(5);
      });
    },
    3 * MINUTE,
  );
});
