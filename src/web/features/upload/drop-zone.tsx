import { FileAddOutlined, FolderAddOutlined, LinkOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Drawing } from '../../ui/drawing.js';
import { fromDrop, fromInput } from './collect-files.js';
import type { NewFile } from './engine/upload-queue.js';

interface Props {
  /** a strip instead of a field, once there are files */
  slim: boolean;
  onFiles: (files: NewFile[]) => void;
  onLink: () => void;
}

/** Where files and folders are dropped or picked, and links begin. */
export function DropZone({ slim, onFiles, onLink }: Props) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = (list: FileList | null, input: HTMLInputElement) => {
    const found = fromInput(list);
    input.value = '';
    if (found.length > 0) onFiles(found);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void fromDrop(event.dataTransfer).then((found) => found.length > 0 && onFiles(found));
  };
  return (
    <div
      className={`drop-zone${slim ? ' drop-slim' : ''}${over ? ' drop-over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      {!slim && <Drawing name="upload" />}
      <p className="drop-words">
        {t(slim ? 'upload.dropMore' : 'upload.drop')}
        {!slim && <small>{t('upload.dropHint')}</small>}
      </p>
      <div className="row-wrap drop-buttons">
        <Button
          type={slim ? 'default' : 'primary'}
          icon={<FileAddOutlined aria-hidden />}
          onClick={() => files.current?.click()}
        >
          {t('upload.pickFiles')}
        </Button>
        <Button icon={<FolderAddOutlined aria-hidden />} onClick={() => folder.current?.click()}>
          {t('upload.pickFolder')}
        </Button>
        <Button icon={<LinkOutlined aria-hidden />} onClick={onLink}>
          {t('upload.addLink')}
        </Button>
      </div>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        data-testid="file-input"
        aria-label={t('upload.pickFiles')}
        onChange={(event) => take(event.target.files, event.target)}
      />
      <input
        ref={folder}
        type="file"
        multiple
        hidden
        data-testid="folder-input"
        aria-label={t('upload.pickFolder')}
        {...{ webkitdirectory: '' }}
        onChange={(event) => take(event.target.files, event.target)}
      />
    </div>
  );
}
