import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FacetCounts, SearchFilters } from '../../api/discovery.js';
import { useMoreHint } from '../../ui/use-more-hint.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';

interface Props {
  filters: SearchFilters;
  change: (part: Partial<SearchFilters>) => void;
  counts: FacetCounts | undefined;
}

/** Types in teachers' own words, one at a time; the counts say where there is something. */
export function TypeTabs({ filters, change, counts }: Props) {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const strip = useRef<HTMLDivElement>(null);
  useMoreHint(strip);
  const chosen = filters.type[0] ?? null;
  const countOf = (value: string) => counts?.find((c) => c.value === value)?.count;
  const tabs = [{ value: null as string | null, label: t('search.allTypes') }, ...taxonomy.types];
  return (
    <div className="type-tabs" ref={strip} role="group" aria-label={t('search.types')}>
      {tabs.map(({ value, label }) => {
        const count = value === null ? undefined : countOf(value);
        return (
          <button
            key={value ?? 'all'}
            type="button"
            aria-pressed={chosen === value}
            className={
              count === undefined && value !== null && counts && chosen !== value ? 'type-none' : undefined
            }
            onClick={() => change({ type: value === null ? [] : [value] })}
          >
            {label}
            {value !== null && <small>{count}</small>}
          </button>
        );
      })}
    </div>
  );
}
