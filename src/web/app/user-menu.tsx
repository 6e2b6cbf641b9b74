import { DownOutlined } from '@ant-design/icons';
import { Dropdown, App } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useQueryClient } from '@tanstack/react-query';
import { updateMe, type SessionView } from '../api/identity.js';
import { keys } from '../api/keys.js';
import { currentLocale, setLocale, type Locale } from '../i18n/index.js';
import { useIsPhone } from '../ui/use-is-phone.js';
import { useLogout, useSession } from './session.js';

/** My name, language, password, and the ways out. */
export function UserMenu() {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const client = useQueryClient();
  const logout = useLogout();
  const phone = useIsPhone();
  const { modal } = App.useApp();
  const home = session.memberships.find((m) => m.schoolId === session.homeSchoolId);

  const switchTo = async (locale: Locale) => {
    client.setQueryData<SessionView>(keys.session, { ...session, user: { ...session.user, locale } });
    await setLocale(locale);
    await updateMe({ locale }).catch(() => undefined);
  };
  const leaveEverywhere = () =>
    modal.confirm({
      title: t('userMenu.everywhereTitle'),
      content: t('userMenu.everywhereText'),
      okText: t('userMenu.everywhere'),
      onOk: () => logout.mutateAsync(true),
    });

  const other: Locale = currentLocale() === 'zh' ? 'en' : 'zh';
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'who', type: 'group', label: `${session.user.name} · ${session.user.loginName}` },
          {
            key: 'language',
            label: other === 'en' ? 'English' : '中文',
            onClick: () => void switchTo(other),
          },
          { key: 'password', label: t('userMenu.password'), onClick: () => void navigate('/password') },
          { type: 'divider' },
          { key: 'everywhere', label: t('userMenu.everywhere'), onClick: () => void leaveEverywhere() },
          { key: 'logout', label: t('userMenu.logout'), onClick: () => logout.mutate(false) },
        ],
      }}
    >
      <button
        type="button"
        className="user-button"
        aria-label={t('userMenu.label', { name: session.user.name })}
      >
        <span className="user-face" aria-hidden>
          {session.user.name.slice(-1)}
        </span>
        {!phone && (
          <span className="user-words">
            <b>{session.user.name}</b>
            {home && <small>{home.scopeName}</small>}
          </span>
        )}
        {!phone && <DownOutlined aria-hidden className="user-arrow" />}
      </button>
    </Dropdown>
  );
}
