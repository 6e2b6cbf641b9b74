import type { Browser, Locator, Page } from 'playwright-core';
import { removeData, startApp, type RunningApp } from '../support/app.js';
import { findChromium } from '../support/browser.js';
import { ApiClient } from '../support/client.js';
import { withService } from '../support/services.js';
import { PASSWORD, setupCode } from '../support/small-group.js';
import { actIn, arrive, keepPicture, logIn, openBrowser, type Lang } from './support/browser.js';
import { tabTo } from './support/keyboard.js';

const MINUTE = 60_000;
const SIZES = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const INITIAL = 'Maple-seed-2026';

const words = {
  zh: {
    code: '一次性代码',
    group: '集团名称',
    school: '学校名称',
    yourName: '你的姓名',
    loginName: '登录名',
    password: '密码',
    enter: '建立并进入',
    wrongCode: '一次性代码不正确，请核对启动时显示的代码。',
    saved: '已保存',
    addSchool: '添加学校',
    core: '核心校',
    member: '成员校',
    add: /^添\s*加$/,
    departments: /^教研组/,
    addDepartment: '添加教研组',
    subject: '学科',
    math: '数学',
    department: '数学教研组',
    departmentName: '名称',
    people: '人员',
    addPerson: '添加人员',
    name: '姓名',
    initial: '初始密码',
    where: '在哪里',
    role: '角色',
    teacher: '教师',
    schoolAdmin: '学校管理员',
    added: (name: string) => `已添加 ${name}`,
    okay: /^(知道了|确\s*定)$/,
    manage: (name: string) => `管理 ${name}`,
    lastDay: '最后一天',
    addMembership: '添加任职',
    endNow: '立即结束',
    over: '已结束',
    ended: (name: string) => `任职已结束。要不要现在移交 ${name} 管理的内容？`,
    forced: '现在用的是管理员给的初始密码，请先换成自己的。',
    current: '现在的密码',
    next: '新密码',
    again: '再输一次新密码',
    change: '修改密码',
    changed: '密码已修改',
    notFound: '没有找到',
  },
  en: {
    code: 'One-time code',
    group: 'Name of the group',
    school: 'Name of the school',
    yourName: 'Your name',
    loginName: 'Login name',
    password: 'Password',
    enter: 'Create and enter',
    wrongCode: 'The one-time code is not right. Check the code that the start printed.',
    saved: 'Saved',
    addSchool: 'Add school',
    core: 'Core school',
    member: 'Member school',
    add: /^Add$/,
    departments: /^Departments/,
    addDepartment: 'Add department',
    subject: 'Subject',
    math: 'Mathematics',
    department: 'Mathematics department',
    departmentName: 'Name',
    people: 'People',
    addPerson: 'Add person',
    name: 'Name',
    initial: 'Initial password',
    where: 'Where',
    role: 'Role',
    teacher: 'Teacher',
    schoolAdmin: 'School administrator',
    added: (name: string) => `${name} has been added`,
    okay: 'OK',
    manage: (name: string) => `Manage ${name}`,
    lastDay: 'Last day',
    addMembership: 'Add membership',
    endNow: 'End now',
    over: 'ended',
    ended: (name: string) => `The membership has ended. Hand over what ${name} manages now?`,
    forced: 'You are using the initial password from your administrator. Please choose your own first.',
    current: 'Present password',
    next: 'New password',
    again: 'New password again',
    change: 'Change password',
    changed: 'Password changed',
    notFound: 'Not found',
  },
};

const GROUP = '云岭教育集团';
const FIRST = '云岭第一中学';
const CORE = '云岭实验中学';
const MEMBER = '石桥镇中学';

