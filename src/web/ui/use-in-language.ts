import { useTranslation } from 'react-i18next';

/** Chooses of words that came in both languages. */
export function useInLanguage(): (words: { zh: string; en: string }) => string {
  const { i18n } = useTranslation();
  return ({ zh, en }) => (i18n.language === 'en' ? en : zh);
}
