import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ResourceView } from '../../api/resources.js';
import { useMarkAct, useMarks } from './use-marks.js';
import './marks.css';

/** An earlier version bore a mark that I may give: one press says that what is in force deserves it, too. */
export function MarkConfirm({ resource }: { resource: ResourceView }) {
  const { t } = useTranslation();
  const offers = (useMarks(resource)?.mayGive ?? []).filter((offer) => offer.confirms);
  const act = useMarkAct(resource, () => undefined);
  if (offers.length === 0) return null;
  return (
    <section className="card mark-confirm" aria-label={t('marks.title')}>
      {offers.map((offer) => (
        <div key={offer.scope.id} className="row-wrap">
          <p className="grow">
            {t('marks.confirmLead', { kind: t(`marks.kind.${offer.kind}`), name: offer.scope.name })}
          </p>
          <Button
            size="small"
            type="primary"
            loading={act.isPending}
            onClick={() => act.mutate({ do: 'give', offer })}
          >
            {t('marks.confirmSend')}
          </Button>
        </div>
      ))}
    </section>
  );
}
