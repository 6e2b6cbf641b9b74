import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { keys } from '../../api/keys.js';
import { readResource } from '../../api/resources.js';
import { ErrorState } from '../../ui/states.js';
import { useIsPhone } from '../../ui/use-is-phone.js';
import { hitPath, useBeginning } from '../resource/use-beginning.js';

const ResourcePeek = lazy(async () => ({
  default: (await import('../resource/resource-peek.js')).ResourcePeek,
}));

interface Props {
  id: string | null;
  /** the hits in order, for the next and the one before */
  ids: string[];
  /** what was searched: the preview opens where it stands */
  words: string;
  onChange: (id: string | null) => void;
}

/** Looking at a hit without leaving the list. The address holds it, so that Back closes it. */
export function PreviewDrawer({ id, ids, words, onChange }: Props) {
  const { t } = useTranslation();
  const phone = useIsPhone();
  const query = useQuery({
    queryKey: keys.resource(id ?? ''),
    queryFn: () => readResource(id ?? ''),
    enabled: id !== null,
  });
  const beginning = useBeginning(id, words);
  const at = id ? ids.indexOf(id) : -1;
  const before = at > 0 ? ids[at - 1] : undefined;
  const after = at >= 0 ? ids[at + 1] : undefined;
  return (
    <Drawer
      open={id !== null}
      onClose={() => onChange(null)}
      className="preview-drawer"
      size={phone ? '100vw' : 'min(1080px, 82vw)'}
      title={<span className="ellipsis preview-title">{query.data?.title ?? t('search.preview')}</span>}
      styles={{ body: { padding: 0 } }}
      destroyOnHidden
      extra={
        <span className="row">
          {!phone && (
            <>
              <Button
                type="text"
                icon={<LeftOutlined aria-hidden />}
                aria-label={t('search.previous')}
                disabled={!before}
                onClick={() => before && onChange(before)}
              />
              <Button
                type="text"
                icon={<RightOutlined aria-hidden />}
                aria-label={t('search.next')}
                disabled={!after}
                onClick={() => after && onChange(after)}
              />
            </>
          )}
          {id && !query.isError && (
            <Link to={hitPath(id, words)}>
              <Button>{t('search.openPage')}</Button>
            </Link>
          )}
        </span>
      }
    >
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />}
      {query.data && !beginning.isPending && (
        <Suspense fallback={<div className="bone preview-bone" />}>
          <ResourcePeek key={id} resource={query.data} begin={beginning.begin} words={words} />
        </Suspense>
      )}
      {(query.isPending || (query.data && beginning.isPending)) && id && (
        <div className="bone preview-bone" />
      )}
    </Drawer>
  );
}
