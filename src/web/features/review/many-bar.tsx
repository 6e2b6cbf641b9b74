import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_AT_ONCE, type ManyAct } from '../../api/review.js';
import { ManyDialog } from './many-dialog.js';
import type { Choosing } from './use-chosen.js';
import { useDeskKeys } from './use-desk-keys.js';

interface Props {
  choosing: Choosing;
  /** they are not the reviewer's to decide any more */
  onGone: (ids: readonly string[]) => void;
}

const ACTS = ['approve', 'return', 'take', 'reassign'] as const;

/** Under the list while several are chosen: what can be done with all of them. */
export function ManyBar({ choosing, onGone }: Props) {
  const { t } = useTranslation();
  const [act, setAct] = useState<ManyAct | null>(null);
  const { chosen, full, clear } = choosing;
  useDeskKeys({
    a: () => setAct('approve'),
    r: () => setAct('return'),
    t: () => setAct('take'),
    Escape: clear,
  });
  return (
    <div className="desk-many" role="region" aria-label={t('review.many.region')}>
      <p className="row-wrap">
        <b role="status">{t('review.many.chosen', { count: chosen.size })}</b>
        <Button size="small" type="link" onClick={clear}>
          {t('review.many.none')}
        </Button>
      </p>
      {full && <p className="muted small">{t('review.many.full', { count: MOST_AT_ONCE })}</p>}
      <div className="row-wrap">
        {ACTS.map((one) => (
          <Button
            key={one}
            size="small"
            type={one === 'approve' ? 'primary' : 'default'}
            danger={one === 'return'}
            onClick={() => setAct(one)}
          >
            {t(`review.${one}`)}
          </Button>
        ))}
      </div>
      {act && (
        <ManyDialog
          act={act}
          chosen={chosen}
          onGone={onGone}
          onClose={(answered) => {
            setAct(null);
            if (answered) clear();
          }}
        />
      )}
    </div>
  );
}
