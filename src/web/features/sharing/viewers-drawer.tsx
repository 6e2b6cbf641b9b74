import { DownloadOutlined, LinkOutlined, SearchOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Drawer, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import {
  readViewers,
  VIEW_REASONS,
  viewersFile,
  type ShareLinkView,
  type Viewer,
  type ViewReasonKind,
  type ViewersFilter,
} from '../../api/sharing.js';
import { currentLocale } from '../../i18n/index.js';
import { MoreButton } from '../../ui/more-button.js';
import { formatMoment } from '../../ui/format.js';
import { ErrorState, State } from '../../ui/states.js';
import { useDebounced } from '../../ui/use-debounced.js';
import { useIsPhone } from '../../ui/use-is-phone.js';
import { ReasonList } from './reason-list.js';
import './sharing.css';

interface Props {
  resource: { id: string; title: string };
  onClose: () => void;
}

/** Who can see a resource now, and why: everybody by name, found by name, school or reason, and as a file. */
export function ViewersDrawer({ resource, onClose }: Props) {
  const { t } = useTranslation();
  const phone = useIsPhone();
  const [text, setText] = useState('');
  const [schoolId, setSchoolId] = useState<string>();
  const [reason, setReason] = useState<ViewReasonKind>();
  const typed = useDebounced(text.trim(), 250);
  const filter: ViewersFilter = { text: typed || undefined, schoolId, reason };
  const query = useInfiniteQuery({
    queryKey: keys.viewers(resource.id, filter),
    queryFn: ({ pageParam }) => readViewers(resource.id, filter, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
    // Rights change by the minute: what was read before is shown while it is read again.
    staleTime: 0,
  });
  const first = query.data?.pages[0];
  const viewers = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Drawer open title={t('viewers.title')} onClose={onClose} size={phone ? '100vw' : 600}>
      <div className="viewers">
        <p className="muted viewers-lead">{resource.title || t('resource.untitled')}</p>
        {!query.isError && (
          <p role="status" className="viewers-total">
            {first ? t('viewers.total', { count: first.total }) : t('share.counting')}
          </p>
        )}
        <div className="viewers-tools">
          <Input
            allowClear
            value={text}
            prefix={<SearchOutlined aria-hidden />}
            placeholder={t('viewers.find')}
            aria-label={t('viewers.find')}
            onChange={(event) => setText(event.target.value)}
          />
          <Select
            allowClear
            value={schoolId}
            onChange={setSchoolId}
            placeholder={t('viewers.anySchool')}
            aria-label={t('viewers.anySchool')}
            options={first?.schools.map(({ id, name, people }) => ({
              value: id,
              label: t('share.count', { name, people }),
            }))}
          />
          <Select
            allowClear
            value={reason}
            onChange={setReason}
            placeholder={t('viewers.anyReason')}
            aria-label={t('viewers.anyReason')}
            options={VIEW_REASONS.map((kind) => ({ value: kind, label: t(`viewers.reason.${kind}`) }))}
          />
          <Button
            icon={<DownloadOutlined aria-hidden />}
            href={viewersFile(resource.id, filter, currentLocale())}
            download
          >
            {t('viewers.export')}
          </Button>
        </div>
        {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />}
        {query.isPending && <div className="bone" style={{ height: 240 }} />}
        {first && first.links.length > 0 && <OpenLinks links={first.links} />}
        {first?.found === 0 && <State drawing="empty" title={t('viewers.nobody')} compact />}
        <ul className="share-list" aria-label={t('viewers.title')}>
          {viewers.map((viewer) => (
            <ViewerLine key={viewer.id} viewer={viewer} />
          ))}
        </ul>
        {query.hasNextPage && <MoreButton query={query} />}
      </div>
    </Drawer>
  );
}

function ViewerLine({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation();
  return (
    <li>
      <span className="grow">
        <b>{viewer.name}</b>{' '}
        <span className="muted small">
          {viewer.schools.map((school) => school.name).join(t('app.comma'))}
        </span>
        <ReasonList reasons={viewer.reasons} />
      </span>
      <span className={viewer.right === 'manage' ? 'tone tone-green' : 'tone tone-grey'}>
        {t(`viewers.right.${viewer.right}`)}
      </span>
    </li>
  );
}

/** Links that open now: whoever has one is on no list. */
function OpenLinks({ links }: { links: readonly ShareLinkView[] }) {
  const { t } = useTranslation();
  return (
    <section className="viewers-links">
      <b>
        <LinkOutlined aria-hidden /> {t('viewers.links', { count: links.length })}
      </b>
      <ul className="reason-list small">
        {links.map((link) => (
          <li key={link.id}>
            {link.label ?? t(`share.links.${link.right}`)}
            <span className="muted">
              {' · '}
              {t(`viewers.right.${link.right}`)} ·{' '}
              {t('share.openUntil', { time: formatMoment(link.expiresAt) })}
              {' · '}
              {link.madeBy.name}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
