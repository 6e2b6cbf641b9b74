import { Button, Segmented } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { State } from '../../ui/states.js';
import { useCanUpload } from '../../ui/use-can-upload.js';
import { useIsPhone } from '../../ui/use-is-phone.js';
import { useTitle } from '../../ui/use-title.js';
import { isDone } from './batch-types.js';
import { DropZone } from './drop-zone.js';
import { FinishedPanel } from './finished-panel.js';
import { InterruptedList } from './interrupted-list.js';
import { LinkDialog } from './link-dialog.js';
import { QuotaLine } from './quota-line.js';
import { SharedForm } from './shared-form.js';
import { TransferBar } from './transfer-bar.js';
import { UnitRow } from './unit-row.js';
import { useBatch, useUploads } from './use-batch.js';
import './upload.css';

/** Choose files, fill in once for all, publish in one press. Bytes travel meanwhile. */
export function UploadPage() {
  const { t } = useTranslation();
  const { batch, units, grouping, shared, finishing, schoolId } = useBatch();
  const { queue, items } = useUploads();
  const [linking, setLinking] = useState(false);
  const phone = useIsPhone();
  const canUpload = useCanUpload();
  useTitle(t('nav.upload'));
  useEffect(() => {
    void queue.recover().catch(() => undefined);
  }, [queue]);

  if (!canUpload) return <NoSchool />;
  const open = units.filter((u) => !isDone(u));
  const done = units.filter(isDone);
  const files = open.reduce((sum, u) => sum + u.uploadKeys.length, 0);
  return (
    <div className="page upload-page">
      <header className="page-head">
        <div>
          <h1>{t('upload.title')}</h1>
          <p>{t(phone ? 'upload.leadPhone' : 'upload.lead')}</p>
        </div>
        <QuotaLine />
      </header>
      <InterruptedList />
      <DropZone
        look={open.length > 0 ? 'strip' : 'field'}
        onFiles={(found) => batch.addFiles(found)}
        onLink={() => setLinking(true)}
      />
      <TransferBar />
      {done.length > 0 && <FinishedPanel units={done} onClear={() => batch.clearFinished()} />}
      {open.length > 0 && (
        <div className="upload-body">
          <section aria-label={t('upload.files')}>
            <div className="row upload-grouping">
              <h2 className="grow">{t('upload.resources', { count: open.length })}</h2>
              {files > 1 && (
                <Segmented
                  value={grouping}
                  aria-label={t('upload.grouping')}
                  onChange={(value) => batch.setGrouping(value)}
                  options={(['each', 'one'] as const).map((value) => ({
                    value,
                    label: t(`upload.${value}`),
                  }))}
                />
              )}
            </div>
            <ul className="unit-list">
              {open.map((unit) => (
                <UnitRow
                  key={unit.key}
                  unit={unit}
                  items={items}
                  shared={shared}
                  batch={batch}
                  queue={queue}
                />
              ))}
            </ul>
          </section>
          <SharedForm
            batch={batch}
            shared={shared}
            open={open}
            items={items}
            finishing={finishing}
            schoolId={schoolId ?? null}
          />
        </div>
      )}
      {linking && (
        <LinkDialog
          onClose={() => setLinking(false)}
          onAdd={(url, title) => {
            batch.addLink(url, title);
            setLinking(false);
          }}
        />
      )}
    </div>
  );
}

/** Somebody without a school, an inspector for one, reads only. */
function NoSchool() {
  const { t } = useTranslation();
  return (
    <State drawing="locked" title={t('upload.noSchool')} text={t('upload.noSchoolText')}>
      <Link to="/search" tabIndex={-1}>
        <Button type="primary">{t('states.toSearch')}</Button>
      </Link>
    </State>
  );
}
