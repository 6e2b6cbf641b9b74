import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import type { AudienceInput, ResourceCard } from '../../api/resources.js';
import { setAudienceOfMany, type AudienceOfManyResult, type KeptBecause } from '../../api/sharing.js';
import { useErrorText } from '../../ui/error-text.js';
import { AudienceField } from '../resource/audience-field.js';
import { isComplete } from '../resource/audience-rules.js';
import { useDefaultAudience } from '../resource/use-audience-choices.js';
import '../sharing/sharing.css';

/** Who may see a selection of resources: chosen once for all of them, answered in words. */
export function ManyAudienceDialog({
  cards,
  onClose,
}: {
  cards: ResourceCard[];
  onClose: (changed: boolean) => void;
}) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const client = useQueryClient();
  const schools = new Set(cards.map((card) => card.school.id));
  const schoolId = cards[0]?.school.id ?? null;
  const initial = useDefaultAudience(schoolId);
  const [audience, setAudience] = useState<AudienceInput | null>(null);
  const value = audience ?? initial;
  const change = useMutation({
    mutationFn: () => setAudienceOfMany({ ids: cards.map((card) => card.id) }, value),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.allResources });
      void client.invalidateQueries({ queryKey: ['resource'] });
      void client.invalidateQueries({ queryKey: keys.allSearches });
    },
  });
  return (
    <Modal
      open
      width={640}
      title={t('many.title', { count: cards.length })}
      okText={change.data ? t('many.done') : t('many.apply')}
      okButtonProps={{ disabled: !isComplete(value), loading: change.isPending }}
      cancelButtonProps={change.data ? { style: { display: 'none' } } : {}}
      onOk={() => (change.data ? onClose(true) : change.mutate())}
      onCancel={() => onClose(change.isSuccess)}
      className="share-dialog"
    >
      {change.data ? (
        <Result result={change.data} />
      ) : (
        <div className="share-tab">
          {change.isError && <Alert type="error" showIcon title={errorText(change.error)} />}
          <p className="muted">{t('many.lead')}</p>
          {schools.size > 1 && <p className="muted">{t('many.mixed')}</p>}
          <AudienceField value={value} onChange={setAudience} schoolId={schoolId} />
        </div>
      )}
    </Modal>
  );
}

function Result({ result }: { result: AudienceOfManyResult }) {
  const { t } = useTranslation();
  const reasons = new Map<KeptBecause, string[]>();
  for (const { because, title } of result.refused)
    reasons.set(because, [...(reasons.get(because) ?? []), title ?? '']);
  return (
    <div className="many-result" role="status">
      <p>
        {result.changed > 0 && t('many.changed', { count: result.changed })}
        {result.same > 0 && ` ${t('many.same', { count: result.same })}`}
      </p>
      {result.refused.length > 0 && (
        <>
          <p>{t('many.kept', { count: result.refused.length })}</p>
          <dl className="many-kept">
            {[...reasons].map(([because, titles]) => (
              <div key={because}>
                <dt>
                  <span className="tone tone-grey">{titles.length}</span> {t(`many.because.${because}`)}
                </dt>
                <dd className="muted">
                  {titles
                    .filter((title) => title !== '')
                    .slice(0, 20)
                    .join(t('app.comma'))}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </div>
  );
}
