import { FilterOutlined } from '@ant-design/icons';
import { Alert, Button, Drawer, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsPhone } from '../../ui/use-is-phone.js';
import { useTitle } from '../../ui/use-title.js';
import { ActiveFilters } from './active-filters.js';
import { FilterPanel } from './filter-panel.js';
import { PreviewDrawer } from './preview-drawer.js';
import { ResultList } from './result-list.js';
import { countChoices } from './search-state.js';
import { TypeTabs } from './type-tabs.js';
import { useFilters, useSearch } from './use-search.js';
import './search.css';

/** Search and browse: one list, narrowed by words, by type, by the textbook tree and by facets. */
export function SearchPage() {
  const { t } = useTranslation();
  const phone = useIsPhone();
  const { filters, change, preview, setPreview } = useFilters();
  const query = useSearch(filters);
  const [drawer, setDrawer] = useState(false);
  useTitle(filters.text ? t('search.titleFor', { text: filters.text }) : t('nav.search'));

  const first = query.data?.pages[0];
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const choices = countChoices(filters);
  const panel = (
    <FilterPanel filters={filters} change={change} facets={first?.facets} coming={query.isPending} />
  );

  return (
    <div className="search">
      {!phone && (
        <aside className="search-side" aria-label={t('search.filters')}>
          {panel}
        </aside>
      )}
      <section className="search-main" aria-label={t('search.results')}>
        <h1 className="sr-only">{t('nav.search')}</h1>
        <TypeTabs filters={filters} change={change} counts={first?.facets.type} />
        <div className="search-tools">
          {phone && (
            <Button icon={<FilterOutlined aria-hidden />} onClick={() => setDrawer(true)}>
              {choices > 0 ? t('search.filtersWith', { count: choices }) : t('search.filters')}
            </Button>
          )}
          <p className="search-total" role="status">
            {first && t('search.total', { count: first.total })}
            {query.isPending && t('search.looking')}
          </p>
          {/* without words there is nothing to match: the newest come first */}
          {filters.text !== '' && (
            <Segmented
              size="small"
              aria-label={t('search.sort')}
              value={filters.sort}
              onChange={(sort) => change({ sort })}
              options={(['relevance', 'newest'] as const).map((value) => ({
                value,
                label: t(`search.${value}`),
              }))}
            />
          )}
        </div>
        <ActiveFilters filters={filters} change={change} facets={first?.facets} />
        {first?.limited && (
          <Alert type="warning" showIcon title={t('search.limited')} className="search-note" />
        )}
        {first?.partial && items.length > 0 && (
          <p className="search-note muted" role="status">
            {t('search.partial')}
          </p>
        )}
        <ResultList query={query} items={items} filters={filters} change={change} onPreview={setPreview} />
      </section>
      {phone && (
        <Drawer
          open={drawer}
          onClose={() => setDrawer(false)}
          title={t('search.filters')}
          placement="left"
          size="88vw"
          footer={
            <Button type="primary" block size="large" onClick={() => setDrawer(false)}>
              {first ? t('search.showTotal', { count: first.total }) : t('search.filters')}
            </Button>
          }
        >
          {panel}
        </Drawer>
      )}
      <PreviewDrawer
        id={preview}
        ids={items.map((i) => i.resource.id)}
        words={filters.text}
        onChange={setPreview}
      />
    </div>
  );
}
