import {
  ApartmentOutlined,
  AuditOutlined,
  BookOutlined,
  CloudUploadOutlined,
  FolderOpenOutlined,
  HomeOutlined,
  ScheduleOutlined,
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
  { to: '/plans', key: 'nav.plans', Icon: ScheduleOutlined },
  { to: '/reviews', key: 'nav.reviews', Icon: AuditOutlined },
  { to: '/reviews/figures', key: 'nav.figures', Icon: AuditOutlined },
  { to: '/upload', key: 'nav.upload', Icon: CloudUploadOutlined },
  { to: '/mine', key: 'nav.mine', Icon: FolderOpenOutlined },
  { to: '/organization', key: 'nav.organization', Icon: ApartmentOutlined },
  { to: '/audit', key: 'nav.audit', Icon: SafetyCertificateOutlined },
] as const;

/** Roles that decide on what is submitted, or stand in for those who do. */
const REVIEWERS: ReadonlySet<string> = new Set([
  'department_lead',
  'school_admin',
  'group_subject_lead',
  'group_admin',
]);

/** A rail on the left of a wide page, a bar at the foot of a phone's. */
export function NavBar() {
  const { t } = useTranslation();
  const canUpload = useCanUpload();
  const { roles } = useSession();
  const audits = roles.includes('auditor');
  const reviews = roles.some((role) => REVIEWERS.has(role));
  const allowed: Partial<Record<string, boolean>> = {
    '/upload': canUpload,
    '/audit': audits,
    '/reviews': reviews,
    // Who reviews finds them at the desk; who inspects has no desk.
    '/reviews/figures': !reviews && roles.includes('inspector'),
  };
  return (
    <nav className="nav-bar" aria-label={t('shell.navigation')}>
      {places
        .filter(({ to }) => allowed[to] ?? true)
        .map(({ to, key, Icon }) => (
          <NavLink key={to} to={to} end={to === '/'} className="nav-item">
            <Icon aria-hidden />
            <span>{t(key)}</span>
          </NavLink>
        ))}
    </nav>
  );
}
