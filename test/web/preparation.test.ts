import type { Browser, Page } from 'playwright-core';
import { makePdf } from '../contract/media-fixtures.js';
import type { RunningApp } from '../support/app.js';
import { findChromium } from '../support/browser.js';
import { eventually } from '../support/client.js';
import { ok } from '../support/ok.js';
import { withService } from '../support/services.js';
import { newcomer, type SmallGroup } from '../support/small-group.js';
import { actAs, type Lang } from './support/browser.js';
import { groupInBrowser } from './support/group-in-browser.js';
import { judged } from './support/judged.js';

const MINUTE = 60_000;
const PHONE = { width: 390, height: 844 };

const words = {
  zh: {
    nav: '集体备课',
    create: '新建备课计划',
    name: '计划名称',
    whom: '自选范围',
    make: '建立计划',
    add: '添加课',
    lines: '一行一课',
    addTwo: '添加 2 课',
    edit: (title: string) => `修改《${title}》`,
    lead: '主备人',
    save: /^保\s*存$/,
    start: '开始备课',
    started: '已开始，参加的老师都能看到了',
    lay: '交初案',
    layThese: '用这些文件作为初案',
    remark: '写意见',
    passage: '圈一处',
    page: (n: number) => `第 ${n} 页`,
    send: /^发\s*表$/,
    answer: /^回\s*复$/,
    settle: '标为已处理',
    settled: '意见都处理好了。',
    boxBy: '何老师 圈出的一处',
    agree: '定为共案',
    agreed: '已定为共案，大家会收到通知',
    words: '对大家说的话（可不填，会留在经过里）',
    adapt: '做我的个案',
    handIn: '提交我的个案',
    handedIn: '个案已提交，同组老师能看到了',
    reflect: '写课后反思',
    reflection: '反思',
    saveReflection: '保存反思',
    people: '参与情况',
    adaptedFrom: '改编自',
    did: (...what: string[]) => what.join('、'),
    doings: ['主备', '交了初案', '提了意见', '做了个案', '写了反思'],
    frozen: '这是一课定下的共案，内容不能再改。',
  },
  en: {
    nav: 'Lessons',
    create: 'New plan',
    name: 'Name of the plan',
    whom: 'For whom',
    make: 'Make the plan',
    add: 'Add lessons',
    lines: 'One lesson a line',
    addTwo: 'Add 2 lessons',
    edit: (title: string) => `Change “${title}”`,
    lead: 'Lead',
    save: /^Save$/,
    start: 'Start',
    started: 'Started: everybody it is for sees it now',
    lay: 'Lay the draft',
    layThese: 'These files are the draft',
    remark: 'Write a remark',
    passage: 'A passage',
    page: (n: number) => `Page ${n}`,
    send: /^Send$/,
    answer: /^Answer$/,
    settle: 'Mark as dealt with',
    settled: 'All remarks are dealt with.',
    boxBy: 'Passage marked by 何老师',
    agree: 'Agree on it',
    agreed: 'Agreed, and the others are told',
    words: 'Words to the group (optional; they stay in the history)',
    adapt: 'Make my own version',
    handIn: 'Hand in my version',
    handedIn: 'Handed in: your colleagues can see it',
    reflect: 'Reflect on it',
    reflection: 'Reflection',
    saveReflection: 'Save',
    people: 'People',
    adaptedFrom: 'Adapted from',
    did: (...what: string[]) => what.join(', '),
    doings: ['leads it', 'laid the draft', 'remarked', 'adapted it', 'reflected'],
    frozen: 'This is the agreed version of a lesson and cannot be changed.',
  },
} as const;

/** In which row of the calendar a lesson is, counted from 1. */
async function weekOf(page: Page, title: string): Promise<number> {
  await page.locator('.calendar-week .calendar-lesson', { hasText: title }).waitFor();
  const weeks = await page.locator('.calendar-week').allTextContents();
  return weeks.findIndex((text) => text.includes(title)) + 1;
}

