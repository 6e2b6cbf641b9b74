import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { SessionSummary } from '../api/identity.js';
import { deviceName } from './device-name.js';
import { formatAgo, formatDay } from './format.js';
import './session-list.css';

interface Props {
  sessions: SessionSummary[];
  /** what can be done about one */
  action?: (session: SessionSummary) => ReactNode;
}

/** Where somebody is logged in: device, address, last seen. */
export function SessionList({ sessions, action }: Props) {
  const { t } = useTranslation();
  return (
    <ul className="session-list">
      {sessions.map((session) => (
        <li key={session.id}>
          <span className="grow">
            <b>{deviceName(session.userAgent)}</b>
            {session.current && <span className="tone tone-green">{t('sessions.current')}</span>}
            <small className="muted" title={session.userAgent}>
              {t('sessions.seen', { when: formatAgo(session.lastSeenAt), ip: session.ip })}
              {' · '}
              {t('sessions.since', { day: formatDay(session.createdAt) })}
            </small>
          </span>
          {action?.(session)}
        </li>
      ))}
    </ul>
  );
}
