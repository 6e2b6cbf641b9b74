import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { readMail } from '../../api/mail.js';

/** Whether the installation sends mail, for those who administer a group. */
export function MailStanding() {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: keys.mail, queryFn: readMail });
  if (!data) return null;
  return <p className="muted small">{t(data.ready ? 'mail.standing.ready' : 'mail.standing.notReady')}</p>;
}
