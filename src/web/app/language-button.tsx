import { useTranslation } from 'react-i18next';
import { currentLocale, setLocale } from '../i18n/index.js';
import { noteLocaleChoice } from './locale-sync.js';

/** Switches to the other language, for whoever is not logged in and has no menu of their own. */
export function LanguageButton() {
  // drawn again when the language changes
  useTranslation();
  const other = currentLocale() === 'zh' ? 'en' : 'zh';
  return (
    <button
      type="button"
      className="plain-button language-button"
      lang={other === 'en' ? 'en' : 'zh-CN'}
      onClick={() => {
        noteLocaleChoice();
        void setLocale(other);
      }}
    >
      {other === 'en' ? 'English' : '中文'}
    </button>
  );
}
