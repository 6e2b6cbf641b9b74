import { FileAddOutlined, FolderAddOutlined, LinkOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Drawing } from '../../ui/drawing.js';
import { useIsPhone } from '../../ui/use-is-phone.js';
import { fromDrop, fromInput } from './collect-files.js';
import type { NewFile } from './engine/upload-queue.js';
import { useCollected } from './use-collected.js';
import './drop-zone.css';

const WORDS = { field: 'upload.drop', strip: 'upload.dropMore', corner: 'upload.dropCorner' } as const;
/** Nothing can be dragged on a phone: there the sheet of the system offers camera, pictures and files. */
const WORDS_ON_PHONE = {
  field: 'upload.pickOnPhone',
  strip: 'upload.pickMore',
  corner: 'upload.pickOnPhone',
} as const;

interface Props {
  /** a field of its own; a strip, once there are files; a corner of another page */
  look: 'field' | 'strip' | 'corner';
  onFiles: (files: NewFile[]) => void;
  onLink?: () => void;
}

/** Where files and folders are dropped or picked, and links begin. */
export function DropZone({ look, onFiles, onLink }: Props) {
  const { t } = useTranslation();
  const phone = useIsPhone();
  const field = look === 'field';
  const [over, setOver] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const collected = useCollected(onFiles);
  const take = (list: FileList | null, input: HTMLInputElement) => {
    const found = fromInput(list);
    input.value = '';
    collected(found);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void fromDrop(event.dataTransfer).then(collected);
  };
  return (
    <div
      className={`drop-zone drop-${look}${over ? ' drop-over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      {field && <Drawing name="upload" />}
      <p className="drop-words">
        {t(phone ? WORDS_ON_PHONE[look] : WORDS[look])}
        {field && <small>{t('upload.dropHint')}</small>}
      </p>
      <div className="row-wrap drop-buttons">
        <Button
          type={look === 'strip' ? 'default' : 'primary'}
          icon={<FileAddOutlined aria-hidden />}
          onClick={() => files.current?.click()}
        >
          {t('upload.pickFiles')}
        </Button>
        {!phone && (
          <Button icon={<FolderAddOutlined aria-hidden />} onClick={() => folder.current?.click()}>
            {t('upload.pickFolder')}
          </Button>
        )}
        {onLink && (
          <Button icon={<LinkOutlined aria-hidden />} onClick={onLink}>
            {t('upload.addLink')}
          </Button>
        )}
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
