/** Collections: the shelf, reading, presenting, curating, proposals, and what a book lacks. */
export function collectionScenes({ collections, items }) {
  const [unit, copy] = collections;
  const empty = collections.find((view) => view.sections.length === 1 && view.state === 'draft');
  const page = `/collections/${unit.id}`;
  const edit = `${page}/edit`;
  const reading = (n) => `${page}?item=${items[n].id}`;
  const press = (name) => (shown) => shown.getByRole('button', { name }).first().click();
  const present = async (shown) => {
    await press(/^(放映|Present)/)(shown);
    await shown.locator('.present[open]').waitFor();
  };
  const inMenu = (of, nth) => async (shown) => {
    await of(shown).click();
    await shown.locator('.ant-dropdown:visible .ant-dropdown-menu-item').nth(nth).click();
  };
  const menuOf = (n) => (shown) => shown.locator('.curate-item > .ant-btn').nth(n);
  const queue = `${edit}?proposals`;
  const book = '/collections/coverage?book=rj-7a';
  const slow = { slow: 6000 };
  return [
    { name: 'collections', stands: true, path: '/collections', scene: { widenings: true } },
    { name: 'collections-followed', path: '/collections?tab=followed' },
    { name: 'collections-followed-none', path: '/collections?tab=followed', scene: { empty: true } },
    { name: 'collections-curated', path: '/collections?tab=curated' },
    { name: 'collections-trash', path: '/collections?tab=trash' },
    { name: 'collections-empty', path: '/collections', scene: { empty: true } },
    { name: 'collections-none-found', path: '/collections?subject=physics' },
    { name: 'collections-reader', path: '/collections', scene: { as: 'reader' } },
    { name: 'collections-loading', path: '/collections', scene: slow, wait: 1500 },
    { name: 'collections-broken', path: '/collections', scene: { broken: '/collections' }, wait: 2500 },
    { name: 'collections-forbidden', path: '/collections', scene: { forbidden: '/collections' } },
    { name: 'collections-new', stands: true, path: '/collections', act: press(/新建合集|New collection/) },
    { name: 'collection', stands: true, path: page },
    { name: 'collection-reader', path: page, scene: { as: 'reader' } },
    { name: 'collection-copied', path: `/collections/${copy.id}` },
    { name: 'collection-empty', path: `/collections/${empty.id}` },
    { name: 'collection-loading', path: page, scene: slow, wait: 1500 },
    { name: 'collection-broken', path: page, scene: { broken: '/collections' }, wait: 2500 },
    { name: 'collection-items-broken', path: page, scene: { broken: '/items' }, wait: 2500 },
    { name: 'collection-missing', path: '/collections/01990000-0000-7000-8000-999999999999' },
    { name: 'collection-print', path: page, before: (shown) => shown.emulateMedia({ media: 'print' }) },
    { name: 'collection-take', path: page, act: press(/打印与下载|Print and download/) },
    {
      name: 'collection-archive',
      path: page,
      act: inMenu((shown) => shown.getByRole('button', { name: /打印与下载|Print and download/ }), 2),
    },
    { name: 'collection-propose', path: page, act: press(/^(推荐条目|Propose an item)$/) },
    { name: 'reading', path: reading(0), wait: 1500 },
    { name: 'reading-reader', path: reading(0), scene: { as: 'reader' }, wait: 1500 },
    { name: 'reading-pages', stands: true, path: reading(2), wait: 1500 },
    { name: 'reading-span', path: reading(1), wait: 1500 },
    { name: 'reading-link', path: reading(3) },
    { name: 'reading-collection', path: reading(5) },
    { name: 'reading-broken', path: reading(0), scene: { broken: '/resources' }, wait: 2500 },
    { name: 'present-page', stands: true, path: reading(2), act: present, wait: 1500 },
    { name: 'present-pinned', path: reading(0), act: present, wait: 1500 },
    { name: 'present-film', path: reading(1), act: present, wait: 1500 },
    { name: 'present-link', path: reading(3), act: present },
    { name: 'present-collection', path: reading(5), act: present },
    {
      name: 'present-broken',
      stands: true,
      path: reading(0),
      scene: { broken: '/resources' },
      act: present,
      wait: 2500,
    },
    {
      name: 'present-loading',
      path: reading(0),
      scene: { ...slow, slowAt: '/resources' },
      act: present,
    },
    { name: 'curate', stands: true, path: edit },
    {
      name: 'curate-foot',
      path: edit,
      act: async (shown) => {
        await shown.locator('.curate-item').first().waitFor();
        await shown.evaluate(() => scrollTo(0, document.body.scrollHeight));
      },
    },
    { name: 'curate-empty', path: `/collections/${empty.id}/edit` },
    { name: 'curate-loading', path: edit, scene: slow, wait: 1500 },
    { name: 'curate-broken', path: edit, scene: { broken: '/items' }, wait: 2500 },
    { name: 'curate-forbidden', path: edit, scene: { as: 'reader' } },
    { name: 'curate-item-menu', path: edit, act: (shown) => menuOf(1)(shown).click() },
    {
      name: 'curate-pin',
      stands: true,
      path: edit,
      act: async (shown) => {
        await menuOf(0)(shown).click();
        await shown
          .getByRole('menuitem', { name: /^(固定为以前的版本…|Pin to an earlier version…)$/ })
          .click();
        await shown.locator('.pin-choice').waitFor();
      },
    },
    { name: 'curate-add', stands: true, path: edit, act: press(/^(plus )?(添\s*加|Add)$/) },
    {
      name: 'curate-search',
      stands: true,
      path: edit,
      act: press(/^(改自动收集的条件|Change what is gathered)$/),
    },
    { name: 'curate-facts', path: edit, act: press(/^(名称|Title)$/) },
    { name: 'curate-history', path: edit, act: press(/^(历\s*史|History)$/) },
    { name: 'curate-publish', path: edit, act: press(/^(可见范围与编者|Audience and curators)$/) },
    { name: 'found-empty', path: page, scene: { empty: '/found' } },
    { name: 'found-broken', path: page, scene: { broken: '/found' }, wait: 2500 },
    { name: 'found-limited', path: edit, scene: { limited: true } },
    { name: 'queue', stands: true, path: queue },
    { name: 'queue-decided', path: queue, act: press(/^(已处理|Decided)/) },
    { name: 'queue-accept', path: queue, act: press(/^(放进合集|Accept)/) },
    { name: 'queue-decline', path: queue, act: press(/^(不采纳|Decline)/) },
    { name: 'queue-empty', path: queue, scene: { empty: '/proposals' } },
    { name: 'queue-broken', path: queue, scene: { broken: '/proposals' }, wait: 2500 },
    { name: 'queue-loading', path: queue, scene: { ...slow, slowAt: '/proposals' }, wait: 1500 },
    { name: 'proposals', stands: true, path: '/proposals' },
    { name: 'proposals-none', path: '/proposals', scene: { empty: true } },
    { name: 'proposals-broken', path: '/proposals', scene: { broken: true }, wait: 2500 },
    { name: 'proposals-loading', path: '/proposals', scene: slow, wait: 1500 },
    { name: 'coverage', stands: true, path: book },
    { name: 'coverage-collection', stands: true, path: `/collections/coverage?collection=${unit.id}` },
    { name: 'coverage-lacking', path: `${book}&only=lacking` },
    { name: 'coverage-choose', path: '/collections/coverage' },
    { name: 'coverage-empty', path: book, scene: { empty: '/coverage' } },
    { name: 'coverage-loading', path: book, scene: slow, wait: 1500 },
    { name: 'coverage-broken', path: book, scene: { broken: '/coverage' }, wait: 2500 },
  ];
}
