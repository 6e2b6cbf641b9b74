import { Checkbox } from 'antd';
import { DownOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FacetCounts, SearchFilters, SearchResponse } from '../../api/discovery.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import { BookTree } from './book-tree.js';
import { markName } from './mark-name.js';
import { toggle, type Facet } from './search-state.js';

interface Props {
  filters: SearchFilters;
  change: (part: Partial<SearchFilters>) => void;
  facets: SearchResponse['facets'] | undefined;
  /** whether values of the facets are still to come */
  coming: boolean;
}

/** Values shown at once; grades follow each other, and the last ones count as much as the first. */
const SHOWN = { stage: 8, subject: 8, grade: 12, school: 8, mark: 2 };
const FACET_BONES = { stage: 3, subject: 6, grade: 6, school: 4, mark: 2 };

/** The textbook tree and the facets with their counts. */
export function FilterPanel({ filters, change, facets, coming }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <section className="side-block">
        <h2>{t('search.tree')}</h2>
        <BookTree filters={filters} change={change} />
      </section>
      {(['mark', 'stage', 'subject', 'grade', 'school'] as const).map((facet) =>
        coming ? (
          <FacetBones key={facet} facet={facet} />
        ) : (
          <FacetBlock
            key={facet}
            facet={facet}
            chosen={filters[facet]}
            counts={facets?.[facet]}
            onToggle={(value) => change({ [facet]: toggle(filters[facet], value) })}
          />
        ),
      )}
    </>
  );
}

/** Keeps the room of a facet whose values have not come yet. */
function FacetBones({ facet }: Pick<BlockProps, 'facet'>) {
  const { t } = useTranslation();
  return (
    <fieldset className="side-block" aria-busy>
      <legend>{t(`facet.${facet}`)}</legend>
      {Array.from({ length: FACET_BONES[facet] }, (_, i) => (
        <span key={i} className="facet-bone">
          <span className="bone bone-line" style={{ width: `${72 - i * 9}%` }} />
        </span>
      ))}
    </fieldset>
  );
}

interface BlockProps {
  facet: Exclude<Facet, 'type'>;
  chosen: string[];
  counts: FacetCounts | undefined;
  onToggle: (value: string) => void;
}

function FacetBlock({ facet, chosen, counts, onToggle }: BlockProps) {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const [open, setOpen] = useState(false);
  const known = counts ?? [];
  // a choice stays visible when nothing is left of it
  const gone = chosen.filter((value) => !known.some((c) => c.value === value));
  const all = [...known, ...gone.map((value) => ({ value, label: null, count: 0 }))];
  if (all.length === 0) return null;
  const nameOf = (value: string, label: string | null) => {
    if (facet === 'mark') return markName(t, value);
    return facet === 'school' ? (label ?? value) : taxonomy.name(facet, value) || (label ?? value);
  };
  const shown = open ? all : all.slice(0, SHOWN[facet]);
  return (
    <fieldset className="side-block">
      <legend>{t(`facet.${facet}`)}</legend>
      {shown.map(({ value, label, count }) => (
        <Checkbox
          key={value}
          checked={chosen.includes(value)}
          onChange={() => onToggle(value)}
          className="facet"
        >
          <span className="ellipsis">{nameOf(value, label)}</span>
          <small>{count}</small>
        </Checkbox>
      ))}
      {all.length > SHOWN[facet] && (
        <button
          type="button"
          className="plain-button facet-more"
          onClick={() => setOpen(!open)}
          aria-expanded={open}
        >
          {open ? t('search.fewer') : t('search.moreValues', { count: all.length - SHOWN[facet] })}
          <DownOutlined aria-hidden rotate={open ? 180 : 0} />
        </button>
      )}
    </fieldset>
  );
}
