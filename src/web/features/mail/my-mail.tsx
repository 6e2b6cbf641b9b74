import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Select } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { keys } from '../../api/keys.js';
import {
  chooseMail,
  confirmMail,
  readMail,
  setMailAddress,
  type MailPace,
  type MailView,
} from '../../api/mail.js';
import { useErrorText } from '../../ui/error-text.js';
import { ErrorState } from '../../ui/states.js';
import { MailAddressForm } from './mail-address-form.js';
import './mail.css';

/** Where mail about notices goes to, and what of it I want. The link in the mail that confirms an address leads here. */
export function MyMail() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const query = useQuery({ queryKey: keys.mail, queryFn: readMail });
  const keep = (view: MailView) => client.setQueryData(keys.mail, view);
  const set = useMutation({
    mutationFn: setMailAddress,
    onSuccess: (view, address) => {
      keep(view);
      void message.success(t(address === null ? 'mail.removed' : 'mail.sent'));
    },
    onError: (error) => void message.error(errorText(error)),
  });
  const choose = useMutation({
    mutationFn: chooseMail,
    onSuccess: (view) => {
      keep(view);
      void message.success({ content: t('mail.saved'), key: 'mail.saved' });
    },
    onError: (error) => void message.error(errorText(error)),
  });
  const confirming = useConfirmation();
  const mail = query.data;
  return (
    <section className="card account-card" id="mail">
      <h2>{t('mail.title')}</h2>
      <p className="muted">{t('mail.lead')}</p>
      {confirming}
      {query.isPending && <div className="bone" style={{ height: 120, marginTop: 12 }} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />}
      {mail && !mail.ready && <Alert type="info" showIcon title={t('mail.notReady')} />}
      {mail && (mail.ready || mail.address !== null) && (
        <MailAddressForm mail={mail} saving={set.isPending} onSet={set.mutateAsync} />
      )}
      {mail?.state === 'confirmed' &&
        (mail.stopped ? (
          <Alert
            type="info"
            showIcon
            title={t('mail.stopped')}
            action={
              <Button
                size="small"
                loading={choose.isPending}
                onClick={() => choose.mutate({ stopped: false })}
              >
                {t('mail.resume')}
              </Button>
            }
          />
        ) : (
          <>
            <Paces mail={mail} onChoose={(sort, pace) => choose.mutate({ paces: [{ sort, pace }] })} />
            <Button loading={choose.isPending} onClick={() => choose.mutate({ stopped: true })}>
              {t('mail.stop')}
            </Button>
          </>
        ))}
    </section>
  );
}

type Sort = MailView['paces'][number]['sort'];

function Paces({ mail, onChoose }: { mail: MailView; onChoose: (sort: Sort, pace: MailPace) => void }) {
  const { t } = useTranslation();
  const options = (urgent: boolean) => [
    { value: 'usual', label: t(urgent ? 'mail.pace.usual' : 'mail.pace.daily') },
    { value: 'at_once', label: t('mail.pace.at_once') },
    ...(urgent ? [{ value: 'daily', label: t('mail.pace.daily') }] : []),
    { value: 'none', label: t('mail.pace.none') },
  ];
  return (
    <div className="mail-paces">
      <h3>{t('mail.paces')}</h3>
      {mail.paces.map(({ sort, pace, urgent }) => (
        <label key={sort} className="mail-pace">
          <span>{t(`mail.sort.${sort}`)}</span>
          <Select
            // where nothing waits for me, the usual way is the daily one
            value={!urgent && pace === 'daily' ? 'usual' : pace}
            options={options(urgent)}
            aria-label={t(`mail.sort.${sort}`)}
            onChange={(chosen) => onChoose(sort, chosen as MailPace)}
          />
        </label>
      ))}
    </div>
  );
}

/** Confirms the address of which the page's own address says so, once, and then says how that went. */
function useConfirmation() {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const client = useQueryClient();
  const [params, setParams] = useSearchParams();
  const token = params.get('confirm');
  const begun = useRef(false);
  const confirm = useMutation({
    mutationFn: confirmMail,
    onSuccess: (view) => client.setQueryData(keys.mail, view),
  });
  const { mutate } = confirm;
  useEffect(() => {
    if (token === null || begun.current) return;
    begun.current = true;
    mutate(token);
    setParams({}, { replace: true });
  }, [token, mutate, setParams]);
  if (confirm.isPending) return <Alert type="info" showIcon title={t('mail.confirming')} />;
  if (confirm.isError) return <Alert type="error" showIcon title={errorText(confirm.error)} role="alert" />;
  if (confirm.isSuccess) return <Alert type="success" showIcon title={t('mail.confirmed')} />;
  return null;
}
