import { collectionScenes } from './scenes-collections.mjs';
import { officeScenes } from './scenes-offices.mjs';
import { preparationScenes } from './scenes-preparation.mjs';
import { reviewScenes } from './scenes-review.mjs';
import { sharingScenes } from './scenes-sharing.mjs';

const nowhere = '01990000-0000-7000-8000-999999999999';
const offline = (what) => (page) => page.route(`**/api/v1/${what}?*`, (route) => route.abort());

/**
 * Every page in every state: a name, an address, how the stage is set and what is done before the picture. One that
 * `stands` for a page, or for a window in which much is done, is what the tests look at; every page has one.
 */
export function scenes(stage) {
  const { resources } = stage;
  const of = (title) => `/resources/${resources.find((r) => r.title.includes(title)).id}`;
  const files = [
    {
      name: '1.3 有理数的加减法 教学设计.docx',
      mimeType: 'application/msword',
      buffer: Buffer.alloc(900_000, 1),
    },
    {
      name: '1.3 有理数的加减法 课件.pptx',
      mimeType: 'application/vnd.ms-powerpoint',
      buffer: Buffer.alloc(2_500_000, 2),
    },
    { name: '空文件.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) },
  ];
  const hostile = [`${'很长的文件名'.repeat(30)}.docx`, '"引号"<b>尖括号<b> & 😀.pdf', '..．．设计.pptx'].map(
    (name) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.alloc(9000, 1) }),
  );
  const published = async (page) => {
    await page.getByTestId('file-input').setInputFiles(files.slice(0, 2));
    await page.waitForTimeout(2600);
    await page.locator('.shared-buttons .ant-btn-primary').click();
  };
  const bell = (page) => page.locator('.bell-button').click();
  return [
    { name: 'notices', stands: true, path: '/', act: bell },
    { name: 'notices-none', path: '/', scene: { empty: 'notices' }, act: bell },
    { name: 'notices-broken', path: '/', scene: { broken: 'notices' }, act: bell },
    { name: 'login', stands: true, path: '/login', scene: { session: null } },
    {
      name: 'login-wrong',
      path: '/login',
      scene: { session: null },
      act: async (page) => {
        await page.locator('input').nth(0).fill('wangmin');
        await page.locator('input').nth(1).fill('nonsense');
        await page.locator('button[type=submit]').click();
      },
    },
    { name: 'setup', stands: true, path: '/setup', scene: { session: null, setup: true } },
    {
      name: 'setup-wrong',
      path: '/setup',
      scene: { session: null, setup: true },
      act: async (page) => page.locator('button[type=submit]').click(),
    },
    { name: 'account', stands: true, path: '/password' },
    { name: 'account-mail-off', path: '/password', scene: { mail: 'off' } },
    { name: 'account-mail-none', stands: true, path: '/password', scene: { mail: 'none' } },
    { name: 'account-mail-unconfirmed', path: '/password', scene: { mail: 'unconfirmed' } },
    { name: 'account-mail-unusable', path: '/password', scene: { mail: 'unusable' } },
    { name: 'account-mail-stopped', path: '/password', scene: { mail: 'stopped' } },
    { name: 'account-mail-confirming', path: `/password?confirm=${'a'.repeat(43)}` },
    {
      name: 'account-mail-ended',
      path: `/password?confirm=ended${'a'.repeat(38)}`,
      scene: { mail: 'unconfirmed' },
    },
    { name: 'unsubscribe', stands: true, path: '/unsubscribe/abc', scene: { session: null } },
    {
      name: 'unsubscribed',
      path: '/unsubscribe/abc',
      scene: { session: null },
      act: (page) => page.locator('.leave-card button').click(),
    },
    {
      name: 'unsubscribe-gone',
      path: '/unsubscribe/gone',
      scene: { session: null },
      act: (page) => page.locator('.leave-card button').click(),
    },
    { name: 'account-forced', path: '/', scene: { mustChangePassword: true } },
    { name: 'account-broken', path: '/password', scene: { broken: true } },
    {
      name: 'account-menu',
      path: '/mine',
      act: async (page) => page.locator('.user-button').click(),
    },
    { name: 'home', stands: true, path: '/' },
    { name: 'home-empty', path: '/', scene: { empty: true } },
    { name: 'home-broken', stands: true, path: '/', scene: { broken: true } },
    { name: 'home-loading', path: '/', scene: { slow: 5000 }, wait: 1500 },
    { name: 'home-reader', path: '/', scene: { as: 'reader' } },
    { name: 'mine-offline', path: '/mine', before: offline('resources'), wait: 3000 },
    { name: 'search', stands: true, path: '/search?text=有理数' },
    {
      name: 'search-suggest',
      path: '/search',
      act: async (page) => {
        await page.getByRole('combobox').first().fill('有');
        await page.waitForTimeout(300);
      },
    },
    { name: 'search-filtered', path: '/search?subject=math&grade=g7&type=slides' },
    {
      name: 'search-drawer',
      path: '/search',
      act: async (page, { size }) => {
        if (size === 'phone') await page.locator('.search-tools button').first().click();
        const tree = page.getByRole('tree').first();
        await tree.getByText(/初中|Junior/).click();
        await page.waitForTimeout(500);
        await tree
          .getByText(/^(数学|Mathematics)$/)
          .last()
          .click();
        await page.waitForTimeout(600);
      },
    },
    { name: 'search-empty', path: '/search?text=量子力学&grade=g7' },
    { name: 'search-partial', path: '/search?text=有理数怎么教？' },
    { name: 'search-limited', path: '/search', scene: { limited: true } },
    { name: 'search-loading', path: '/search', scene: { slow: 5000 }, wait: 1500 },
    { name: 'search-broken', path: '/search', scene: { broken: true } },
    {
      name: 'search-preview',
      stands: true,
      path: `/search?text=有理数&preview=${of('有理数（第一').split('/')[2]}`,
      wait: 1600,
    },
    { name: 'search-offline', path: '/search', before: offline('search'), wait: 3000 },
    { name: 'search-preview-missing', path: `/search?preview=${nowhere}` },
    { name: 'resource-loading', path: of('有理数（第一'), scene: { slow: 5000 }, wait: 1500 },
    { name: 'resource-broken', path: of('有理数（第一'), scene: { broken: true } },
    { name: 'resource-doc', stands: true, path: of('有理数（第一'), wait: 1500 },
    {
      name: 'resource-text',
      path: of('有理数的加法'),
      act: async (page) => page.getByRole('button', { name: /^(文字|Text)$/ }).click(),
      wait: 1200,
    },
    { name: 'resource-words', stands: true, path: `${of('有理数（第一')}?words=有理数`, wait: 1500 },
    {
      name: 'resource-video',
      stands: true,
      path: of('去括号'),
      act: async (page) => {
        await page.locator('.video-start').click();
        await page.waitForTimeout(1500);
        await page.locator('.scrubber').hover();
      },
      wait: 600,
    },
    { name: 'resource-image', path: of('光合作用') },
    { name: 'resource-audio', path: of('《春》') },
    { name: 'resource-half', path: of('杠杆') },
    { name: 'resource-processing', path: of('浮力') },
    { name: 'resource-waiting', path: of('月考讲评') },
    { name: 'resource-failed', path: of('期末复习') },
    { name: 'resource-link', path: of('国家中小学') },
    { name: 'resource-view-only', path: of('分数的初步') },
    { name: 'resource-adapted', path: of('有理数的加法（个案）') },
    { name: 'resource-draft', path: of('整式的加减') },
    {
      name: 'resource-publish',
      path: of('整式的加减'),
      act: async (page) => {
        await page.locator('.resource-actions .ant-btn-primary').click();
        await page.locator('.ant-modal').waitFor();
      },
    },
    { name: 'resource-trashed', path: of('删掉的') },
    { name: 'resource-missing', path: `/resources/${nowhere}` },
    { name: 'edit-missing', path: `/resources/${nowhere}/edit` },
    { name: 'edit', stands: true, path: `${of('有理数（第一')}/edit` },
    {
      name: 'edit-conflict',
      path: `${of('勾股')}/edit`,
      scene: { conflict: true },
      act: async (page) => {
        await page.locator('.edit-card input').first().fill('勾股定理 学案（第二稿）');
        await page.locator('button[type=submit]').click();
      },
    },
    { name: 'edit-forbidden', path: `${of('Unit 3')}/edit` },
    { name: 'upload', stands: true, path: '/upload' },
    { name: 'upload-reader', path: '/upload', scene: { as: 'reader' } },
    {
      name: 'upload-interrupted',
      path: '/upload',
      scene: { interrupted: true },
      act: async (page) => page.locator('.interrupted').waitFor(),
    },
    {
      name: 'upload-moving',
      path: '/upload',
      scene: { stuck: true },
      act: async (page) => {
        await page.getByTestId('file-input').setInputFiles(files.slice(0, 2));
        await page.locator('[data-phase=sending]').nth(1).waitFor();
        // what is under way may still arrive: pausing, not paused
        await page.locator('[data-phase=sending] button').first().click();
        await page.locator('[data-phase=pausing]').waitFor();
      },
    },
    {
      name: 'upload-full',
      path: '/upload',
      scene: { full: true },
      act: async (page) => page.getByTestId('file-input').setInputFiles(files.slice(0, 2)),
    },
    {
      name: 'upload-link',
      path: '/upload',
      act: async (page) => page.locator('.drop-buttons button').last().click(),
    },
    {
      name: 'upload-hostile',
      path: '/upload',
      act: async (page) => page.getByTestId('file-input').setInputFiles(hostile),
      wait: 2600,
    },
    {
      name: 'upload-files',
      stands: true,
      path: '/upload',
      act: async (page) => page.getByTestId('file-input').setInputFiles(files),
      wait: 1000,
    },
    { name: 'upload-done', path: '/upload', act: published, wait: 1500 },
    { name: 'upload-reviewed', stands: true, path: '/upload', scene: { reviewed: true }, act: published },
    { name: 'mine', stands: true, path: '/mine' },
    {
      name: 'mine-interrupted',
      path: '/mine',
      scene: { interrupted: true },
      act: async (page) => page.getByText('一元二次方程').scrollIntoViewIfNeeded(),
    },
    { name: 'mine-loading', path: '/mine', scene: { slow: 5000 }, wait: 1500 },
    { name: 'mine-broken', path: '/mine', scene: { broken: true } },
    { name: 'mine-trash-empty', path: '/mine?tab=trash', scene: { empty: true } },
    { name: 'mine-trash', path: '/mine?tab=trash' },
    { name: 'mine-empty', path: '/mine?tab=draft', scene: { empty: true } },
    { name: 'organization', stands: true, path: '/organization' },
    { name: 'organization-empty', path: '/organization', scene: { empty: true } },
    { name: 'organization-loading', path: '/organization', scene: { slow: 5000 }, wait: 1500 },
    { name: 'organization-broken', path: '/organization', scene: { broken: true } },
    {
      name: 'organization-school',
      path: '/organization',
      act: async (page, { size }) => {
        if (size === 'phone') {
          await page.locator('.org-body > .ant-select').click();
          await page.locator('.ant-select-item-option', { hasText: '河湾中学' }).click();
        } else await page.getByRole('button', { name: '河湾中学' }).first().click();
      },
    },
    {
      name: 'organization-person',
      path: '/organization',
      act: async (page) => {
        await page.getByRole('tab').last().click();
        await page.getByRole('button', { name: /张晓燕/ }).click();
      },
    },
    { name: 'not-found', stands: true, path: '/nowhere' },
    ...collectionScenes(stage),
    ...sharingScenes({ ...stage, of }),
    ...reviewScenes({ ...stage, of }),
    ...preparationScenes(stage),
    ...officeScenes({ ...stage, of }),
  ];
}
