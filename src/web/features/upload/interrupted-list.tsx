import { Button } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '../../ui/format.js';
import { fromInput } from './collect-files.js';
import { useBatch, useUploads } from './use-batch.js';
import { useCollected } from './use-collected.js';

/** Uploads that a reload or a closed page interrupted: choose the same files again and only the rest is sent. */
export function InterruptedList() {
  const { t } = useTranslation();
  const { queue, items } = useUploads();
  const { batch } = useBatch();
  const input = useRef<HTMLInputElement>(null);
  const collected = useCollected((files) => batch.addFiles(files));
  const waiting = items.filter((i) => i.phase === 'needs-file');
  if (waiting.length === 0) return null;
  return (
    <section className="interrupted" aria-label={t('upload.interrupted')}>
      <div className="row">
        <div className="grow">
          <h2>{t('upload.interrupted')}</h2>
          <p className="muted">{t('upload.interruptedHint')}</p>
        </div>
        <Button type="primary" onClick={() => input.current?.click()}>
          {t('upload.pickSame')}
        </Button>
      </div>
      <ul>
        {waiting.map((item) => (
          <li key={item.key} className="row">
            <span className="grow ellipsis">{item.fileName}</span>
            <span className="muted small">
              {item.sent > 0
                ? t('upload.cameTo', { sent: formatBytes(item.sent), size: formatBytes(item.size) })
                : formatBytes(item.size)}
            </span>
            <Button size="small" type="text" onClick={() => queue.remove(item.key)}>
              {t('upload.giveUp')}
            </Button>
          </li>
        ))}
      </ul>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-testid="resume-input"
        aria-label={t('upload.pickSame')}
        onChange={(event) => {
          const found = fromInput(event.target.files);
          event.target.value = '';
          collected(found);
        }}
      />
    </section>
  );
}
