import { useMutation } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { isApiError } from '../../api/errors.js';
import { unsubscribe } from '../../api/mail.js';
import { LanguageButton } from '../../app/language-button.js';
import { useErrorText } from '../../ui/error-text.js';
import { Logo } from '../../ui/logo.js';
import { useTitle } from '../../ui/use-title.js';
import './mail.css';

/** Ends mail for whoever followed the link in one, signed in or not. Opening the page does nothing: programs open links, too. */
export function UnsubscribePage() {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const { token = '' } = useParams();
  const leave = useMutation({ mutationFn: unsubscribe });
  const missing = isApiError(leave.error, 'not_found');
  const over = leave.isSuccess ? 'done' : missing ? 'missing' : null;
  useTitle(t('mail.leave.title'));
  return (
    <main className="leave">
      <div className="leave-head">
        <Logo />
        <LanguageButton />
      </div>
      <section className="card leave-card" aria-live="polite">
        <h1>{t(over ? `mail.leave.${over}` : 'mail.leave.title')}</h1>
        <p className="muted">{t(over ? `mail.leave.${over}Text` : 'mail.leave.text')}</p>
        {leave.isError && !missing && (
          <Alert type="error" showIcon title={errorText(leave.error)} role="alert" />
        )}
        {!over && (
          <Button type="primary" size="large" loading={leave.isPending} onClick={() => leave.mutate(token)}>
            {t('mail.leave.act')}
          </Button>
        )}
      </section>
    </main>
  );
}
