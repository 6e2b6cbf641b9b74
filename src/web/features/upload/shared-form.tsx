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
import { typeOf, type SharedFields, type Unit } from './batch-types.js';
import type { DraftBatch } from './draft-batch.js';

interface Props {
  batch: DraftBatch;
  shared: SharedFields;
  open: Unit[];
  finishing: boolean;
}

/** Filled in once for all files: type and audience are needed, the rest helps others to find it. */
export function SharedForm({ batch, shared, open, finishing }: Props) {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const client = useQueryClient();
  const { homeSchoolId } = useSession();
  const usual = useDefaultAudience(homeSchoolId);
  const [chosen, setAudience] = useState<AudienceInput | null>(null);
  const [more, setMore] = useState(false);
  const audience = chosen ?? usual;
  const untyped = open.filter((u) => !typeOf(u, shared)).length;
  const untitled = open.filter((u) => !u.title.trim()).length;
  const ready = untyped === 0 && untitled === 0 && isComplete(audience);

  const finish = async (publish: boolean) => {
    await batch.finish(publish ? audience : null);
    void client.invalidateQueries({ queryKey: keys.allResources });
    void client.invalidateQueries({ queryKey: keys.allSearches });
  };
  return (
    <section className="shared-form card" aria-label={t('upload.shared')}>
      <h2>{t('upload.shared')}</h2>
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
        <AudienceField value={audience} onChange={setAudience} schoolId={homeSchoolId} />
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
          {open.length > 1 ? t('upload.publishAll', { count: open.length }) : t('resource.publish')}
        </Button>
        <Button size="large" disabled={finishing} onClick={() => void finish(false)}>
          {t('upload.saveDraft')}
        </Button>
      </div>
      <p className="muted small">{t('upload.mayLeave')}</p>
    </section>
  );
}
