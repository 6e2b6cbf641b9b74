import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../api/errors.js';
import { formatBytes } from './format.js';

interface Refusal {
  code: string;
  params?: Record<string, string | number>;
}

/** Parameters as people read them: sizes in bytes become `1.2 GB`. */
function readable(params: Record<string, string | number> = {}): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [
      key,
      typeof value === 'number' && /bytes|limit|size|max/i.test(key) && value > 4096
        ? formatBytes(value)
        : value,
    ]),
  );
}

/** The sentence for an error of a request, or for a stored failure of an upload or file. */
export function useErrorText(): (error: unknown) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (error: unknown) => {
      const refusal: Refusal | null = isApiError(error)
        ? error
        : typeof error === 'object' && error !== null && 'code' in error
          ? (error as Refusal)
          : null;
      if (!refusal) return t('errors.internal');
      const key = `errors.${refusal.code}`;
      return i18n.exists(key)
        ? t(key, readable(refusal.params))
        : t('errors.unknown', { code: refusal.code });
    },
    [t, i18n],
  );
}
