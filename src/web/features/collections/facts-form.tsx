import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { LESSON_PARTS } from '../../../contracts/constants.js';
import type { CollectionView } from '../../api/collections.js';
import { PartsSelect } from '../coverage/parts-select.js';
import { PlaceFields, type Place } from '../editor/place-fields.js';
import '../editor/editor.css';

/** What describes a collection, as forms hold it. */
export interface Facts extends Place {
  title: string;
  summary: string;
  /** which types of resources each lesson is to have; none: nothing is compared */
  parts: string[];
}

export const NO_FACTS: Facts = {
  title: '',
  summary: '',
  stage: null,
  subject: null,
  grade: null,
  bookId: null,
  chapterId: null,
  parts: [],
};

export const factsOf = (view: CollectionView): Facts => ({
  title: view.title,
  summary: view.summary,
  stage: view.stage,
  subject: view.subject,
  grade: view.grade,
  bookId: view.bookId,
  chapterId: view.chapterId,
  parts: view.parts ?? [],
});

/** Title, summary and place of a collection. */
export function FactsForm({ value, onChange }: { value: Facts; onChange: (facts: Facts) => void }) {
  const { t } = useTranslation();
  const set = (part: Partial<Facts>) => onChange({ ...value, ...part });
  return (
    <div className="facts-form">
      <label className="field">
        <span>{t('curate.name')}</span>
        <Input
          autoFocus
          value={value.title}
          maxLength={200}
          onChange={(event) => set({ title: event.target.value })}
        />
      </label>
      <label className="field">
        <span>{t('curate.summary')}</span>
        <Input.TextArea
          value={value.summary}
          maxLength={3000}
          autoSize={{ minRows: 2, maxRows: 8 }}
          placeholder={t('curate.summaryHint')}
          onChange={(event) => set({ summary: event.target.value })}
        />
      </label>
      <PlaceFields value={value} onChange={set} />
      <div className="field">
        <span className="row">
          <span className="grow">{t('curate.parts')}</span>
          {value.parts.length === 0 && (
            <Button size="small" type="link" onClick={() => set({ parts: [...LESSON_PARTS] })}>
              {t('curate.usualParts')}
            </Button>
          )}
        </span>
        <PartsSelect
          value={value.parts}
          placeholder={t('curate.partsHint')}
          onChange={(parts) => set({ parts })}
        />
      </div>
    </div>
  );
}
