import type { Browser, Locator, Page } from 'playwright-core';
import type { PersonView, ResourceView } from '../../src/contracts/index.js';
import type { RunningApp } from '../support/app.js';
import { findChromium } from '../support/browser.js';
import { ApiClient, eventually } from '../support/client.js';
import { withService } from '../support/services.js';
import { PASSWORD, publishLink, type SmallGroup } from '../support/small-group.js';
import { actAs } from './support/browser.js';
import { groupInBrowser } from './support/group-in-browser.js';
import { judged } from './support/judged.js';
import { arrowTo, tabTo } from './support/keyboard.js';

const MINUTE = 60_000;
const PHONE = { width: 390, height: 844 };

withService(
  'Sharing in English, on a phone, with the keyboard alone',
  'CHROMIUM_PATH',
  findChromium(),
  () => {
    let app: RunningApp;
    let browser: Browser;
    let group: SmallGroup;
    let id = '';
    groupInBrowser(async (made) => {
      ({ app, browser, group } = made);
      const initialPassword = `First-${PASSWORD}`;
      for (const [loginName, name, membership] of [
        ['heir', '赵雷', { scope: 'school', scopeId: group.coreId, role: 'teacher' }],
        ['reader', '孙敏', { scope: 'group', scopeId: group.groupId, role: 'auditor' }],
      ] as const)
        await group.admin.post('people', { loginName, name, initialPassword, memberships: [membership] });
      const reader = await new ApiClient(app.url).login('reader', initialPassword);
      await reader.request('PUT', 'me/password', { current: initialPassword, next: PASSWORD });
      ({ id } = await publishLink(group, '分数的初步认识', { type: 'lesson_plan' }));
    });

    const person = (loginName: string, name: string, act: (page: Page) => Promise<void>) =>
      actAs({ browser, url: app.url, lang: 'en' }, loginName, `sharing-keyboard-${name}`, async (page) => {
        await page.setViewportSize(PHONE);
        await act(page);
      });
    /** Goes to a control with Tab and presses Enter. */
    const press = async (page: Page, control: Locator) => {
      await control.waitFor();
      await tabTo(page, control);
      await page.keyboard.press('Enter');
    };
    /** Goes to a field in which one chooses, types, and takes the first that is offered. */
    const choose = async (page: Page, field: Locator, text: string) => {
      await tabTo(page, field);
      await page.keyboard.type(text);
      await page.locator('.ant-select-item-option:visible', { hasText: text }).first().waitFor();
      await page.keyboard.press('Enter');
    };
    /** The page as it is for whoever looks at it, then as small as before. */
    const looked = async (page: Page, name: string) => {
      await judged(page, `sharing-keyboard-${name}`);
      await page.setViewportSize(PHONE);
    };
    const seenByColleague = async () => (await group.colleague.get(`resources/${id}`)).status === 200;

    it(
      'the author narrows who can see it and sets a time, and lets a colleague of another school edit',
      () =>
        person('author', 'author', async (page) => {
          expect(await seenByColleague()).toBe(true);
          await page.goto(`${app.url}/resources/${id}`);
          const dialog = page.getByRole('dialog');
          await press(page, page.getByRole('button', { name: 'Sharing' }));
          await dialog.getByText('青禾教育集团').first().waitFor();
          await tabTo(page, dialog.getByRole('radio', { name: /The group/ }));
          for (
            let i = 0;
            i < 6 && !(await dialog.getByRole('radio', { name: /My school/ }).isChecked());
            i += 1
          )
            await page.keyboard.press('ArrowUp');
          await dialog.getByText(/^My school \(\d+\) can see it$/).waitFor();
          await tabTo(page, dialog.getByRole('radio', { name: 'At once, with no end' }));
          await page.keyboard.press('ArrowDown');
          await dialog.getByText(/Opens and closes by itself to the second/).waitFor();
          await looked(page, 'audience');
          await press(page, dialog.getByRole('button', { name: 'Save' }));
          await dialog.waitFor({ state: 'hidden' });
          expect(await seenByColleague()).toBe(false);
          const { body } = await group.author.get<ResourceView>(`resources/${id}`);
          expect(body.audience).toMatchObject({ preset: 'school' });
          expect(new Date(body.visibleFrom!).getHours()).toBe(8);

          await press(page, page.getByRole('button', { name: 'Sharing' }));
          await tabTo(page, dialog.getByRole('tab', { name: 'Audience' }));
          await page.keyboard.press('ArrowRight');
          await page.keyboard.press('Enter');
          await choose(page, dialog.getByRole('combobox', { name: 'Colleague, team or department' }), '李强');
          await press(page, dialog.getByRole('button', { name: 'Add', exact: true }));
          await dialog.getByRole('button', { name: 'Remove 李强' }).waitFor();
          await looked(page, 'editors');
          expect(await seenByColleague()).toBe(true);
          await press(page, dialog.getByRole('button', { name: 'Remove 李强' }));
          await dialog.getByText('Nobody else may edit it yet.').waitFor();
          expect(await seenByColleague()).toBe(false);
        }),
      3 * MINUTE,
    );

    it(
      'the administrator sees what a school’s leaving would change, and places a teacher there for a time',
      () =>
        person('admin', 'admin', async (page) => {
          await page.goto(`${app.url}/organization?at=${group.memberId}`);
          const dialog = page.getByRole('dialog');
          await press(page, page.getByRole('button', { name: 'Effects of 东溪小学 leaving' }));
          await dialog.getByText('东溪小学 leaves 青禾教育集团').waitFor();
          await dialog.getByText('What the others of the group share with the school').waitFor();
          await looked(page, 'leaving');
          await page.keyboard.press('Escape');
          await dialog.waitFor({ state: 'hidden' });

          await press(page, page.getByRole('button', { name: 'Place a teacher' }));
          await choose(page, dialog.getByLabel('Teacher', { exact: true }), '王芳');
          await tabTo(page, dialog.getByLabel('Last day'));
          await page.keyboard.type('2031-01-31');
          await page.keyboard.press('Tab');
          await looked(page, 'place');
          await press(page, dialog.getByRole('button', { name: 'Add', exact: true }));
          await dialog.waitFor({ state: 'hidden' });
          await page.locator('.org-person', { hasText: '王芳' }).waitFor();
          const { items } = (
            await group.admin.get<{ items: PersonView[] }>(`people?schoolId=${group.memberId}`)
          ).body;
          const guest = items.find(({ loginName }) => loginName === 'author')!;
          const here = guest.memberships.find(({ schoolId }) => schoolId === group.memberId)!;
          expect(new Date(Date.parse(here.until!) - 1).getDate()).toBe(31);
        }),
      3 * MINUTE,
    );

    it(
      'a spreadsheet of rotation is chosen, read line by line, mended, and confirmed',
      () =>
        person('admin', 'rotation', async (page) => {
          await page.goto(`${app.url}/organization?at=${group.memberId}`);
          const dialog = page.getByRole('dialog');
          const sheet = async (button: string, lines: string) => {
            const chooser = page.waitForEvent('filechooser');
            await press(page, dialog.getByRole('button', { name: button }));
            const text = `Login name,Name,Department,Role,From,Last day\n${lines}`;
            await (
              await chooser
            ).setFiles({ name: 'rotation.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
          };
          await press(page, page.getByRole('button', { name: 'Rotation from a spreadsheet' }));
          await tabTo(page, dialog.getByRole('link', { name: 'Download the template' }));
          const good = 'heir,赵雷,,Teacher,2026-11-01,2031-06-30';
          await sheet(
            'Choose a spreadsheet (XLSX or CSV)',
            `${good}\nnobody,,,,2026-11-01,\nheir,,,,1.11.2026,`,
          );
          await dialog.getByText('2 of 3 lines are wrong.').waitFor();
          await dialog.getByText('nobody with this login name, or not yours to administer').waitFor();
          await dialog.getByText('dates are written 2026-09-01').waitFor();
          expect(await dialog.getByRole('button', { name: 'Add', exact: true }).isDisabled()).toBe(true);
          const lines = dialog.getByRole('list', { name: 'Rotation from a spreadsheet' });
          await tabTo(page, lines);
          await looked(page, 'rotation-wrong');
          await sheet('Choose another', good);
          await dialog.getByText('1 line is right. It takes effect when you confirm.').waitFor();
          await looked(page, 'rotation-right');
          await press(page, dialog.getByRole('button', { name: 'Add 1 person' }));
          await dialog.waitFor({ state: 'hidden' });
          await page
            .locator('.ant-table-row', { hasText: '赵雷' })
            .getByText(/30 Jun 2031/)
            .waitFor();
        }),
      2 * MINUTE,
    );

    it(
      'who teaches at two schools chooses for which one they work, and what they make then belongs to it',
      () =>
        person('author', 'acting', async (page) => {
          await page.goto(app.url);
          await press(page, page.getByRole('button', { name: 'Menu of 王芳' }));
          const item = page.getByRole('menuitem', { name: /^东溪小学 \(until 31 Jan 2031\)$/ });
          await item.waitFor();
          await looked(page, 'acting');
          await arrowTo(page, item);
          await page.keyboard.press('Enter');
          await page.goto(`${app.url}/upload`);
          await press(page, page.getByRole('button', { name: 'Add a web link' }));
          const dialog = page.getByRole('dialog');
          await dialog.waitFor();
          await page.keyboard.type('https://example.org/at-dongxi');
          await page.keyboard.press('Tab');
          await page.keyboard.type('在东溪小学上的课');
          await page.keyboard.press('Enter');
          await page.getByText('These resources will belong to 东溪小学.').waitFor();
          const made = await eventually(
            async () =>
              (await group.author.get<{ items: ResourceView[] }>('resources?scope=mine')).body.items.find(
                ({ title }) => title === '在东溪小学上的课',
              ),
            (found) => found !== undefined,
          );
          expect(made!.school.id).toBe(group.memberId);
        }),
      2 * MINUTE,
    );

    it(
      'what somebody manages is handed over to a colleague who can manage it from then on',
      () =>
        person('admin', 'hand-over', async (page) => {
          await page.goto(`${app.url}/organization?at=${group.coreId}`);
          await press(page, page.getByRole('button', { name: 'Manage 王芳' }));
          await press(page, page.getByRole('button', { name: 'See and hand over' }));
          const drawer = page.locator('.hand-over');
          await drawer.getByText('1 thing needs somebody to look after it').waitFor();
          await choose(page, drawer.getByRole('combobox', { name: 'Give everything else to' }), '赵雷');
          await looked(page, 'hand-over');
          await press(page, drawer.getByRole('button', { name: 'Hand over', exact: true }));
          await drawer.getByText('1 thing was handed over.').waitFor();
          await drawer.getByText('赵雷 can manage it too').waitFor();
        }),
      2 * MINUTE,
    );

    it(
      'an auditor narrows the record to one person, and empties the filters again',
      () =>
        person('reader', 'audit', async (page) => {
          await page.goto(`${app.url}/audit`);
          const rows = page.locator('.audit-row');
          await rows.first().waitFor();
          const all = await rows.count();
          await choose(page, page.getByRole('combobox', { name: 'Everybody' }), '李强');
          await page.waitForFunction((before) => {
            const shown = [...document.querySelectorAll<HTMLElement>('.audit-row')];
            return (
              shown.length > 0 && shown.length < before && shown.every((r) => r.innerText.includes('李强'))
            );
          }, all);
          await looked(page, 'audit');
          await press(page, page.getByRole('button', { name: 'Clear filters' }));
          await page.waitForFunction(
            (before) => document.querySelectorAll('.audit-row').length >= before,
            all,
          );
        }),
      2 * MINUTE,
    );
  },
);
