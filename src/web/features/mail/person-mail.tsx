import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { readMailOf, setMailAddressOf } from '../../api/mail.js';
import { useErrorText } from '../../ui/error-text.js';
import { ErrorState } from '../../ui/states.js';
import { MailAddressForm } from './mail-address-form.js';
import './mail.css';

/** Where mail to somebody goes, for their administrator. They confirm it themselves. */
export function PersonMail({ userId }: { userId: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const query = useQuery({ queryKey: keys.mailOf(userId), queryFn: () => readMailOf(userId) });
  const set = useMutation({
    mutationFn: (address: string | null) => setMailAddressOf(userId, address),
    onSuccess: (view, address) => {
      client.setQueryData(keys.mailOf(userId), view);
      void message.success(t(address === null ? 'mail.removed' : 'mail.sent'));
    },
    onError: (error) => void message.error(errorText(error)),
  });
  const mail = query.data;
  return (
    <section className="org-section">
      <h3>{t('mail.title')}</h3>
      <p className="muted small">{t(mail?.ready === false ? 'mail.notReady' : 'mail.ofPerson')}</p>
      {query.isPending && <div className="bone" style={{ height: 60 }} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />}
      {mail && (mail.ready || mail.address !== null) && (
        <MailAddressForm mail={mail} saving={set.isPending} onSet={set.mutateAsync} />
      )}
    </section>
  );
}
