import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { readFileText } from '../../api/resources.js';
import { ErrorState } from '../../ui/states.js';
import { ReaderMark } from './reader-mark.js';
import type { ViewerProps } from './viewer-props.js';

/** The words of a file without page images: a text, or an Office file where no converter is installed. */
export function TextViewer({ resourceId, file, mark }: Omit<ViewerProps, 'canDownload'>) {
  const { t } = useTranslation();
  const query = useFileText(resourceId, file.id, true);
  return (
    <div className={mark === null ? undefined : 'text-marked'}>
      <div className="viewer text-viewer" tabIndex={0} role="region" aria-label={t('viewer.text')}>
        {query.isPending && <div className="bone viewer-bone" />}
        {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />}
        {query.data?.pages.map((page) => (
          <section key={page.page} className="text-page">
            {query.data.pages.length > 1 && <h3>{t('viewer.pageNumber', { page: page.page })}</h3>}
            <pre>{page.text || t('viewer.noWords')}</pre>
          </section>
        ))}
      </div>
      {mark !== null && <ReaderMark reader={mark} />}
    </div>
  );
}

export function useFileText(resourceId: string, fileId: string, enabled: boolean) {
  return useQuery({
    queryKey: keys.text(resourceId, fileId),
    queryFn: () => readFileText(resourceId, fileId),
    enabled,
    staleTime: 60_000,
  });
}
