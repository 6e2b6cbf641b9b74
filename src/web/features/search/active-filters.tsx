import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SearchFilters, SearchResponse } from '../../api/discovery.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import { markName } from './mark-name.js';
import { countChoices, FACETS, toggle, withoutChoices } from './search-state.js';
import { useNodeTitle } from './use-node-title.js';

interface Props {
  filters: SearchFilters;
  change: (part: Partial<SearchFilters>) => void;
  facets: SearchResponse['facets'] | undefined;
}

/** What narrows the list, each taken off by one press. */
export function ActiveFilters({ filters, change, facets }: Props) {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const nodeTitle = useNodeTitle(filters.node);
  if (countChoices(filters) === 0) return null;
  const nameOf = (facet: (typeof FACETS)[number], value: string) => {
    if (facet === 'mark') return markName(t, value);
    return facet === 'school'
      ? (facets?.school.find((c) => c.value === value)?.label ?? t('facet.school'))
      : taxonomy.name(facet, value);
  };
  return (
    <div className="row-wrap active-filters">
      {filters.node && (
        <Tag closable onClose={() => change({ node: null })} closeIcon={<Remove name={nodeTitle} />}>
          {nodeTitle}
        </Tag>
      )}
      {FACETS.filter((facet) => facet !== 'type').flatMap((facet) =>
        filters[facet].map((value) => (
          <Tag
            key={`${facet}-${value}`}
            closable
            closeIcon={<Remove name={nameOf(facet, value)} />}
            onClose={() => change({ [facet]: toggle(filters[facet], value) })}
          >
            {nameOf(facet, value)}
          </Tag>
        )),
      )}
      <button type="button" className="plain-button small" onClick={() => change(withoutChoices(filters))}>
        {t('search.clear')}
      </button>
    </div>
  );
}

function Remove({ name }: { name: string }) {
  const { t } = useTranslation();
  return <span aria-label={t('search.removeFilter', { name })}>×</span>;
}
