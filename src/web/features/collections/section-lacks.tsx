import { CheckOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { CollectionItem, CollectionSection } from '../../api/collections.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import { sectionRow } from './section-parts.js';
import { useFound } from './use-found.js';

interface Props {
  collectionId: string;
  /** the template of a lesson */
  parts: string[];
  section: CollectionSection;
  /** of the section */
  items: CollectionItem[];
}

/** What a section still lacks of its collection's template; of one that is no lesson nothing is asked. */
export function SectionLacks(props: Props) {
  const { t } = useTranslation();
  if (props.section.lesson === false)
    return (
      <p className="section-lacks">
        <span className="tone tone-grey">{t('curate.noLesson')}</span>
      </p>
    );
  return props.section.search ? <GatheringLacks {...props} /> : <Lacks {...props} found={[]} />;
}

/** Nothing is called lacking before it is known what the section gathers. */
function GatheringLacks(props: Props) {
  const { query, items } = useFound(props.collectionId, props.section.id, 'curating');
  return query.isSuccess ? <Lacks {...props} found={items} /> : null;
}

function Lacks({ parts, section, items, found }: Props & { found: Parameters<typeof sectionRow>[3] }) {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const { cells, standing } = sectionRow(parts, section, items, found);
  if (standing === 'whole')
    return (
      <p className="section-lacks">
        <span className="tone tone-green">
          <CheckOutlined aria-hidden /> {t('curate.wholeLesson')}
        </span>
      </p>
    );
  return (
    <p className="section-lacks">
      <span className="muted small">{t('curate.lacks')}</span>
      {parts.map(
        (part, i) =>
          cells[i]!.collected === 0 && (
            <span key={part} className="tone tone-amber">
              {taxonomy.name('type', part)}
            </span>
          ),
      )}
    </p>
  );
}
