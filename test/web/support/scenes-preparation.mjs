/** Lesson preparation: the list, a plan in its three views and what organizers do there, lessons in every state. */
export function preparationScenes({ preparation: { plans, closed, lessons } }) {
  const plan = `/plans/${plans[0].id}`;
  const lesson = (n) => `${plan}/lessons/${lessons[n].id}`;
  const button = (zh, en) => async (page) => {
    await page
      .getByRole('button', { name: new RegExp(`${zh}|${en}`) })
      .first()
      .click();
    await page.waitForTimeout(500);
  };
  const member = { member: true };
  const drawing = async (page) => {
    await page.locator('.remark-composer .ant-segmented-item').nth(1).click();
    const sheet = page.locator('.page-draw').first();
    await sheet.scrollIntoViewIfNeeded();
    const { x, y, width } = await sheet.boundingBox();
    await page.mouse.move(x + width * 0.2, y + 60);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.7, y + 140, { steps: 5 });
    await page.mouse.up();
  };
  return [
    { name: 'plans', stands: true, path: '/plans' },
    { name: 'plans-empty', path: '/plans', scene: { empty: 'plans' } },
    { name: 'plans-reader', path: '/plans', scene: { empty: 'plans', as: 'reader' } },
    { name: 'plans-broken', path: '/plans', scene: { broken: 'plans' }, wait: 2500 },
    { name: 'plans-closed', path: '/plans?tab=closed' },
    { name: 'plan-new', stands: true, path: '/plans', act: button('新建备课计划', 'New plan') },
    { name: 'plan-board', stands: true, path: `${plan}?view=board` },
    { name: 'plan-calendar', stands: true, path: `${plan}?view=calendar` },
    { name: 'plan-people', stands: true, path: `${plan}?view=people` },
    { name: 'plan-member', path: `${plan}?view=board`, scene: member },
    { name: 'plan-bare', path: `/plans/${plans[2].id}` },
    { name: 'plan-closed', path: `/plans/${closed[0].id}` },
    { name: 'plan-settings', stands: true, path: plan, act: button('计划设置', 'Settings') },
    { name: 'plan-add', path: plan, act: button('添加课', 'Add lessons') },
    {
      name: 'plan-many',
      path: `${plan}?view=board`,
      act: async (page, { size }) => size === 'desk' && button('批量设置', 'Set several')(page),
    },
    { name: 'plan-lesson', path: `${plan}?view=board`, act: button('修改《2.1', 'Change “2.1') },
    { name: 'plan-missing', path: '/plans/01990000-0000-7000-8000-999999999999' },
    { name: 'lesson-planned', path: lesson(9) },
    { name: 'lesson-lay', stands: true, path: lesson(9), act: button('交初案', 'Lay the draft') },
    { name: 'lesson-drafted', stands: true, path: lesson(5), wait: 1500 },
    { name: 'lesson-drafted-member', path: lesson(6), scene: member, wait: 1500 },
    { name: 'lesson-drawn', path: lesson(5), act: drawing, wait: 1500 },
    {
      name: 'lesson-remark-open',
      path: lesson(5),
      act: async (page) => page.locator('.page-box').nth(1).click(),
      wait: 1500,
    },
    { name: 'lesson-agreed', stands: true, path: lesson(2), wait: 1500 },
    {
      name: 'lesson-agreed-mine',
      path: lesson(1),
      scene: { ownAdaptation: true },
      act: async (page) => page.locator('#adaptations').scrollIntoViewIfNeeded(),
      wait: 1500,
    },
    {
      name: 'lesson-adaptation',
      stands: true,
      path: lesson(2),
      act: async (page) => page.locator('.lesson-other-title').first().click(),
      wait: 1500,
    },
    { name: 'lesson-dropped', path: lesson(lessons.length - 1) },
  ];
}
