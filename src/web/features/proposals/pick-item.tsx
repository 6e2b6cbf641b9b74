import { useQuery } from '@tanstack/react-query';
import { Radio } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { readItems, type CollectionView, type NewItem } from '../../api/collections.js';
import { keys } from '../../api/keys.js';
import { readResource } from '../../api/resources.js';
import { PartField } from '../collections/collect-dialog.js';
import {
  FoundCollection,
  FoundResource,
  useFoundCollections,
  useFoundResources,
} from '../collections/find-items.js';
import { FindField, linkItem, LinkFields, NO_LINK, type LinkWords } from '../collections/item-fields.js';

interface Props {
  collection: CollectionView;
  value: NewItem | null;
  onPick: (item: NewItem | null) => void;
}

/** One resource, or some pages or seconds of it. */
export function PickResource({ collection, value, onPick }: Props) {
  const { t } = useTranslation();
  const { text, setText, query, found } = useFoundResources(collection);
  const items = useQuery({
    queryKey: keys.collectionItems(collection.id, 'reading'),
    queryFn: () => readItems(collection.id, 'reading'),
  });
  const inside = new Set((items.data ?? []).flatMap((item) => item.resource?.id ?? []));
  const picked = value && 'resourceId' in value ? value.resourceId : null;
  const resource = useQuery({
    queryKey: keys.resource(picked ?? ''),
    queryFn: () => readResource(picked ?? ''),
    enabled: picked !== null,
  });
  return (
    <div className="add-pane">
      <FindField
        autoFocus
        loading={query.isFetching}
        label={t('curate.findResource')}
        value={text}
        onChange={setText}
      />
      <Choices
        label={t('curate.addResource')}
        picked={picked}
        empty={query.isSuccess}
        onPick={(resourceId) => onPick({ kind: 'resource', resourceId })}
        choices={found.map((one) => ({
          id: one.id,
          shown: <FoundResource resource={one} inside={inside.has(one.id)} />,
        }))}
      />
      {value && resource.data && <PartField resource={resource.data} value={value} onChange={onPick} />}
    </div>
  );
}

/** Another collection. */
export function PickCollection({ collection, value, onPick }: Props) {
  const { t } = useTranslation();
  const { text, setText, query, found } = useFoundCollections(collection);
  return (
    <div className="add-pane">
      <FindField label={t('curate.findCollection')} value={text} onChange={setText} />
      <Choices
        label={t('curate.addCollection')}
        picked={value && 'collectionId' in value ? value.collectionId : null}
        empty={query.isSuccess}
        onPick={(collectionId) => onPick({ kind: 'collection', collectionId })}
        choices={found.map((card) => ({
          id: card.id,
          shown: (
            <span className="add-hit">
              <FoundCollection card={card} />
            </span>
          ),
        }))}
      />
    </div>
  );
}

/** A web page. */
export function PickLink({ onPick }: Pick<Props, 'onPick'>) {
  const [words, setWords] = useState(NO_LINK);
  const change = (next: LinkWords) => {
    setWords(next);
    onPick(linkItem(next));
  };
  return (
    <div className="add-pane">
      <LinkFields value={words} onChange={change} />
    </div>
  );
}

interface ChoicesProps {
  label: string;
  picked: string | null;
  choices: { id: string; shown: ReactNode }[];
  /** nothing to choose from means that nothing was found */
  empty: boolean;
  onPick: (id: string) => void;
}

function Choices({ label, picked, choices, empty, onPick }: ChoicesProps) {
  const { t } = useTranslation();
  return (
    <Radio.Group
      className="pick-list"
      value={picked}
      aria-label={label}
      onChange={(event) => onPick(event.target.value as string)}
    >
      {choices.map(({ id, shown }) => (
        <Radio key={id} value={id}>
          {shown}
        </Radio>
      ))}
      {empty && choices.length === 0 && <span className="muted">{t('curate.nothingFound')}</span>}
    </Radio.Group>
  );
}
