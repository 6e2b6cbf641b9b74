import { useEffect, useRef } from 'react';
import { updateMe, type SessionView } from '../api/identity.js';
import { currentLocale, setLocale } from '../i18n/index.js';

/** A choice made on the login page goes into the account; otherwise the account's language holds on every machine. */
export function noteLocaleChoice(): void {
  choice.made = true;
  keep(() => sessionStorage.setItem(CHOSEN, 'yes'));
}

/** The choice waits here until the account has it, and in the tab's storage, so that reloading does not lose it. */
const choice = { made: false };
const CHOSEN = 'lianke.locale-chosen';

export function useLocaleOfAccount(session: SessionView | null): void {
  const seen = useRef<string | null>(null);
  const userId = session?.user.id ?? null;
  const locale = session?.user.locale;
  const mustChangePassword = session?.user.mustChangePassword ?? false;
  useEffect(() => {
    if (!userId || !locale || seen.current === userId) return;
    keep(() => (choice.made ||= sessionStorage.getItem(CHOSEN) !== null));
    // Until somebody has chosen a password of their own, the server keeps nothing else for them.
    if (choice.made && mustChangePassword) return;
    seen.current = userId;
    const { made } = choice;
    choice.made = false;
    keep(() => sessionStorage.removeItem(CHOSEN));
    if (locale === currentLocale()) return;
    if (made) void updateMe({ locale: currentLocale() }).catch(() => undefined);
    else void setLocale(locale);
  }, [userId, locale, mustChangePassword]);
}

/** A browser without storage keeps the choice until the page is left. */
function keep(act: () => unknown): void {
  try {
    act();
  } catch {
    // as said above
  }
}
