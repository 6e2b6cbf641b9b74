import { useQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { readAdaptation, type LessonKey } from '../../api/plans.js';
import { ErrorState } from '../../ui/states.js';
import { useIsPhone } from '../../ui/use-is-phone.js';
import { asShown } from './as-shown.js';
import '../resource/resource.css';

const FilesPane = lazy(async () => ({
  default: (await import('../resource/files-pane.js')).FilesPane,
}));

interface Props {
  lessonKey: LessonKey;
  /** whose; null: closed */
  of: { id: string; name: string } | null;
  onClose: () => void;
}

/** Looking at what a colleague made of the agreed version, without leaving the lesson. */
export function AdaptationDrawer({ lessonKey, of, onClose }: Props) {
  const { t } = useTranslation();
  const phone = useIsPhone();
  const query = useQuery({
    queryKey: keys.adaptation(lessonKey.planId, lessonKey.id, of?.id ?? ''),
    queryFn: () => readAdaptation(lessonKey, of?.id ?? ''),
    enabled: of !== null,
  });
  return (
    <Drawer
      open={of !== null}
      onClose={onClose}
      size={phone ? '100vw' : 'min(1080px, 82vw)'}
      title={query.data?.title ?? t('lesson.adaptationOf', { name: of?.name ?? '' })}
      destroyOnHidden
    >
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />}
      {query.data && (
        <Suspense fallback={<div className="bone" style={{ height: '60vh' }} />}>
          <FilesPane resource={asShown(query.data)} />
        </Suspense>
      )}
    </Drawer>
  );
}