// The first-run page opens once in the life of an installation: each language founds one of its own.
withService(
  'From the first start to the first teacher, in the pages',
  'CHROMIUM_PATH',
  findChromium(),
  () => {
    let browser: Browser;
    beforeAll(async () => void (browser = await openBrowser()), MINUTE);
    afterAll(() => browser?.close());

    describe.each([
      { lang: 'zh' as Lang, size: 'desk' as const },
      { lang: 'en' as Lang, size: 'phone' as const },
    ])('$lang, $size', ({ lang, size }) => {
      const w = words[lang];
      let app: RunningApp;
      beforeAll(async () => void (app = await startApp()), 2 * MINUTE);
      afterAll(async () => {
        await app?.stop();
        if (app) await removeData(app);
      });

      const act = async (name: string, play: (page: Page) => Promise<void>) =>
        actIn(await arrive(browser, SIZES[size]), `${name}-${lang}`, play);
      const enter = (page: Page, loginName: string, password = PASSWORD) =>
        logIn(page, { url: app.url, lang, loginName, password });

      /** A picture for whoever looks at it; nothing is wider than the screen. */
      const seen = async (page: Page, name: string) => {
        // windows have come to rest
        await page.waitForTimeout(300);
        await keepPicture(page, `${name}-${lang}-${size}`);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThan(2);
      };

      const choose = async (page: Page, field: Locator, option: string) => {
        await field.click();
        await page.locator('.ant-select-item-option:visible', { hasText: option }).first().click();
      };

      /** Goes to a group or school of the organisation: a list beside the page, a field above it on a phone. */
      const goTo = async (page: Page, place: string) => {
        if (size === 'phone') await choose(page, page.locator('.org-body > .ant-select'), place);
        else await page.locator('.org-places').getByRole('button', { name: place, exact: true }).click();
        await page.getByRole('heading', { name: place, exact: true }).waitFor();
      };

      /** Waits until the window has closed, and for the word that what was in it is kept. */
      const kept = async (page: Page) => {
        await page.getByText(w.saved, { exact: true }).first().waitFor();
        await page.getByRole('dialog').waitFor({ state: 'hidden' });
      };

      const addPerson = async (
        page: Page,
        person: { name: string; loginName: string; where?: string; role?: string },
      ) => {
        await page.getByRole('button', { name: w.addPerson }).click();
        const form = page.getByRole('dialog', { name: w.addPerson });
        await form.getByLabel(w.name, { exact: true }).fill(person.name);
        await form.getByLabel(w.loginName).fill(person.loginName);
        await form.getByLabel(w.initial).fill(INITIAL);
        if (person.where) await choose(page, form.getByLabel(w.where), person.where);
        if (person.role) await choose(page, form.getByLabel(w.role), person.role);
        await seen(page, `founding-add-${person.loginName}`);
        await form.getByRole('button', { name: w.add }).click();
        const told = page.getByRole('dialog').filter({ hasText: w.added(person.name) });
        await told.waitFor();
        // what the person has to be told, once more
        expect(await told.innerText()).toContain(person.loginName);
        expect(await told.getByLabel(w.initial).inputValue()).toBe(INITIAL);
        await seen(page, `founding-added-${person.loginName}`);
        await told.getByRole('button', { name: w.okay }).click();
        await told.waitFor({ state: 'hidden' });
        await page.locator('.org-person', { hasText: person.name }).waitFor();
      };

      const makeOwnPassword = async (page: Page) => {
        await page.getByText(w.forced).waitFor();
        await page.getByLabel(w.current, { exact: true }).fill(INITIAL);
        await page.getByLabel(w.next, { exact: true }).fill(PASSWORD);
        await page.getByLabel(w.again, { exact: true }).fill(PASSWORD);
        await page.getByRole('button', { name: w.change, exact: true }).click();
        await page.getByText(w.changed).waitFor();
      };

      it(
        'the printed code and nothing else opens the installation; the keyboard is enough for it',
        () =>
          act('first-run', async (page) => {
            const code = await setupCode(app);
            await page.goto(app.url);
            await page.waitForURL('**/setup');
            if (lang === 'en') await page.getByRole('button', { name: 'English' }).press('Enter');
            const field = page.getByLabel(w.code);
            await tabTo(page, field);
            const typed = [
              [w.code, 'AAAA-BBBB-CCCC-DDDD'],
              [w.group, GROUP],
              [w.school, FIRST],
              [w.yourName, '何青'],
              [w.loginName, 'heqing'],
              [w.password, PASSWORD],
            ] as const;
            for (const [label, text] of typed) {
              await tabTo(page, page.getByLabel(label, { exact: true }));
              await page.keyboard.type(text);
            }
            await page.keyboard.press('Enter');
            const alert = page.locator('.auth-form .ant-alert');
            await alert.waitFor();
            expect(await alert.innerText()).toBe(w.wrongCode);
            await seen(page, 'first-run-wrong');
            // nothing was made, and only the code has to be typed again
            expect(new URL(page.url()).pathname).toBe('/setup');
            await tabTo(page, field, 'Shift+Tab');
            await page.keyboard.press('ControlOrMeta+a');
            await page.keyboard.type(code.toLowerCase());
            await page.keyboard.press('Enter');
            await page.waitForURL('**/organization');
            await page.getByRole('heading', { name: GROUP }).waitFor();
            await seen(page, 'first-run-done');
          }),
        2 * MINUTE,
      );

      it(
        'the administrator makes schools, a department and people, and moves and ends memberships',
        () =>
          act('founding-administrator', async (page) => {
            await enter(page, 'heqing');
            await page.goto(`${app.url}/setup`);
            await page.waitForURL(app.url + '/');
            await page.goto(`${app.url}/organization`);
            for (const [name, kind] of [
              [CORE, w.core],
              [MEMBER, w.member],
            ] as const) {
              await page.getByRole('button', { name: w.addSchool }).click();
              const form = page.getByRole('dialog', { name: w.addSchool });
              await form.getByLabel(w.school).fill(name);
              await form.getByText(kind, { exact: true }).click();
              await seen(page, 'founding-school');
              await form.getByLabel(w.school).press('Enter');
              await kept(page);
              await page.getByRole('row', { name: new RegExp(`${name}[\\s\\S]*${kind}`) }).waitFor();
            }
            await seen(page, 'founding-schools');

            await goTo(page, MEMBER);
            await page.getByRole('tab', { name: w.departments }).click();
            await page.getByRole('button', { name: w.addDepartment }).click();
            const department = page.getByRole('dialog', { name: w.addDepartment });
            await choose(page, department.getByLabel(w.subject), w.math);
            expect(await department.getByLabel(w.departmentName, { exact: true }).inputValue()).toBe(
              w.department,
            );
            await department.getByRole('button', { name: w.add }).click();
            await kept(page);
            await page.locator('.org-departments', { hasText: w.department }).waitFor();

            await page.getByRole('tab', { name: w.people }).click();
            await addPerson(page, { name: '白露', loginName: 'bailu', where: w.department });
            await addPerson(page, { name: '石磊', loginName: 'shilei', role: w.schoolAdmin });
            await seen(page, 'founding-people');

            await page.getByRole('button', { name: w.manage('白露') }).click();
            const drawer = page.getByRole('dialog', { name: '白露' });
            const day = drawer.getByLabel(w.lastDay).first();
            await day.fill('2031-01-31');
            await day.press('Enter');
            await page.getByText(w.saved, { exact: true }).first().waitFor();
            await drawer
              .locator('.org-membership', { hasText: '2031' })
              .filter({ hasText: w.department })
              .waitFor();
            await drawer.getByRole('button', { name: w.addMembership }).click();
            await drawer.getByRole('button', { name: w.add }).click();
            const school = drawer.locator('.org-membership', { hasText: `${MEMBER} · ${w.teacher}` });
            await school.waitFor();
            await seen(page, 'founding-person');
            await drawer
              .locator('.org-membership', { hasText: '2031' })
              .getByRole('button', { name: w.endNow })
              .click();
            await page.locator('.ant-popover').getByRole('button', { name: w.endNow }).click();
            await page.getByText(w.ended('白露')).waitFor();
            const over = drawer.locator('.org-membership', { hasText: w.over });
            await over.filter({ hasText: w.department }).waitFor();
            expect(await over.count()).toBe(1);
            expect(await drawer.getByRole('button', { name: w.endNow }).count()).toBe(1);
            await seen(page, 'founding-ended');
          }),
        2 * MINUTE,
      );

      it(
        'a school administrator chooses a password first, then manages that school and no other',
        () =>
          act('founding-school-administrator', async (page) => {
            await enter(page, 'shilei', INITIAL);
            await makeOwnPassword(page);
            await page.goto(`${app.url}/organization`);
            await page.getByRole('heading', { name: MEMBER, exact: true }).waitFor();
            await addPerson(page, { name: '林溪', loginName: 'linxi' });
            for (const elsewhere of [GROUP, CORE]) {
              await goTo(page, elsewhere);
              await page.getByRole('tablist').waitFor();
              expect(await page.getByRole('tab', { name: w.people }).count()).toBe(0);
              expect(await page.getByRole('button', { name: w.addSchool }).count()).toBe(0);
              expect(await page.getByRole('button', { name: w.addDepartment }).count()).toBe(0);
            }
            await seen(page, 'founding-elsewhere');
          }),
        2 * MINUTE,
      );

      it(
        'a new teacher chooses a password, and finds what is theirs and no trace of the rest',
        async () => {
          const admin = await new ApiClient(app.url).login('heqing', PASSWORD);
          const publish = async (title: string, preset: 'school' | 'group') => {
            const made = await admin.post<{ id: string; rev: number }>('resources', {
              title,
              type: 'lesson_plan',
              linkUrl: 'https://example.org/',
            });
            const done = await admin.post(
              `resources/${made.body.id}/publish`,
              { audience: { preset } },
              { 'if-match': `"${made.body.rev}"` },
            );
            expect(done.status).toBe(200);
            return made.body.id;
          };
          const hidden = await publish('只给一中的测验', 'school');
          await publish('给全集团的教案', 'group');
          await act('founding-teacher', async (page) => {
            await enter(page, 'linxi', INITIAL);
            await seen(page, 'founding-forced');
            // no way round it
            await page.goto(`${app.url}/search`);
            await page.waitForURL('**/password');
            await makeOwnPassword(page);
            await page.getByText('给全集团的教案').first().waitFor();
            expect(await page.getByText('只给一中的测验').count()).toBe(0);
            await seen(page, 'founding-teacher-home');
            await page.goto(`${app.url}/resources/${hidden}`);
            await page.getByRole('heading', { name: w.notFound }).waitFor();
            await page.goto(`${app.url}/organization`);
            await page.getByRole('heading', { name: MEMBER, exact: true }).waitFor();
            await page.locator('.org-departments', { hasText: w.department }).waitFor();
            await seen(page, 'founding-teacher-organization');
            expect(await page.getByRole('tab', { name: w.people }).count()).toBe(0);
            expect(await page.getByRole('button', { name: w.addDepartment }).count()).toBe(0);
            const people = await page.request.get(`${app.url}/api/v1/people`);
            expect([403, 404]).toContain(people.status());
          });
        },
        2 * MINUTE,
      );
    });
  },
);
