import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import type { MarkRecord } from '../../api/marks.js';
import { formatDay, formatMoment } from '../../ui/format.js';
import { useIsPhone } from '../../ui/use-is-phone.js';
import './marks.css';

const TONES = { in_force: 'green', replaced: 'grey', taken: 'red' } as const;

/** The marks that a resource has had, the latest first: who gave them to which version, and how they ended. */
export function MarkHistory({ marks, onClose }: { marks: MarkRecord[]; onClose: () => void }) {
  const { t } = useTranslation();
  const phone = useIsPhone();
  return (
    <Drawer open title={t('marks.history')} onClose={onClose} size={phone ? '100vw' : 480}>
      <ol className="mark-history" aria-label={t('marks.history')}>
        {marks.map(({ id, kind, scope, version, by, at, state, ended }) => (
          <li key={id}>
            <p className="row-wrap">
              <span className={`mark-badge mark-${kind}`}>{t(`marks.kind.${kind}`)}</span>
              <b>{scope.name}</b>
              <span className={`tone tone-${TONES[state]}`}>{t(`marks.state.${state}`)}</span>
            </p>
            <p className="muted small">
              {t('marks.given', { name: by.name, time: formatDay(at) })}
              {' · '}
              {t('versions.number', { number: version })}
            </p>
            {ended && (
              <p className="small">
                {t(state === 'taken' ? 'marks.taken' : 'marks.replaced', {
                  name: ended.by.name,
                  time: formatMoment(ended.at),
                })}
              </p>
            )}
            {ended?.words && <p className="mark-words">{ended.words}</p>}
          </li>
        ))}
      </ol>
    </Drawer>
  );
}
