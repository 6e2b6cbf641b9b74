/** Review: the reviewer's desk, where something is for its author, submitting, and what a group asks for. */
export function reviewScenes({ of, reviews }) {
  const desk = `/reviews/${reviews[0].id}`;
  const mine = of('有理数（第一');
  const key = (name) => async (page) => {
    await page.locator('.desk-decide').waitFor();
    await page.keyboard.press(name);
    await page.waitForTimeout(500);
  };
  const shared = async (page) => {
    await page.locator('.review-line .ant-btn-primary').click();
    await page.locator('.share-dialog .audience-field').waitFor();
    await page.waitForTimeout(500);
  };
  const asked = async (page) => {
    await page.locator('.resource-actions > .ant-btn').first().click();
    await page.locator('.share-dialog .audience-field').waitFor();
    await page.locator('.review-submit').waitFor();
  };
  const menu = (item) => async (page) => {
    await page.getByRole('button', { name: /^(精品评定|Quality mark)$/ }).click();
    await page.getByRole('menuitem', { name: item }).first().click();
    await page.waitForTimeout(600);
  };
  const several = (act) => async (page) => {
    const boxes = page.locator('.desk-list .ant-checkbox-input');
    for (const i of [0, 1, 2]) await boxes.nth(i).check();
    if (!act) return;
    await page.locator('.desk-many .ant-btn').nth(act.button).click();
    await page.locator('.ant-modal-body').waitFor();
    if (act.send) await page.locator('.ant-modal-footer .ant-btn').last().click();
    await page.waitForTimeout(800);
  };
  return [
    { name: 'marks-history', stands: true, path: mine, act: menu(/评定记录|History of marks/) },
    { name: 'marks-take', stands: true, path: mine, act: menu(/取消集团精品|No longer a Group pick/) },
    { name: 'marks-confirm', stands: true, path: mine, scene: { marks: 'replaced' }, wait: 1200 },
    { name: 'reviews-several', path: '/reviews', act: several() },
    { name: 'reviews-several-return', stands: true, path: '/reviews', act: several({ button: 2 }) },
    { name: 'reviews-several-done', stands: true, path: '/reviews', act: several({ button: 1, send: true }) },
    { name: 'review-figures', stands: true, path: '/reviews/figures' },
    { name: 'review-figures-none', path: '/reviews/figures', scene: { empty: 'reviews' } },
    { name: 'reviews', stands: true, path: '/reviews' },
    { name: 'reviews-empty', path: '/reviews', scene: { empty: 'reviews' } },
    { name: 'reviews-broken', path: '/reviews', scene: { broken: 'reviews' }, wait: 2500 },
    { name: 'review', stands: true, path: desk, wait: 1500 },
    { name: 'review-taken', path: `/reviews/${reviews[2].id}`, wait: 1500 },
    { name: 'review-second', path: `/reviews/${reviews[3].id}`, wait: 1500 },
    { name: 'review-line-second', path: mine, scene: { submission: 'second' } },
    { name: 'review-line-differ', path: mine, scene: { submission: 'differ' } },
    { name: 'review-gone', path: '/reviews/01990000-0000-7000-8000-999999999999' },
    { name: 'review-approve', path: desk, act: key('a'), wait: 1200 },
    {
      name: 'review-rubric',
      stands: true,
      path: `/reviews/${reviews[2].id}`,
      act: key('a'),
      wait: 1200,
    },
    { name: 'review-return', stands: true, path: desk, act: key('r'), wait: 1200 },
    { name: 'review-correct', stands: true, path: desk, act: key('e'), wait: 1200 },
    { name: 'review-ask', path: desk, act: key('q'), wait: 1200 },
    { name: 'review-line-waiting', stands: true, path: mine, scene: { submission: 'waiting' } },
    { name: 'review-line-asked', path: mine, scene: { submission: 'asked' } },
    { name: 'review-line-returned', path: mine, scene: { submission: 'returned' } },
    { name: 'review-line-pending', path: mine, scene: { pending: true } },
    { name: 'review-submit-pending', path: mine, scene: { pending: true }, act: shared },
    { name: 'review-submit', stands: true, path: mine, scene: { reviewed: true }, act: asked },
    {
      name: 'review-policy',
      stands: true,
      path: '/organization',
      act: async (page) => page.getByRole('tab', { name: /^(审核要求|Review)$/ }).click(),
    },
  ];
}
