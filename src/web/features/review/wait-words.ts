import { useTranslation } from 'react-i18next';

const HOUR = 3_600_000;

/** A time of waiting as people say it: minutes, hours with one decimal, or days with one. */
export function useWaitWords(): (ms: number | null) => string {
  const { t } = useTranslation();
  return (ms) => {
    if (ms === null) return '–';
    if (ms < HOUR) return t('figures.minutes', { count: Math.round(ms / 60_000) });
    if (ms < 48 * HOUR) return t('figures.hours', { count: Math.round((ms / HOUR) * 10) / 10 });
    return t('figures.days', { count: Math.round((ms / HOUR / 24) * 10) / 10 });
  };
}
