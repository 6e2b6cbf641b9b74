import { useEffect, useRef } from 'react';
import { updateMe, type SessionView } from '../api/identity.js';
import { currentLocale, setLocale } from '../i18n/index.js';

/** A choice made on the login page goes into the account; otherwise the account's language holds on every machine. */
let chosenBeforeLogin = false;
export const noteLocaleChoice = () => {
  chosenBeforeLogin = true;
};

export function useLocaleOfAccount(session: SessionView | null): void {
  const seen = useRef<string | null>(null);
  const userId = session?.user.id ?? null;
  const locale = session?.user.locale;
  useEffect(() => {
    if (!userId || !locale || seen.current === userId) return;
    seen.current = userId;
    if (locale === currentLocale()) return;
    if (chosenBeforeLogin) void updateMe({ locale: currentLocale() }).catch(() => undefined);
    else void setLocale(locale);
  }, [userId, locale]);
}
