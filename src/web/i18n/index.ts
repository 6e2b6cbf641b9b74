import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

export type Locale = 'zh' | 'en';
const STORE = 'lianke.locale';

const dictionaries = {
  zh: async () => {
    // What date pickers call months and days; English comes with them.
    const [{ zh }] = await Promise.all([import('./zh.js'), import('dayjs/locale/zh-cn.js')]);
    return zh;
  },
  en: () => import('./en.js').then((m) => m.en),
};

/** The language chosen on this browser, null when nobody chose one: then Chinese, or what the account says. */
export function storedLocale(): Locale | null {
  try {
    const value = localStorage.getItem(STORE);
    return value === 'zh' || value === 'en' ? value : null;
  } catch {
    return null;
  }
}

async function load(locale: Locale): Promise<void> {
  if (i18next.hasResourceBundle(locale, 'translation')) return;
  i18next.addResourceBundle(locale, 'translation', await dictionaries[locale]());
}

/** Loads one dictionary only; the other comes when somebody switches. */
export async function startI18n(): Promise<void> {
  const locale = storedLocale() ?? 'zh';
  await i18next.use(initReactI18next).init({
    lng: locale,
    fallbackLng: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
    resources: {},
  });
  await load(locale);
  await i18next.changeLanguage(locale);
  document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en';
}

/** Switches the language of the page and remembers it here. */
export async function setLocale(locale: Locale): Promise<void> {
  await load(locale);
  await i18next.changeLanguage(locale);
  document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en';
  try {
    localStorage.setItem(STORE, locale);
  } catch {
    // a browser without storage keeps the choice until the page closes
  }
}

export function currentLocale(): Locale {
  return i18next.language === 'en' ? 'en' : 'zh';
}
