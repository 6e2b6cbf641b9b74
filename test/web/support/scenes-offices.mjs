/** Offices: the audit record, support access, separated duties, people who come and go, schools that join and leave. */
export function officeScenes({ of, schools, resources }) {
  const at = (name) => `/organization?at=${schools.find((s) => s.name === name).id}`;
  const core = at('晨光第一中学');
  const press = (name) => (page) => page.getByRole('button', { name }).first().click();
  const person = async (page) => {
    await page.getByRole('button', { name: /张晓燕/ }).click();
    await page.locator('.ant-drawer-title', { hasText: '张晓燕' }).waitFor();
  };
  const manager = (page) => page.locator('.ant-table-row', { hasText: '王敏' }).getByRole('button').click();
  const section = (n) => async (page) => {
    await person(page);
    await page.locator('.org-section').nth(n).locator('> .ant-btn').click();
    await page.waitForTimeout(500);
  };
  const foot = async (page) => {
    await person(page);
    await page.waitForTimeout(500);
    await page.locator('.ant-drawer-body').evaluate((body) => body.scrollTo(0, body.scrollHeight));
  };
  const defaults = async (page) => page.getByRole('tab').nth(2).click();
  const leaving = press(/退出影响预览|Effects of .* leaving/);
  const sheet = (name) => async (page) => {
    await press(/从表格导入|spreadsheet/)(page);
    await page
      .locator('.rotation input[type=file]')
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from('登录名,姓名') });
  };
  const auditor = { as: 'auditor' };
  const hidden = '/resources/01990000-0000-7000-8000-999999999999';
  const news = (part) => [
    {
      type: 'support',
      resourceId: resources[0].id,
      open: true,
      by: '周明',
      title: resources[0].title,
      ...part,
    },
  ];
  return [
    { name: 'audit', stands: true, path: '/audit', scene: auditor },
    {
      name: 'audit-details',
      stands: true,
      path: '/audit',
      scene: auditor,
      act: async (page) => {
        for (const n of [4, 5, 6, 8]) await page.locator('.audit-toggle').nth(n).click();
        await page.evaluate(() => scrollTo(0, 420));
      },
    },
    { name: 'audit-chain-broken', path: '/audit', scene: { ...auditor, chain: 'broken' } },
    { name: 'audit-chain-unverified', path: '/audit', scene: { ...auditor, chain: 'unverified' } },
    { name: 'audit-owner', path: `/audit?objectId=${resources[0].id}&what=${resources[0].title}` },
    { name: 'audit-empty', path: '/audit', scene: { as: 'teacher', empty: true } },
    { name: 'audit-nothing', path: '/audit?action=department.', scene: auditor },
    { name: 'audit-loading', path: '/audit', scene: { ...auditor, slow: 6000 }, wait: 1500 },
    { name: 'audit-broken', path: '/audit', scene: { ...auditor, broken: '/audit' }, wait: 2500 },
    { name: 'audit-list-broken', path: '/audit?result=ok', scene: { ...auditor, forbidden: '/audit' } },
    { name: 'support-open', path: of('有理数（第一'), scene: { support: 'owner' } },
    {
      name: 'support-history',
      path: of('有理数（第一'),
      scene: { support: 'owner' },
      act: async (page) => page.locator('.support-past summary').click(),
    },
    { name: 'support-yours', path: of('公开课《背影》'), scene: { support: 'admin' } },
    { name: 'support-offer', path: hidden },
    {
      name: 'support-ask',
      path: hidden,
      act: async (page) => {
        await page.locator('.support-offer .ant-btn').click();
        await page.locator('.support-offer button[type=submit]').click();
      },
    },
    { name: 'support-news', path: '/', scene: { news: news({}) }, wait: 2000 },
    { name: 'support-news-ended', path: '/', scene: { news: news({ open: false }) }, wait: 2000 },
    {
      name: 'acting-menu',
      path: '/mine',
      scene: { as: 'guest' },
      act: (page) => page.locator('.user-button').click(),
    },
    {
      name: 'acting-upload',
      path: '/upload',
      scene: { as: 'guest' },
      act: async (page) => {
        const buffer = Buffer.alloc(9000, 1);
        await page
          .getByTestId('file-input')
          .setInputFiles({ name: '教案.docx', mimeType: 'application/msword', buffer });
      },
      wait: 2000,
    },
    { name: 'home-teacher', path: '/', scene: { as: 'teacher' } },
    { name: 'home-auditor', path: '/', scene: auditor },
    { name: 'org-teacher', path: '/organization', scene: { as: 'teacher' } },
    {
      name: 'org-departments',
      path: core,
      act: async (page) => page.getByRole('tab').nth(1).click(),
    },
    { name: 'org-people', path: core },
    { name: 'org-people-empty', path: core, scene: { empty: '/people' } },
    { name: 'org-people-broken', path: core, scene: { broken: '/people' }, wait: 2500 },
    { name: 'org-add-school', path: '/organization', act: press(/添加学校|Add school/) },
    { name: 'org-edit-link', path: '/organization', act: press(/(编辑|Edit).*河湾/) },
    { name: 'org-add-person', stands: true, path: core, act: press(/添加人员|Add person/) },
    {
      name: 'org-person-added',
      stands: true,
      path: core,
      act: async (page) => {
        await press(/添加人员|Add person/)(page);
        const form = page.locator('.ant-modal');
        await form.locator('input').nth(0).fill('宋佳');
        await form.locator('input').nth(1).fill('songjia');
        await form.locator('.ant-modal-footer .ant-btn-primary').click();
        await page.locator('.copy-field').waitFor();
      },
      wait: 1000,
    },
    {
      name: 'org-add-person-wrong',
      path: core,
      act: async (page) => {
        await press(/添加人员|Add person/)(page);
        await page.locator('.ant-modal-footer .ant-btn-primary').click();
      },
    },
    {
      name: 'org-add-department',
      path: core,
      act: async (page) => {
        await page.getByRole('tab').nth(1).click();
        await press(/添加教研组|Add department/)(page);
      },
    },
    {
      name: 'org-add-team',
      path: core,
      act: async (page) => {
        await page.getByRole('tab').nth(1).click();
        await page.locator('.org-departments > li > .ant-btn').first().click();
      },
    },
    { name: 'person', stands: true, path: core, act: person },
    { name: 'person-foot', path: core, act: foot },
    { name: 'person-membership', path: core, act: section(1) },
    {
      name: 'person-ended',
      path: core,
      act: async (page) => {
        await person(page);
        await page.locator('.org-membership .ant-btn').first().click();
        await page.locator('.ant-popover .ant-btn-primary').click();
      },
      wait: 1500,
    },
    { name: 'hand-over', stands: true, path: core, act: section(2) },
    { name: 'hand-over-empty', path: core, scene: { empty: '/hand-over' }, act: section(2) },
    { name: 'hand-over-broken', path: core, scene: { broken: '/hand-over' }, act: section(2), wait: 2500 },
    { name: 'hand-over-loading', path: core, scene: { slow: 6000, slowAt: '/hand-over' }, act: section(2) },
    {
      name: 'hand-over-done',
      path: core,
      act: async (page) => {
        await section(2)(page);
        await page.locator('.hand-over .ant-select').first().click();
        await page.locator('.ant-select-item-option', { hasText: '李建国' }).click();
        await page.locator('.hand-over .ant-btn-primary').click();
      },
    },
    { name: 'sight', path: core, act: section(3) },
    { name: 'sight-empty', path: core, scene: { empty: '/sight' }, act: section(3) },
    { name: 'sight-broken', path: core, scene: { broken: '/sight' }, act: section(3), wait: 2500 },
    { name: 'sight-loading', path: core, scene: { slow: 6000, slowAt: '/sight' }, act: section(3) },
    { name: 'duties-admin', path: core, scene: { separated: true } },
    { name: 'duties-admin-person', path: core, scene: { separated: true }, act: manager },
    { name: 'duties-guard', path: core, scene: { separated: true, as: 'guard' } },
    { name: 'duties-guard-person', path: core, scene: { separated: true, as: 'guard' }, act: person },
    { name: 'rotation', path: core, act: press(/从表格导入|spreadsheet/) },
    { name: 'rotation-errors', stands: true, path: core, act: sheet('轮岗 有错.csv') },
    { name: 'rotation-ready', path: core, act: sheet('轮岗.csv') },
    { name: 'rotation-unreadable', path: core, act: sheet('坏.xlsx') },
    { name: 'leaving', path: core, act: leaving },
    { name: 'leaving-broken', path: core, scene: { broken: '/school-links' }, act: leaving, wait: 2500 },
    { name: 'leaving-loading', path: core, scene: { slow: 6000, slowAt: '/school-links' }, act: leaving },
    { name: 'joining', path: '/organization', act: press(/(编辑|Edit).*东坝/) },
    { name: 'defaults', stands: true, path: core, scene: { defaults: true }, act: defaults },
    { name: 'defaults-empty', path: core, act: defaults },
    {
      name: 'defaults-broken',
      path: core,
      scene: { broken: '/sharing-defaults' },
      act: defaults,
      wait: 2500,
    },
    {
      name: 'defaults-loading',
      path: core,
      scene: { slow: 6000, slowAt: '/sharing-defaults' },
      act: defaults,
    },
  ];
}
