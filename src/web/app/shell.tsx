import { Button } from 'antd';
import { CloudUploadOutlined } from '@ant-design/icons';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, Outlet, ScrollRestoration, useLocation, useNavigation } from 'react-router';
import { LiveNews } from './live-news.js';
import { useLocaleOfAccount } from './locale-sync.js';
import { NavBar } from './nav-bar.js';
import { NoticeBell } from './notice-bell.js';
import { SearchBox } from './search-box.js';
import { SessionContext, useSessionQuery } from './session.js';
import { UserMenu } from './user-menu.js';
import { BootScreen } from './boot-screen.js';
import { ErrorState } from '../ui/states.js';
import { Logo } from '../ui/logo.js';
import { OfflineBar } from '../ui/offline-bar.js';
import { useIsPhone } from '../ui/use-is-phone.js';
import { UploadDock } from '../features/upload/upload-dock.js';

/** The frame of every page for somebody logged in; anybody else is sent to the login page and brought back after. */
export function Shell() {
  const query = useSessionQuery();
  const location = useLocation();
  const { t } = useTranslation();
  const phone = useIsPhone();
  const loading = useNavigation().state === 'loading';
  useLocaleOfAccount(query.data ?? null);

  if (query.isPending) return <BootScreen />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) {
    const next = location.pathname + location.search;
    return <Navigate to={next === '/' ? '/login' : `/login?next=${encodeURIComponent(next)}`} replace />;
  }
  const mustChange = query.data.user.mustChangePassword;
  if (mustChange && location.pathname !== '/password') return <Navigate to="/password" replace />;

  return (
    <SessionContext value={query.data}>
      <a className="skip-link" href="#main">
        {t('shell.skip')}
      </a>
      <LiveNews refused={mustChange} />
      <div className="shell">
        <header className="shell-bar">
          <Link to="/" className="shell-logo" aria-label={t('shell.home')}>
            <Logo compact={phone} />
          </Link>
          {!mustChange && <SearchBox />}
          {!mustChange && !phone && query.data.homeSchoolId !== null && (
            <Link to="/upload" tabIndex={-1} className="shell-upload">
              <Button type="primary" icon={<CloudUploadOutlined aria-hidden />} size="large">
                {t('nav.upload')}
              </Button>
            </Link>
          )}
          {!mustChange && <NoticeBell />}
          <UserMenu />
        </header>
        {loading && <div className="shell-progress" role="progressbar" aria-label={t('shell.loading')} />}
        {!mustChange && <NavBar />}
        <main id="main" tabIndex={-1} className={mustChange ? 'shell-main shell-main-wide' : 'shell-main'}>
          <OfflineBar />
          <Suspense fallback={null}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <UploadDock />
      <ScrollRestoration getKey={(place) => place.pathname + place.search} />
    </SessionContext>
  );
}
