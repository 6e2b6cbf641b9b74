import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';

const subscribe = (tell: () => void) => {
  window.addEventListener('online', tell);
  window.addEventListener('offline', tell);
  return () => {
    window.removeEventListener('online', tell);
    window.removeEventListener('offline', tell);
  };
};

/** Says so while the browser knows that there is no network. */
export function OfflineBar() {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  const { t } = useTranslation();
  if (online) return null;
  return (
    <div className="offline-bar" role="status">
      {t('states.offlineBar')}
    </div>
  );
}
