import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageButton } from '../../app/language-button.js';
import { Logo } from '../../ui/logo.js';
import './auth.css';

/** The page before anybody is logged in: what this is on one side, the form on the other. */
export function AuthFrame({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const { t } = useTranslation();
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
        <LanguageButton />
        <div className="auth-form">
          <h1>{title}</h1>
          {lead && <p className="muted">{lead}</p>}
          {children}
        </div>
      </main>
    </div>
  );
}
