import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { RemarkAnchor } from '../../api/plans.js';
import type { FileView } from '../../api/resources.js';
import { formatDuration } from '../../ui/format.js';

function place(t: TFunction, anchor: RemarkAnchor): string {
  switch (anchor.kind) {
    case 'whole':
      return t('remarks.at.whole');
    case 'page':
      return t('remarks.at.page', { page: anchor.page });
    case 'passage':
      return t('remarks.at.passage', { page: anchor.page });
    case 'moment':
      return t('remarks.at.moment', { time: formatDuration(anchor.at) });
  }
}

/** What a remark is about, in words: and in which file where there are several. */
export function useAnchorWords(files: readonly FileView[]) {
  const { t } = useTranslation();
  return (anchor: RemarkAnchor): string => {
    const words = place(t, anchor);
    if (anchor.kind === 'whole' || files.length < 2) return words;
    const file = files.find(({ id }) => id === anchor.fileId);
    return file ? `${words} · ${file.fileName}` : words;
  };
}
