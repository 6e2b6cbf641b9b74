import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { readQuota } from '../../api/uploads.js';
import { formatBytes } from '../../ui/format.js';

/** How much room I have left, in one quiet line. */
export function QuotaLine() {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: keys.quota, queryFn: readQuota });
  if (!data) return <p className="quota-line">&nbsp;</p>;
  return (
    <p className="quota-line">
      {t('upload.quota', { used: formatBytes(data.user.used), limit: formatBytes(data.user.limit) })}
      {' · '}
      {t('upload.maxFile', { size: formatBytes(data.maxFileBytes) })}
    </p>
  );
}
