import { DownOutlined } from '@ant-design/icons';
import { Dropdown, App } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useQueryClient } from '@tanstack/react-query';
import { chooseActing } from '../api/acting.js';
import { updateMe, type SessionView } from '../api/identity.js';
import { keys } from '../api/keys.js';
import { currentLocale, setLocale, type Locale } from '../i18n/index.js';
import { formatLastDay } from '../ui/format.js';
import { useIsPhone } from '../ui/use-is-phone.js';
import { useActingSchool, useLogout, useSession } from './session.js';

/** My name, language, password, and the ways out. */
export function UserMenu() {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const client = useQueryClient();
  const logout = useLogout();
  const phone = useIsPhone();
  const { modal } = App.useApp();
  const acting = useActingSchool();
  const { schools } = session;
  const home = schools.find((school) => school.id === acting);

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
      // whoever opened it with the keyboard goes on in it
      autoFocus
      menu={{
        selectedKeys: schools.length > 1 && acting ? [acting] : [],
        items: [
          { key: 'who', type: 'group', label: `${session.user.name} · ${session.user.loginName}` },
          ...(schools.length > 1
            ? [
                {
                  key: 'acting',
                  type: 'group' as const,
                  label: t('acting.title'),
                  children: schools.map(({ id, name, until }) => ({
                    key: id,
                    label: until ? t('acting.schoolUntil', { name, until: formatLastDay(until) }) : name,
                    onClick: () => chooseActing(session, id),
                  })),
                },
                { type: 'divider' as const },
              ]
            : []),
          {
            key: 'language',
            label: other === 'en' ? 'English' : '中文',
            onClick: () => void switchTo(other),
          },
          { key: 'password', label: t('userMenu.password'), onClick: () => void navigate('/password') },
          { key: 'audit', label: t('userMenu.audit'), onClick: () => void navigate('/audit') },
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
            {home && <small>{home.name}</small>}
          </span>
        )}
        {!phone && <DownOutlined aria-hidden className="user-arrow" />}
      </button>
    </Dropdown>
  );
}
