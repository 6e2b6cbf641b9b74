import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  CloseOutlined,
  FileAddOutlined,
  UndoOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileView } from '../../api/resources.js';
import { formatBytes } from '../../ui/format.js';
import { KindIcon } from '../../ui/kind-icon.js';
import { fromInput } from '../upload/collect-files.js';
import { UploadLine } from '../upload/upload-line.js';
import { useCollected } from '../upload/use-collected.js';
import '../upload/upload.css';
import type { AddedUploads } from './use-added-uploads.js';

interface Props {
  files: FileView[];
  fileIds: string[];
  onChange: (fileIds: string[]) => void;
  added: AddedUploads;
}

/** The files in their order: move, take out, put back, add. */
export function FilesField({ files, fileIds, onChange, added }: Props) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const collected = useCollected((found) => added.add(found));
  const kept = fileIds.flatMap((id) => files.find((f) => f.id === id) ?? []);
  const out = files.filter((f) => !fileIds.includes(f.id));
  const swap = (index: number, by: number) => {
    const next = [...fileIds];
    const [moved] = next.splice(index, 1);
    if (moved) next.splice(index + by, 0, moved);
    onChange(next);
  };
  return (
    <div className="field">
      <span>{t('resource.files')}</span>
      <ol className="edit-files">
        {kept.map((file, index) => (
          <li key={file.id}>
            <KindIcon kind={file.kind} />
            <span className="grow ellipsis" title={file.fileName}>
              {file.fileName}
            </span>
            <span className="muted small nowrap">{formatBytes(file.size)}</span>
            <Button
              size="small"
              type="text"
              icon={<ArrowUpOutlined aria-hidden />}
              disabled={index === 0}
              aria-label={t('editor.moveUp', { name: file.fileName })}
              onClick={() => swap(index, -1)}
            />
            <Button
              size="small"
              type="text"
              icon={<ArrowDownOutlined aria-hidden />}
              disabled={index === kept.length - 1}
              aria-label={t('editor.moveDown', { name: file.fileName })}
              onClick={() => swap(index, 1)}
            />
            <Button
              size="small"
              type="text"
              icon={<CloseOutlined aria-hidden />}
              aria-label={t('editor.detach', { name: file.fileName })}
              onClick={() => onChange(fileIds.filter((id) => id !== file.id))}
            />
          </li>
        ))}
        {out.map((file) => (
          <li key={file.id} className="edit-file-out">
            <KindIcon kind={file.kind} />
            <s className="grow ellipsis">{file.fileName}</s>
            <Button
              size="small"
              type="text"
              icon={<UndoOutlined aria-hidden />}
              aria-label={t('editor.putBack', { name: file.fileName })}
              onClick={() => onChange([...fileIds, file.id])}
            />
          </li>
        ))}
      </ol>
      {added.items.map((item) => (
        <UploadLine key={item.key} item={item} queue={added.queue} onRemove={() => added.remove(item.key)} />
      ))}
      <Button
        icon={<FileAddOutlined aria-hidden />}
        onClick={() => input.current?.click()}
        className="edit-add"
      >
        {t('editor.addFiles')}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('editor.addFiles')}
        onChange={(event) => {
          const found = fromInput(event.target.files);
          event.target.value = '';
          collected(found);
        }}
      />
    </div>
  );
}
