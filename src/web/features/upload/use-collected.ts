import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { MAX_FILES_AT_ONCE, type Collected } from './collect-files.js';
import type { NewFile } from './engine/upload-queue.js';

const SHOWN_S = 8;

/** Hands on what a gesture brought, and says in a sentence what of it was left out. */
export function useCollected(onFiles: (files: NewFile[]) => void): (collected: Collected) => void {
  const { t } = useTranslation();
  const { message } = App.useApp();
  return ({ files, tooMany, unreadable }) => {
    if (tooMany) message.warning(t('upload.tooMany', { count: MAX_FILES_AT_ONCE }), SHOWN_S);
    const [name] = unreadable;
    if (name !== undefined)
      message.warning(t('upload.unreadable', { name, count: unreadable.length }), SHOWN_S);
    if (files.length > 0) onFiles(files);
  };
}
