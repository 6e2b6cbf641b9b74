import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Modal } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  applyRotation,
  previewRotation,
  rotationTemplate,
  type RotationLine,
  type RotationSheet,
} from '../../api/organization.js';
import { currentLocale } from '../../i18n/index.js';
import { useErrorText } from '../../ui/error-text.js';
import { formatDay, formatLastDay } from '../../ui/format.js';
import { useAct } from './use-act.js';

/** People who come to this school for a time, out of a spreadsheet: choose, look at every line, confirm. */
export function RotationImport({ schoolId, onClose }: { schoolId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const input = useRef<HTMLInputElement>(null);
  const [sheet, setSheet] = useState<RotationSheet | null>(null);
  const preview = useMutation({ mutationFn: previewRotation });
  const apply = useAct(applyRotation, onClose);
  const choose = async (file: File | undefined) => {
    if (!file) return;
    const next = {
      schoolId,
      fileName: file.name,
      content: await base64Of(file),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    };
    setSheet(next);
    preview.mutate(next);
  };
  const lines = preview.data?.lines ?? [];
  const wrong = lines.filter((line) => line.errors.length > 0).length;
  return (
    <Modal
      open
      width={820}
      title={t('rotation.title')}
      onCancel={onClose}
      okText={preview.data?.ready ? t('rotation.confirm', { count: lines.length }) : t('actions.add')}
      okButtonProps={{ disabled: !preview.data?.ready }}
      confirmLoading={apply.isPending}
      onOk={() => sheet && apply.mutate(sheet)}
    >
      <div className="rotation">
        <p className="muted">{t('rotation.lead')}</p>
        <div className="row-wrap">
          <Button
            type={sheet ? 'default' : 'primary'}
            icon={<UploadOutlined aria-hidden />}
            loading={preview.isPending}
            onClick={() => input.current?.click()}
          >
            {t(sheet ? 'rotation.another' : 'rotation.choose')}
          </Button>
          <Button
            icon={<DownloadOutlined aria-hidden />}
            href={rotationTemplate(currentLocale())}
            download="rotation.xlsx"
          >
            {t('rotation.template')}
          </Button>
          {sheet && <span className="muted small">{sheet.fileName}</span>}
        </div>
        <input
          ref={input}
          type="file"
          hidden
          accept=".xlsx,.csv,text/csv"
          aria-label={t('rotation.choose')}
          onChange={(event) => {
            void choose(event.target.files?.[0]);
            // The same file, mended, can be chosen again.
            event.target.value = '';
          }}
        />
        {preview.isError && <Alert type="error" showIcon title={errorText(preview.error)} />}
        {preview.data && (
          <Alert
            type={wrong > 0 ? 'warning' : 'success'}
            showIcon
            title={
              wrong > 0
                ? t('rotation.wrong', { count: wrong, total: lines.length })
                : t('rotation.ready', { count: lines.length })
            }
          />
        )}
        {lines.length > 0 && (
          <ol className="rotation-lines" tabIndex={0} aria-label={t('rotation.title')}>
            {lines.map((line) => (
              <Line key={line.line} line={line} />
            ))}
          </ol>
        )}
      </div>
    </Modal>
  );
}

function Line({ line }: { line: RotationLine }) {
  const { t } = useTranslation();
  const ends = line.until ? formatLastDay(line.until) : t('org.open');
  return (
    <li className={line.errors.length > 0 ? 'rotation-wrong' : undefined}>
      <span className="muted small nowrap">{t('rotation.line', { line: line.line })}</span>
      <span className="grow">
        <b>{line.name || line.loginName || '—'}</b>{' '}
        {line.name && <span className="muted">{line.loginName}</span>}
        {line.errors.length === 0 ? (
          <span className="rotation-effect">
            {line.place}
            {line.role && ` · ${t(`role.${line.role}`)}`}
            {line.from && (
              <>
                {' · '}
                <span className="nowrap">{formatDay(line.from)}</span> –{' '}
                <span className="nowrap">{ends}</span>
              </>
            )}
          </span>
        ) : (
          <span className="rotation-effect rotation-errors">
            {line.errors.map((error) => t(`rotation.error.${error}`)).join(t('app.comma'))}
          </span>
        )}
      </span>
      <span className={line.errors.length > 0 ? 'tone tone-red' : 'tone tone-green'}>
        {t(line.errors.length > 0 ? 'rotation.bad' : 'rotation.good')}
      </span>
    </li>
  );
}

/** The bytes of a file as base64, without the head of a data address. */
function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
    reader.readAsDataURL(file);
  });
}
