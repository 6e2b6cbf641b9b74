import {
  ApartmentOutlined,
  CloudUploadOutlined,
  FolderOpenOutlined,
  HomeOutlined,
  SearchOutlined,
} from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useCanUpload } from '../ui/use-can-upload.js';

const places = [
  { to: '/', key: 'nav.home', Icon: HomeOutlined },
  { to: '/search', key: 'nav.search', Icon: SearchOutlined },
  { to: '/upload', key: 'nav.upload', Icon: CloudUploadOutlined },
  { to: '/mine', key: 'nav.mine', Icon: FolderOpenOutlined },
  { to: '/organization', key: 'nav.organization', Icon: ApartmentOutlined },
] as const;

/** A rail on the left of a wide page, a bar at the foot of a phone's. */
export function NavBar() {
  const { t } = useTranslation();
  const canUpload = useCanUpload();
  return (
    <nav className="nav-bar" aria-label={t('shell.navigation')}>
      {places
        .filter(({ to }) => canUpload || to !== '/upload')
        .map(({ to, key, Icon }) => (
          <NavLink key={to} to={to} end={to === '/'} className="nav-item">
            <Icon aria-hidden />
            <span>{t(key)}</span>
          </NavLink>
        ))}
    </nav>
  );
}
