/** Sharing: the dialog and its tabs, who can see something, share links and their visitors, many things at once. */
export function sharingScenes({ of, tokens }) {
  const plain = of('有理数（第一');
  const open = (page) => page.locator('.resource-actions > .ant-btn').first().click();
  const tab = (n) => async (page) => {
    await open(page);
    await page.locator('.share-dialog').getByRole('tab').nth(n).click();
    await page.waitForTimeout(500);
  };
  const audience = (words) => async (page) => {
    await open(page);
    await page.locator('.audience-field').getByText(words).first().click();
    await page.waitForTimeout(600);
  };
  const mixed = async (page) => {
    await open(page);
    await page.locator('.audience-field .ant-radio-wrapper').last().click();
    await page.locator('.audience-field .ant-select').click();
    for (const label of ['数学教研组', '河湾中学'])
      await page.locator('.ant-select-item-option', { hasText: label }).first().click();
    await page.locator('.audience-field .ant-select input').fill('张');
    await page.locator('.ant-select-item-option', { hasText: '张晓燕' }).click();
  };
  const viewers = async (page) => {
    await page.locator('.resource-actions .ant-dropdown-trigger').click();
    await page.locator('.ant-dropdown-menu-item').first().click();
    await page.locator('.viewers').waitFor();
  };
  const versions = async (page) => {
    await page.locator('.resource-actions .ant-dropdown-trigger').click();
    await page.locator('.ant-dropdown-menu-item').nth(1).click();
    await page.locator('.versions').waitFor();
  };
  const newLink = async (page) => {
    await tab(2)(page);
    await page.getByRole('button', { name: /新建链接|New link/ }).click();
  };
  const visitor = (name) => `/s/${tokens[name] ?? name}`;
  const enter = (password) => async (page) => {
    await page.locator('.visitor-ask input').fill(password);
    await page.locator('.visitor-ask button[type=submit]').click();
  };
  const choose = async (page) => {
    await page.locator('.many-bar button').click();
    await page.locator('.many-bar .ant-btn-link').click();
  };
  const change = async (page) => {
    await choose(page);
    await page.locator('.many-bar .ant-btn-primary').click();
    await page.locator('.share-dialog .audience-field').waitFor();
  };
  const anonymous = { session: null };
  return [
    { name: 'share', stands: true, path: plain, act: open },
    { name: 'share-window', path: of('统考卷'), act: open },
    { name: 'share-narrowed', path: of('班会课'), act: open },
    { name: 'share-mix', path: plain, act: mixed },
    {
      name: 'share-mix-open',
      path: plain,
      act: async (page) => {
        await mixed(page);
        await page.locator('.audience-field .ant-select input').fill('数学');
        await page.waitForTimeout(600);
      },
    },
    { name: 'share-schools', path: plain, act: audience(/指定学校|Chosen schools|Named schools/) },
    { name: 'share-people', path: plain, act: tab(1) },
    { name: 'share-people-empty', path: plain, scene: { empty: true }, act: tab(1) },
    { name: 'share-people-broken', path: plain, scene: { broken: '/grants' }, act: tab(1), wait: 2500 },
    { name: 'share-people-loading', path: plain, scene: { slow: 6000, slowAt: '/grants' }, act: tab(1) },
    { name: 'share-links', stands: true, path: plain, act: tab(2) },
    { name: 'share-links-empty', path: plain, scene: { empty: true }, act: tab(2) },
    { name: 'share-links-broken', path: plain, scene: { broken: '/links' }, act: tab(2), wait: 2500 },
    { name: 'share-links-loading', path: plain, scene: { slow: 6000, slowAt: '/links' }, act: tab(2) },
    { name: 'share-links-draft', path: of('整式的加减'), act: tab(2) },
    { name: 'share-link-new', path: plain, act: newLink },
    {
      name: 'share-link-made',
      path: plain,
      act: async (page) => {
        await newLink(page);
        await page.locator('.share-form button[type=submit]').click();
      },
    },
    {
      name: 'share-link-refused',
      path: plain,
      scene: { refused: true },
      act: async (page) => {
        await newLink(page);
        await page.locator('.share-form button[type=submit]').click();
      },
    },
    {
      name: 'share-link-log',
      path: plain,
      act: async (page) => {
        await tab(2)(page);
        await page.locator('.share-link button').first().click();
      },
    },
    {
      name: 'share-link-log-empty',
      path: plain,
      scene: { empty: '/log' },
      act: async (page) => {
        await tab(2)(page);
        await page.locator('.share-link button').first().click();
      },
    },
    {
      name: 'share-link-revoke',
      path: plain,
      act: async (page) => {
        await tab(2)(page);
        await page.locator('.share-link .ant-btn-dangerous').first().click();
      },
    },
    { name: 'share-usage', stands: true, path: plain, act: tab(3) },
    { name: 'share-usage-pupils', path: of('班会课'), act: tab(3) },
    { name: 'viewers', stands: true, path: plain, act: viewers },
    { name: 'viewers-empty', path: plain, scene: { empty: true }, act: viewers },
    { name: 'viewers-broken', path: plain, scene: { broken: '/viewers' }, act: viewers, wait: 2500 },
    { name: 'viewers-loading', path: plain, scene: { slow: 6000, slowAt: '/viewers' }, act: viewers },
    { name: 'versions', stands: true, path: plain, act: versions },
    { name: 'versions-empty', path: plain, scene: { empty: true }, act: versions },
    { name: 'versions-broken', path: plain, scene: { broken: '/versions' }, act: versions, wait: 2500 },
    {
      name: 'versions-remove',
      path: plain,
      act: async (page) => {
        await versions(page);
        await page.locator('.version .ant-btn-dangerous').first().click();
      },
    },
    { name: 'visitor', stands: true, path: visitor('open'), scene: anonymous, wait: 1500 },
    { name: 'visitor-password', path: visitor('password'), scene: anonymous },
    { name: 'visitor-wrong', path: visitor('password'), scene: anonymous, act: enter('1234') },
    {
      name: 'visitor-entered',
      stands: true,
      path: visitor('password'),
      scene: anonymous,
      act: enter('laoshi'),
      wait: 1500,
    },
    { name: 'visitor-ended', path: visitor('ended'), scene: anonymous },
    { name: 'visitor-missing', path: visitor('x'.repeat(43)), scene: anonymous },
    {
      name: 'visitor-loading',
      path: visitor('open'),
      scene: { session: null, slow: 6000, slowAt: '/links' },
      wait: 1200,
    },
    { name: 'visitor-broken', path: visitor('open'), scene: { session: null, broken: '/links' }, wait: 1500 },
    { name: 'mine-choosing', path: '/mine?tab=published', act: choose },
    { name: 'mine-many', stands: true, path: '/mine', act: change },
    {
      name: 'mine-many-done',
      path: '/mine',
      act: async (page) => {
        await change(page);
        await page.locator('.ant-modal-footer .ant-btn-primary').click();
        await page.locator('.many-result').waitFor();
      },
    },
    { name: 'resource-scheduled', path: of('统考卷') },
    { name: 'resource-narrowed', path: of('班会课') },
    {
      name: 'resource-watermark',
      path: of('公开课《背影》'),
      act: async (page) => {
        await page.locator('.video-start').click();
        await page.waitForTimeout(1500);
      },
    },
    {
      name: 'resource-watermark-text',
      path: of('公开课《背影》'),
      act: async (page) => {
        await page.getByRole('tab').nth(1).click();
        await page.getByRole('button', { name: /^(文字|Text)$/ }).click();
      },
      wait: 1200,
    },
    {
      name: 'resource-menu',
      path: plain,
      act: async (page) => page.locator('.resource-actions .ant-dropdown-trigger').click(),
    },
  ];
}
