import { DeleteOutlined, LinkOutlined } from '@ant-design/icons';
import { Alert, Button, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { isApiError, type ApiError } from '../../api/errors.js';
import { useErrorText } from '../../ui/error-text.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import { levelsOf, SubmitForm } from '../review/submit-form.js';
import { typeOf, type SharedFields, type Unit } from './batch-types.js';
import type { DraftBatch } from './draft-batch.js';
import type { UploadItem } from './engine/types.js';
import type { UploadQueue } from './engine/upload-queue.js';
import { UnitPlace } from './unit-place.js';
import { UploadLine } from './upload-line.js';

interface Props {
  unit: Unit;
  items: readonly UploadItem[];
  shared: SharedFields;
  batch: DraftBatch;
  queue: UploadQueue;
}

/** One resource to be: its title, its type, its files with their progress. */
export function UnitRow({ unit, items, shared, batch, queue }: Props) {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const errorText = useErrorText();
  const own = unit.uploadKeys.flatMap((key) => items.find((i) => i.key === key) ?? []);
  const type = typeOf(unit, shared);
  return (
    <li className="unit card">
      <div className="unit-head">
        <Input
          value={unit.title}
          maxLength={200}
          variant="filled"
          status={unit.title.trim() ? undefined : 'error'}
          aria-label={t('field.title')}
          placeholder={t('field.title')}
          onChange={(event) => batch.setUnit(unit.key, { title: event.target.value })}
        />
        <Select
          className="unit-type"
          variant="filled"
          value={type}
          options={taxonomy.types}
          placeholder={t('upload.chooseType')}
          aria-label={t('facet.type')}
          onChange={(value: string) => batch.setUnit(unit.key, { type: value })}
        />
        <Button
          type="text"
          icon={<DeleteOutlined aria-hidden />}
          aria-label={t('upload.removeUnit', { title: unit.title })}
          onClick={() => batch.removeUnit(unit.key)}
        />
      </div>
      <UnitPlace unit={unit} shared={shared} onChange={(place) => batch.setUnit(unit.key, { place })} />
      {unit.linkUrl && (
        <p className="unit-link ellipsis">
          <LinkOutlined aria-hidden /> {unit.linkUrl}
        </p>
      )}
      {own.map((item) => (
        <UploadLine
          key={item.key}
          item={item}
          queue={queue}
          onRemove={unit.uploadKeys.length > 1 ? () => batch.removeUpload(unit.key, item.key) : undefined}
        />
      ))}
      {/* It is kept as a draft then, described and with its files. */}
      {needsReview(unit) && (
        <div className="unit-review">
          <p role="alert">{t('upload.savedForReview')}</p>
          <SubmitForm
            resource={unit.draft}
            levels={levelsOf(unit.error)}
            wish={{ audience: unit.wish }}
            onDone={() => batch.noteSubmitted(unit.key)}
          />
        </div>
      )}
      {unit.phase === 'failed' && !needsReview(unit) && (
        <Alert
          type="error"
          showIcon
          title={t('upload.notSaved')}
          description={errorText(unit.error)}
          role="alert"
        />
      )}
    </li>
  );
}

/** Whether nothing but review stands between it and its audience. */
function needsReview(unit: Unit): unit is Unit & {
  draft: NonNullable<Unit['draft']>;
  wish: NonNullable<Unit['wish']>;
  error: ApiError;
} {
  return (
    unit.phase === 'failed' &&
    unit.draft !== null &&
    unit.wish !== null &&
    isApiError(unit.error, 'review_required')
  );
}
