import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { keys } from '../../api/keys.js';
import type { PersonView } from '../../api/organization.js';
import { readSight, type SightPage } from '../../api/sharing.js';
import { MoreButton } from '../../ui/more-button.js';
import { ErrorState, State } from '../../ui/states.js';
import { useIsPhone } from '../../ui/use-is-phone.js';
import { ReasonList } from '../sharing/reason-list.js';
import '../sharing/sharing.css';

/** What a person can see in the schools that the asker administers; read when asked for, since looking is recorded. */
export function PersonSight({ person }: { person: PersonView }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <section className="org-section">
      <h3>{t('sight.title')}</h3>
      <p className="muted small">{t('sight.lead')}</p>
      <Button onClick={() => setOpen(true)}>{t('sight.open')}</Button>
      {open && <SightDrawer person={person} onClose={() => setOpen(false)} />}
    </section>
  );
}

function SightDrawer({ person, onClose }: { person: PersonView; onClose: () => void }) {
  const { t } = useTranslation();
  const phone = useIsPhone();
  const query = useInfiniteQuery({
    queryKey: keys.sight(person.id),
    queryFn: ({ pageParam }) => readSight(person.id, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const first = query.data?.pages[0];
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Drawer open title={t('sight.of', { name: person.name })} onClose={onClose} size={phone ? '100vw' : 600}>
      <div className="viewers">
        {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />}
        {query.isPending && <div className="bone" style={{ height: 240 }} />}
        {first && <Counts page={first} />}
        <ul className="share-list">
          {items.map((item, i) => (
            <li key={item.id ?? `hidden-${i}`}>
              <span className="grow">
                {item.id === null ? (
                  <span className="muted">{t('sight.hidden')}</span>
                ) : (
                  <Link to={`/resources/${item.id}`}>{item.title || t('resource.untitled')}</Link>
                )}{' '}
                <span className="muted small">{item.school}</span>
                <ReasonList reasons={item.reasons} />
              </span>
              <span className="tone tone-grey">{t(`viewers.right.${item.right}`)}</span>
            </li>
          ))}
        </ul>
        {query.hasNextPage && <MoreButton query={query} />}
      </div>
    </Drawer>
  );
}

function Counts({ page }: { page: SightPage }) {
  const { t } = useTranslation();
  if (page.total === 0) return <State drawing="empty" title={t('sight.nothing')} compact />;
  return (
    <>
      <p role="status" className="viewers-total">
        {t('sight.total', { count: page.total })}
      </p>
      <p className="row-wrap">
        {page.counts.map(({ kind, things }) => (
          <span key={kind} className="tone tone-grey">
            {t(`viewers.reason.${kind}`)} {things}
          </span>
        ))}
      </p>
    </>
  );
}
