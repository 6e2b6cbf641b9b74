import {
  ApartmentOutlined,
  BookOutlined,
  CloudUploadOutlined,
  FolderOpenOutlined,
  HomeOutlined,
  SafetyCertificateOutlined,
  SearchOutlined,
} from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useCanUpload } from '../ui/use-can-upload.js';
import { useSession } from './session.js';

const places = [
  { to: '/', key: 'nav.home', Icon: HomeOutlined },
  { to: '/search', key: 'nav.search', Icon: SearchOutlined },
  { to: '/collections', key: 'nav.collections', Icon: BookOutlined },
  { to: '/upload', key: 'nav.upload', Icon: CloudUploadOutlined },
  { to: '/mine', key: 'nav.mine', Icon: FolderOpenOutlined },
  { to: '/organization', key: 'nav.organization', Icon: ApartmentOutlined },
  { to: '/audit', key: 'nav.audit', Icon: SafetyCertificateOutlined },
] as const;

/** A rail on the left of a wide page, a bar at the foot of a phone's. */
export function NavBar() {
  const { t } = useTranslation();
  const canUpload = useCanUpload();
  const audits = useSession().roles.includes('auditor');
  return (
    <nav className="nav-bar" aria-label={t('shell.navigation')}>
      {places
        .filter(({ to }) => (canUpload || to !== '/upload') && (audits || to !== '/audit'))
        .map(({ to, key, Icon }) => (
          <NavLink key={to} to={to} end={to === '/'} className="nav-item">
            <Icon aria-hidden />
            <span>{t(key)}</span>
          </NavLink>
        ))}
    </nav>
  );
}
