import { PlusOutlined, SearchOutlined, SwapOutlined, UserSwitchOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input, Table } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { readPeople, type PersonView } from '../../api/organization.js';
import { useSession } from '../../app/session.js';
import { MoreButton } from '../../ui/more-button.js';
import { ErrorState } from '../../ui/states.js';
import { useDebounced } from '../../ui/use-debounced.js';
import { useIsPhone } from '../../ui/use-is-phone.js';
import { GuestForm } from './guest-form.js';
import { MembershipWords } from './membership-words.js';
import { PersonDrawer } from './person-drawer.js';
import { PersonForm } from './person-form.js';
import { RotationImport } from './rotation-import.js';
import type { Parts, Place } from './roles.js';
import { useOffice } from './use-office.js';

interface Props {
  place: Place;
  parts: Parts;
}

/** People of a school or group for its administrator, found by name or login name. */
export function PeoplePanel({ place, parts }: Props) {
  const { t } = useTranslation();
  const phone = useIsPhone();
  const office = useOffice(place);
  const { abilities } = useSession();
  // whoever administers one school alone sees nobody who could come from another
  const mayInvite = place.schoolId && !office.secures && abilities.manageSchools.length > 1;
  const [text, setText] = useState('');
  const typed = useDebounced(text.trim(), 250);
  const [importing, setImporting] = useState(false);
  const [inviting, setInviting] = useState(false);
  const [adding, setAdding] = useState(false);
  const [openId, setOpenId] = useState<string | null>(null);
  const query = useInfiniteQuery({
    queryKey: keys.people({ ...place, text: typed }),
    queryFn: ({ pageParam }) => readPeople({ ...place, text: typed || undefined, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const people = query.data?.pages.flatMap((p) => p.items) ?? [];
  const open = people.find((p) => p.id === openId);
  const manage = (person: PersonView) => (
    <Button
      size="small"
      onClick={() => setOpenId(person.id)}
      aria-label={t('org.manageOf', { name: person.name })}
    >
      {t('org.manage')}
    </Button>
  );
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />;
  return (
    <>
      <div className="org-tools">
        <Input
          allowClear
          value={text}
          prefix={<SearchOutlined aria-hidden />}
          placeholder={t('org.findPeople')}
          aria-label={t('org.findPeople')}
          onChange={(event) => setText(event.target.value)}
          style={{ maxWidth: 260 }}
        />
        {!office.secures && (
          <Button icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
            {t('org.addPerson')}
          </Button>
        )}
        {mayInvite && (
          <Button icon={<UserSwitchOutlined aria-hidden />} onClick={() => setInviting(true)}>
            {t('guest.open')}
          </Button>
        )}
        {place.schoolId && !office.secures && (
          <Button icon={<SwapOutlined aria-hidden />} onClick={() => setImporting(true)}>
            {t('rotation.open')}
          </Button>
        )}
      </div>
      {office.separated && (
        <p className="muted org-separated">{t(office.secures ? 'org.youSecure' : 'org.separated')}</p>
      )}
      <Table<PersonView>
        size="middle"
        rowKey="id"
        pagination={false}
        scroll={phone ? undefined : { x: 560 }}
        loading={query.isPending}
        dataSource={people}
        locale={{ emptyText: typed ? t('org.nobodyFound') : t('org.nobody') }}
        showHeader={!phone}
        columns={
          phone
            ? [{ render: (_, person) => <PersonLine person={person} manage={manage(person)} /> }]
            : [
                {
                  title: t('org.personName'),
                  width: 170,
                  render: (_, person) => (
                    <span className="org-person">
                      <b>{person.name}</b>
                      <small className="muted">{person.loginName}</small>
                    </span>
                  ),
                },
                {
                  title: t('org.memberships'),
                  render: (_, person) => <MembershipWords memberships={person.memberships} />,
                },
                {
                  title: t('org.state'),
                  width: 90,
                  render: (_, { active }) => <ActiveTag active={active} />,
                },
                {
                  title: <span className="sr-only">{t('org.manage')}</span>,
                  width: 84,
                  render: (_, person) => manage(person),
                },
              ]
        }
      />
      {query.hasNextPage && (
        <div className="org-more">
          <MoreButton query={query} />
        </div>
      )}
      {importing && place.schoolId && (
        <RotationImport schoolId={place.schoolId} onClose={() => setImporting(false)} />
      )}
      {inviting && <GuestForm place={place} parts={parts} onClose={() => setInviting(false)} />}
      {adding && <PersonForm place={place} parts={parts} onClose={() => setAdding(false)} />}
      {open && <PersonDrawer person={open} place={place} parts={parts} onClose={() => setOpenId(null)} />}
    </>
  );
}

/** A person on a narrow screen: the memberships have the whole width. */
function PersonLine({ person, manage }: { person: PersonView; manage: ReactNode }) {
  return (
    <>
      <div className="row org-person-head">
        <span className="org-person grow">
          <b>{person.name}</b>
          <small className="muted">{person.loginName}</small>
        </span>
        <ActiveTag active={person.active} />
        {manage}
      </div>
      <MembershipWords memberships={person.memberships} />
    </>
  );
}

function ActiveTag({ active }: { active: boolean }) {
  const { t } = useTranslation();
  return (
    <span className={active ? 'tone tone-green' : 'tone tone-grey'}>
      {t(active ? 'org.active' : 'org.inactive')}
    </span>
  );
}
