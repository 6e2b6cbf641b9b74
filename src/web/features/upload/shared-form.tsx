import { Alert, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { keys } from '../../api/keys.js';
import type { AudienceInput } from '../../api/resources.js';
import { useSession } from '../../app/session.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import '../editor/editor.css';
import { PlaceFields } from '../editor/place-fields.js';
import { TagField } from '../editor/tag-field.js';
import { AudienceField } from '../resource/audience-field.js';
import { isComplete } from '../resource/audience-rules.js';
import { useDefaultAudience } from '../resource/use-audience-choices.js';
import { useNeeded } from '../review/submit-form.js';
import { useAudiencePreview } from '../sharing/use-audience-preview.js';
import { isUsable, typeOf, type SharedFields, type Unit } from './batch-types.js';
import type { DraftBatch } from './draft-batch.js';
import type { UploadItem } from './engine/types.js';

interface Props {
  batch: DraftBatch;
  shared: SharedFields;
  open: Unit[];
  items: readonly UploadItem[];
  finishing: boolean;
  /** in whose name the resources are made */
  schoolId: string | null;
}

/** Filled in once for all files: type and audience are needed, the rest helps others to find it. */
export function SharedForm({ batch, shared, open, items, finishing, schoolId }: Props) {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const client = useQueryClient();
  const { schools } = useSession();
  const usual = useDefaultAudience(schoolId);
  const [chosen, setAudience] = useState<AudienceInput | null>(null);
  const [more, setMore] = useState(false);
  const audience = chosen ?? usual;
  const usable = open.filter((u) => isUsable(u, items));
  const untyped = usable.filter((u) => !typeOf(u, shared)).length;
  const untitled = usable.filter((u) => !u.title.trim()).length;
  const ready = usable.length > 0 && untyped === 0 && untitled === 0 && isComplete(audience);

  const shown = { types: [...new Set(usable.flatMap((u) => typeOf(u, shared) ?? []))].sort() };
  const levels = useAudiencePreview(schoolId ?? '', audience, shown)?.data?.levels ?? [];

  const needed = useNeeded(levels);
  const reviewed = needed !== null && shown.types.length === 1;
  const act =
    usable.length > 1
      ? t(reviewed ? 'upload.submitAll' : 'upload.publishAll', { count: usable.length })
      : t(reviewed ? 'review.submit.send' : 'resource.publish');

  const finish = async (publish: boolean) => {
    await batch.finish(publish ? audience : null);
    void client.invalidateQueries({ queryKey: keys.allResources });
    void client.invalidateQueries({ queryKey: keys.allSearches });
  };
  return (
    <section className="shared-form card" aria-label={t('upload.shared')}>
      <h2>{t(open.length > 1 ? 'upload.shared' : 'upload.sharedOne')}</h2>
      {schools.length > 1 && (
        <p className="muted small">
          {t('acting.belongsTo', { school: schools.find((s) => s.id === schoolId)?.name ?? '' })}
        </p>
      )}
      <label className="field">
        <span>{t('facet.type')}</span>
        <Select
          value={shared.type}
          options={taxonomy.types}
          allowClear
          placeholder={t('upload.typeByName')}
          aria-label={t('upload.typeForAll')}
          onChange={(type: string | undefined) => batch.setShared({ type: type ?? null })}
        />
      </label>
      <PlaceFields value={shared} onChange={(part) => batch.setShared(part)} />
      <div className="field">
        <span>{t('resource.audience')}</span>
        <AudienceField value={audience} onChange={setAudience} schoolId={schoolId} shown={shown} />
        {needed && (
          <p className="audience-count" role="status">
            {needed} {t('upload.reviewNext')}
          </p>
        )}
      </div>
      {more ? (
        <>
          <label className="field">
            <span>{t('field.tags')}</span>
            <TagField
              value={shared.tags}
              onChange={(tags) => batch.setShared({ tags })}
              subject={shared.subject}
            />
          </label>
          <label className="field">
            <span>{t('field.description')}</span>
            <Input.TextArea
              value={shared.description}
              onChange={(event) => batch.setShared({ description: event.target.value })}
              autoSize={{ minRows: 2, maxRows: 8 }}
              maxLength={5000}
            />
          </label>
        </>
      ) : (
        <button type="button" className="plain-button shared-more" onClick={() => setMore(true)}>
          + {t('upload.moreFields')}
        </button>
      )}
      {/* Beside the buttons, which are always in sight: why they cannot be pressed. */}
      <div className="shared-end">
        {usable.length < open.length && (
          <Alert
            type="warning"
            showIcon
            title={t('upload.notAccepted', { count: open.length - usable.length })}
          />
        )}
        {untyped > 0 && <Alert type="warning" showIcon title={t('upload.untyped', { count: untyped })} />}
        {untitled > 0 && <Alert type="warning" showIcon title={t('errors.title_required')} />}
        <div className="shared-buttons">
          <Button
            type="primary"
            size="large"
            disabled={!ready}
            loading={finishing}
            onClick={() => void finish(true)}
          >
            {act}
          </Button>
          <Button size="large" disabled={finishing || usable.length === 0} onClick={() => void finish(false)}>
            {t('upload.saveDraft')}
          </Button>
        </div>
      </div>
      <p className="muted small">{t('upload.mayLeave')}</p>
    </section>
  );
}
