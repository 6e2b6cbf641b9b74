import { Alert, Button } from 'antd';
import { LinkOutlined, ReloadOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { retryFile, type FileView, type ResourceView } from '../../api/resources.js';
import { useErrorText } from '../../ui/error-text.js';
import { KindIcon } from '../../ui/kind-icon.js';
import { State } from '../../ui/states.js';
import { DownloadButton } from '../viewer/download-button.js';
import { FileViewer } from '../viewer/file-viewer.js';
import type { ViewerNotes } from '../viewer/viewer-props.js';
import { has } from './rights.js';
import type { Beginning } from './use-beginning.js';
import { useReaderMark } from './use-reader-mark.js';

/** What is said of places in the files, by whoever shows them with remarks. */
export interface Noting {
  /** the file that is to be shown; null: the first */
  fileId: string | null;
  onFile: (fileId: string) => void;
  notesOf: (file: FileView) => ViewerNotes;
}

/** What is needed of a resource to show its files. */
export type Shown = Pick<
  ResourceView,
  'id' | 'linkUrl' | 'pendingUploads' | 'fullFiles' | 'right' | 'watermark'
>;

export interface FilesProps {
  resource: ResourceView;
  begin?: Beginning | undefined;
  /** what was searched when it was found */
  words?: string | undefined;
}

/** The files of a resource as tabs, the chosen one shown. */
export function FilesPane({
  resource,
  begin,
  words,
  noting,
}: Omit<FilesProps, 'resource'> & { resource: Shown; noting?: Noting }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(begin?.fileId ?? null);
  const files = resource.fullFiles;
  const wanted = noting ? noting.fileId : chosen;
  const file = files.find((f) => f.id === wanted) ?? files[0];
  const canDownload = has(resource.right, 'download');
  const mark = useReaderMark(resource);
  return (
    <div className="files-pane">
      {resource.linkUrl && (
        <a className="link-card" href={resource.linkUrl} target="_blank" rel="noopener noreferrer">
          <LinkOutlined aria-hidden />
          <span className="grow">
            <b>{t('resource.openLink')}</b>
            <span className="ellipsis link-address">{resource.linkUrl}</span>
          </span>
        </a>
      )}
      {resource.pendingUploads > 0 && (
        <Alert
          type="info"
          showIcon
          title={t('resource.pending', { count: resource.pendingUploads })}
          role="status"
        />
      )}
      {files.length > 1 && (
        <div className="file-tabs" role="tablist" aria-label={t('resource.files')}>
          {files.map((f) => (
            <button
              key={f.id}
              type="button"
              role="tab"
              aria-selected={f.id === file?.id}
              title={f.fileName}
              onClick={() => (noting ? noting.onFile(f.id) : setChosen(f.id))}
            >
              <KindIcon kind={f.kind} />
              <span className="ellipsis">{f.fileName}</span>
              <FileDot file={f} />
            </button>
          ))}
        </div>
      )}
      {file && (
        <>
          <FileNotice resource={resource} file={file} />
          <FileViewer
            resourceId={resource.id}
            file={file}
            canDownload={canDownload}
            mark={mark}
            start={begin?.fileId === file.id ? begin.at : undefined}
            words={words}
            notes={noting?.notesOf(file)}
          />
          <div className="file-foot">
            <span className="grow ellipsis muted" title={file.fileName}>
              {file.fileName}
            </span>
            {canDownload ? (
              <DownloadButton resourceId={resource.id} file={file} />
            ) : (
              <span className="muted small">{t('resource.previewOnly')}</span>
            )}
          </div>
        </>
      )}
      {!file && !resource.linkUrl && resource.pendingUploads === 0 && (
        <State drawing="empty" title={t('resource.noFiles')} compact />
      )}
    </div>
  );
}

function FileDot({ file }: { file: FileView }) {
  const { t } = useTranslation();
  if (file.state === 'ready' || file.state === 'partial') return null;
  const percent = file.state === 'processing' ? ` ${Math.round(file.progress * 100)}%` : '';
  const text = `${t(`standing.${file.state}`)}${percent}`;
  return <span className={`tone tone-${file.state === 'failed' ? 'red' : 'amber'}`}>{text}</span>;
}

/** What went wrong or was mended, in a sentence, with trying again where that may help. */
function FileNotice({ resource, file }: { resource: Shown; file: FileView }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const client = useQueryClient();
  const retry = useMutation({
    mutationFn: () => retryFile(resource.id, file.id),
    onSettled: () => client.invalidateQueries({ queryKey: keys.resource(resource.id) }),
  });
  const working = file.state === 'processing' && (file.preview.pages > 0 || file.preview.playable);
  const again = has(resource.right, 'edit') && (
    <Button
      size="small"
      icon={<ReloadOutlined aria-hidden />}
      loading={retry.isPending}
      onClick={() => retry.mutate()}
    >
      {t('resource.processAgain')}
    </Button>
  );
  return (
    <>
      {file.note && <Alert type="info" showIcon title={errorText(file.note)} />}
      {file.failure && (
        <Alert
          type="warning"
          showIcon
          title={file.state === 'partial' ? t('resource.partial') : t('resource.failedPreview')}
          description={
            <>
              <p>{`${errorText(file.failure)} ${t('resource.originalKept')}`}</p>
              {again}
            </>
          }
        />
      )}
      {retry.isError && <Alert type="error" showIcon title={errorText(retry.error)} />}
      {working && (
        <p className="file-working" role="status">
          {t('resource.stillWorking', { percent: Math.round(file.progress * 100) })}
        </p>
      )}
    </>
  );
}
