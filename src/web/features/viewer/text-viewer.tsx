import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { readFileText, type FileText } from '../../api/resources.js';
import { Highlighted } from '../../ui/highlighted.js';
import { ErrorState } from '../../ui/states.js';
import { ReaderMark } from './reader-mark.js';
import { useFirstMark } from './use-first-mark.js';
import type { ViewerProps } from './viewer-props.js';

/** The words of a file without page images: a text, or an Office file where no converter is installed. */
export function TextViewer({ resourceId, file, mark, words }: Omit<ViewerProps, 'canDownload'>) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const query = useFileText(resourceId, file.id, true, words);
  useFirstMark(box, query.data);
  return (
    <div className={mark === null ? undefined : 'text-marked'}>
      <div className="viewer text-viewer" ref={box} tabIndex={0} role="region" aria-label={t('viewer.text')}>
        {query.isPending && <div className="bone viewer-bone" />}
        {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />}
        {query.data?.pages.map((page) => (
          <section key={page.page} className="text-page">
            {query.data.pages.length > 1 && <h3>{t('viewer.pageNumber', { page: page.page })}</h3>}
            <pre>
              <PageWords page={page} />
            </pre>
          </section>
        ))}
      </div>
      {mark !== null && <ReaderMark reader={mark} />}
    </div>
  );
}

/** The text of a page, what was searched marked in it. */
export function PageWords({ page }: { page: FileText['pages'][number] | undefined }) {
  const { t } = useTranslation();
  return page?.marked ? <Highlighted fragments={page.marked} /> : page?.text || t('viewer.noWords');
}

export function useFileText(resourceId: string, fileId: string, enabled: boolean, words = '') {
  return useQuery({
    queryKey: keys.text(resourceId, fileId, words),
    queryFn: () => readFileText(resourceId, fileId, words),
    enabled,
    staleTime: 60_000,
  });
}
