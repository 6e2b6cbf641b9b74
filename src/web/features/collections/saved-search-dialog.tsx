import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  updateSection,
  type CollectionSection,
  type CollectionView,
  type SavedSearch,
} from '../../api/collections.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import { PlaceFields, type Place } from '../editor/place-fields.js';
import type { Curation } from './use-curation.js';

interface Props {
  collection: CollectionView;
  section: CollectionSection;
  curation: Curation;
  onClose: () => void;
}

/** What a section is to fill itself with. */
export function SavedSearchDialog({ collection, section, curation, onClose }: Props) {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const [text, setText] = useState(section.search?.text ?? '');
  const [types, setTypes] = useState(section.search?.type ?? []);
  const [place, setPlace] = useState(() =>
    section.search ? placeOf(section.search) : beginning(collection),
  );
  const search = searchOf(text.trim(), types, place);
  const save = (next: SavedSearch | null) =>
    void curation
      .change({
        send: (rev) => updateSection(collection.id, rev, section.id, { search: next }),
        done: t('curate.saved'),
      })
      .then(onClose, () => undefined);
  return (
    <Modal
      open
      title={t('curate.search')}
      onCancel={onClose}
      footer={
        <>
          {section.search && (
            <Button
              danger
              onClick={() => save(null)}
              loading={curation.busy}
              style={{ float: 'inline-start' }}
            >
              {t('curate.searchEnd')}
            </Button>
          )}
          <Button onClick={onClose}>{t('actions.cancel')}</Button>
          <Button type="primary" disabled={!search} loading={curation.busy} onClick={() => save(search)}>
            {t('actions.save')}
          </Button>
        </>
      }
    >
      <p className="muted">{t('curate.searchLead')}</p>
      <div className="facts-form">
        <label className="field">
          <span>{t('curate.searchText')}</span>
          <Input
            autoFocus
            value={text}
            maxLength={200}
            placeholder={t('curate.searchTextHint')}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <label className="field">
          <span>{t('facet.type')}</span>
          <Select
            mode="multiple"
            value={types}
            options={taxonomy.types}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('curate.searchAnyType')}
            aria-label={t('facet.type')}
            onChange={setTypes}
          />
        </label>
        <PlaceFields value={place} onChange={(part) => setPlace((before) => ({ ...before, ...part }))} />
      </div>
    </Modal>
  );
}

/** The place of the collection is the first guess. */
function beginning({ stage, subject, grade, bookId, chapterId }: CollectionView): Place {
  return { stage, subject, grade, bookId, chapterId };
}

/** A chapter's id begins with its book's. */
function placeOf({ stage, subject, grade, node }: SavedSearch): Place {
  return {
    stage: stage[0] ?? null,
    subject: subject[0] ?? null,
    grade: grade[0] ?? null,
    bookId: node?.split('.')[0] ?? null,
    chapterId: node?.includes('.') ? node : null,
  };
}

/** Null when nothing is asked for: that would find everything. */
function searchOf(text: string, type: string[], place: Place): SavedSearch | null {
  const one = (value: string | null) => (value === null ? [] : [value]);
  const search: SavedSearch = {
    ...{ text, type, school: [], mark: [], sort: 'newest' },
    stage: one(place.stage),
    subject: one(place.subject),
    // A book says its grade by itself.
    grade: place.bookId === null ? one(place.grade) : [],
    node: place.chapterId ?? place.bookId,
  };
  const { sort: _sort, ...says } = search;
  return Object.values(says).some((value) => value !== null && value.length > 0) ? search : null;
}