withService('Lesson preparation in the browser', 'CHROMIUM_PATH', findChromium(), () => {
  let app: RunningApp;
  let browser: Browser;
  let group: SmallGroup;
  groupInBrowser(async (made) => {
    ({ app, browser, group } = made);
    await staff();
  });

  /** A head and a teacher of mathematics at the core school, and a teacher of mathematics at the other. */
  async function staff(): Promise<void> {
    const { admin, coreId, memberId } = group;
    const make = async (path: string, body: object) => (await ok(admin.post<{ id: string }>(path, body))).id;
    const person = (loginName: string, name: string, schoolId: string, department: string, role: string) =>
      newcomer(
        app,
        admin,
        { loginName, name },
        { scope: 'school', scopeId: schoolId, role: 'teacher' },
        { scope: 'department', scopeId: department, role },
      );
    const core = await make('departments', { schoolId: coreId, subject: 'math', name: '数学组' });
    const other = await make('departments', { schoolId: memberId, subject: 'math', name: '数学组' });
    await person('head', '陈组长', coreId, core, 'department_lead');
    await person('su', '苏老师', coreId, core, 'teacher');
    await person('he', '何老师', memberId, other, 'teacher');
  }

  describe.each<Lang>(['zh', 'en'])('(%s)', (lang) => {
    const say = words[lang];
    const title = lang === 'zh' ? '三年级数学集体备课' : 'Mathematics of grade 3';
    const [first, second] = lang === 'zh' ? ['分数的初步认识', '长方形的周长'] : ['Fractions', 'Perimeters'];
    const person = (loginName: string, act: (page: Page) => Promise<void>) =>
      actAs({ browser, url: app.url, lang }, loginName, `preparation-${lang}-${loginName}`, act);
    /** Goes to the lesson by the list of plans, as somebody would. */
    const toLesson = async (page: Page) => {
      await page.getByRole('navigation').getByRole('link', { name: say.nav, exact: true }).click();
      await page.locator('.plan-tile', { hasText: title }).click();
      await page.locator('.lesson-card a', { hasText: first }).click();
      await page.getByRole('heading', { level: 1, name: first }).waitFor();
    };
    const drawn = (page: Page) =>
      page.waitForFunction(() => {
        const image = document.querySelector<HTMLImageElement>('.pages-page img');
        return Boolean(image?.complete && image.naturalWidth > 0);
      });

    it(
      'a head of department makes a plan for two schools, adds lessons, names a lead and starts it',
      () =>
        person('head', async (page) => {
          await page.getByRole('navigation').getByRole('link', { name: say.nav, exact: true }).click();
          await page.getByRole('button', { name: say.create }).first().click();
          const dialog = page.getByRole('dialog');
          await dialog.getByLabel(say.name).fill(title);
          await dialog.locator('.ant-select-multiple').click();
          await page.locator('.ant-select-item-option', { hasText: '东溪小学 数学组' }).click();
          await dialog.locator('.ant-select-selection-item, .ant-select-content-item').nth(1).waitFor();
          await page.keyboard.press('Escape');
          await dialog.getByLabel(say.name).click();
          await judged(page, `preparation-new-${lang}`);
          await dialog.getByRole('button', { name: say.make }).click();
          await page.getByRole('heading', { level: 1, name: title }).waitFor();
          await page.getByRole('button', { name: say.add }).click();
          await dialog.getByLabel(say.lines).fill(`${first}\n${second}`);
          await dialog.getByRole('button', { name: say.addTwo }).click();
          await page.locator('.lesson-card', { hasText: second }).waitFor();
          await page.getByRole('button', { name: say.edit(first) }).click();
          await dialog.getByRole('combobox', { name: say.lead }).fill('苏');
          await page.locator('.ant-select-item-option', { hasText: '苏老师' }).click();
          await dialog.getByRole('button', { name: say.save }).click();
          await page.locator('.lesson-card', { hasText: '苏老师' }).waitFor();
          await page.getByRole('button', { name: say.start, exact: true }).click();
          await page.getByText(say.started).waitFor();
          await judged(page, `preparation-board-${lang}`);
        }),
      3 * MINUTE,
    );

    it(
      'its lead finds the lesson on the home page and lays a draft of files from there',
      () =>
        person('su', async (page) => {
          await page.locator('.home-tasks a', { hasText: first }).click();
          await page.getByRole('button', { name: say.lay }).first().click();
          const buffer = makePdf(['A first draft', 'Exercises']);
          await page
            .getByRole('dialog')
            .getByTestId('file-input')
            .setInputFiles({ name: `${first}.pdf`, mimeType: 'application/pdf', buffer });
          await page.getByRole('button', { name: say.layThese }).click();
          await page.locator('.discussion').waitFor();
          await drawn(page);
        }),
      3 * MINUTE,
    );

    it(
      'a teacher of the other school marks a passage, and on a phone speaks of a page',
      () =>
        person('he', async (page) => {
          await toLesson(page);
          await drawn(page);
          await page.locator('.remark-composer').getByText(say.passage).click();
          const { x, y } = (await page.locator('.page-draw').first().boundingBox())!;
          await page.mouse.move(x + 60, y + 60);
          await page.mouse.down();
          await page.mouse.move(x + 260, y + 160, { steps: 6 });
          await page.mouse.up();
          await page.getByLabel(say.remark).fill('目标写得再具体一点');
          await page.getByRole('button', { name: say.send }).click();
          await page.locator('.remark', { hasText: '目标写得再具体一点' }).waitFor();
          await page.getByRole('button', { name: say.boxBy }).waitFor();
          await judged(page, `preparation-remark-${lang}`);
          await page.setViewportSize(PHONE);
          await page.locator('.remark-composer').getByText(say.page(1), { exact: true }).click();
          await page.getByLabel(say.remark).fill('练习量偏大');
          await page.getByRole('button', { name: say.send }).click();
          await page.locator('.remark', { hasText: '练习量偏大' }).waitFor();
        }),
      3 * MINUTE,
    );

    it(
      'the lead goes from the box to its remark, answers, settles both, and on a phone agrees',
      () =>
        person('su', async (page) => {
          await toLesson(page);
          await drawn(page);
          await page.getByRole('button', { name: say.boxBy }).click();
          const thread = page.locator('.remark-active', { hasText: '目标写得再具体一点' });
          await thread.getByRole('button', { name: say.answer }).click();
          await thread.locator('textarea').fill('已经改了');
          await thread.locator('textarea').press('Control+Enter');
          await page.locator('.remark-answers', { hasText: '已经改了' }).waitFor();
          for (let left = 2; left > 0; left -= 1) {
            await page
              .locator('.remark')
              .nth(left - 1)
              .waitFor();
            await page.getByRole('button', { name: say.settle }).first().click();
            await page
              .locator('.remark')
              .nth(left - 1)
              .waitFor({ state: 'detached' });
          }
          await page.getByText(say.settled).waitFor();
          await page.setViewportSize(PHONE);
          await page.locator('.lesson-next').getByRole('button', { name: say.agree }).click();
          const dialog = page.getByRole('dialog');
          await dialog.getByLabel(say.words).fill('谢谢大家');
          await dialog.getByRole('button', { name: say.agree }).click();
          await page.getByText(say.agreed).waitFor();
          await page.locator('.lesson-next').getByRole('button', { name: say.adapt }).waitFor();
        }),
      3 * MINUTE,
    );

    it(
      'the draft is frozen: its author is told so in a sentence, and is offered no change',
      () =>
        person('su', async (page) => {
          await toLesson(page);
          await page.locator('.lesson-draft-line a').click();
          await page.waitForURL(/\/resources\/[^/]+$/);
          await page.getByText(say.frozen).waitFor();
          expect(await page.locator('a[href$="/edit"]').count()).toBe(0);
          await judged(page, `preparation-frozen-${lang}`);
          await page.goto(`${page.url()}/edit`);
          await page.getByText(say.frozen).waitFor();
          expect(await page.locator('form.edit-page').count()).toBe(0);
        }),
      3 * MINUTE,
    );

    it(
      'the colleague makes a version of their own, hands it in and reflects',
      () =>
        person('he', async (page) => {
          await toLesson(page);
          await page.locator('.lesson-next').getByRole('button', { name: say.adapt }).click();
          await page.locator('.lesson-own').getByRole('link').first().click();
          await page.waitForURL(/\/resources\/[^/]+$/);
          await page.getByText(say.adaptedFrom).waitFor();
          await judged(page, `preparation-adapted-${lang}`);
          await toLesson(page);
          await page.locator('.lesson-next').getByRole('button', { name: say.handIn }).click();
          await page.getByText(say.handedIn).waitFor();
          await page.locator('.lesson-next').getByRole('button', { name: say.reflect }).click();
          await page.getByLabel(say.reflection, { exact: true }).fill('情境好，练习少一点更好。');
          await page.locator('.reflection-form').getByRole('button', { name: say.saveReflection }).click();
          await page.locator('.lesson-others', { hasText: '情境好' }).waitFor();
          await judged(page, `preparation-own-${lang}`);
        }),
      3 * MINUTE,
    );

    it(
      'the head reads what the colleague made of it and who has done what',
      () =>
        person('head', async (page) => {
          await toLesson(page);
          await page.getByText('情境好，练习少一点更好。').waitFor();
          await page.getByRole('button', { name: `${first}（个案）` }).click();
          await page.locator('.ant-drawer .pages-page').first().waitFor();
          await page.keyboard.press('Escape');
          await page.goto(`${app.url}/plans`);
          await page.locator('.plan-tile', { hasText: title }).click();
          await page.locator('.plan-tools').getByText(say.people).click();
          const row = page.locator('.parts-table tbody tr', { hasText: first });
          const [leads, laid, remarked, adapted, reflected] = say.doings;
          await row.getByText(say.did(leads, laid, remarked), { exact: true }).waitFor();
          await row.getByText(say.did(remarked, adapted, reflected), { exact: true }).waitFor();
          await judged(page, `preparation-people-${lang}`);
        }),
      3 * MINUTE,
    );

    it(
      'with the keyboard the head moves a lesson to the next week',
      () =>
        person('head', async (page) => {
          await toLesson(page);
          const planUrl = page.url().replace(/\/lessons\/.*/, '');
          await page.goto(`${planUrl}?view=calendar`);
          const before = await weekOf(page, second);
          await page.locator('.calendar-lesson', { hasText: second }).locator('.calendar-handle').focus();
          await page.keyboard.press('Space');
          await page.waitForTimeout(300);
          await page.keyboard.press('ArrowDown');
          await page.waitForTimeout(300);
          await page.keyboard.press('Space');
          await eventually(
            () => weekOf(page, second),
            (week) => week === before + 1,
          );
          // and leaves its weeks within the page
          await page.locator('.nav-item').first().click();
          await page.locator('.home-head').waitFor();
        }),
      3 * MINUTE,
    );
  });
});
