import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { noteLocaleChoice } from '../../app/locale-sync.js';
import { currentLocale, setLocale } from '../../i18n/index.js';
import { Logo } from '../../ui/logo.js';
import './auth.css';

/** The page before anybody is logged in: what this is on one side, the form on the other. */
export function AuthFrame({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const { t } = useTranslation();
  const other = currentLocale() === 'zh' ? 'en' : 'zh';
  return (
    <div className="auth">
      <aside className="auth-side">
        <Logo />
        <div className="auth-words">
          <p className="auth-slogan">{t('auth.slogan')}</p>
          <ul>
            <li>{t('auth.point1')}</li>
            <li>{t('auth.point2')}</li>
            <li>{t('auth.point3')}</li>
          </ul>
        </div>
      </aside>
      <main className="auth-main">
        <button
          type="button"
          className="plain-button auth-language"
          lang={other === 'en' ? 'en' : 'zh-CN'}
          onClick={() => {
            noteLocaleChoice();
            void setLocale(other);
          }}
        >
          {other === 'en' ? 'English' : '中文'}
        </button>
        <div className="auth-form">
          <h1>{title}</h1>
          {lead && <p className="muted">{lead}</p>}
          {children}
        </div>
      </main>
    </div>
  );
}
