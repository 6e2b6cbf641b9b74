import { CheckCircleFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Unit } from './batch-types.js';
import { UploadLine } from './upload-line.js';
import { useUploads } from './use-batch.js';

/** What has been published, submitted or saved, with the files that are still travelling or being checked. */
export function FinishedPanel({ units, onClear }: { units: Unit[]; onClear: () => void }) {
  const { t } = useTranslation();
  const { queue, items } = useUploads();
  const panel = useRef<HTMLElement>(null);
  // whoever pressed the button below a long form sees what came of it
  useEffect(() => {
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, [units.length]);
  const said = (['published', 'submitted', 'saved'] as const).flatMap((phase) => {
    const count = units.filter((u) => u.phase === phase).length;
    return count > 0 ? [t(`upload.${phase}`, { count })] : [];
  });
  return (
    <section ref={panel} className="finished card" aria-label={t('upload.finished')}>
      <div className="row">
        <CheckCircleFilled aria-hidden className="finished-sign" />
        <h2 className="grow" role="status">
          {said.join(t('app.comma'))}
        </h2>
        <Button onClick={onClear}>{t('upload.clearFinished')}</Button>
      </div>
      <p className="muted small finished-next">
        {t('upload.processedNext')} <Link to="/mine">{t('nav.mine')}</Link>
      </p>
      <ul>
        {units.map((unit) => (
          <li key={unit.key}>
            {unit.draft ? <Link to={`/resources/${unit.draft.id}`}>{unit.title}</Link> : unit.title}
            {unit.uploadKeys
              .flatMap((key) => items.find((i) => i.key === key) ?? [])
              .filter((item) => item.phase !== 'stored')
              .map((item) => (
                <UploadLine key={item.key} item={item} queue={queue} />
              ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
