import { PlusOutlined, SearchOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { readPeople, type DepartmentView, type PersonView } from '../../api/organization.js';
import { ErrorState } from '../../ui/states.js';
import { useDebounced } from '../../ui/use-debounced.js';
import { MembershipWords } from './membership-words.js';
import { PersonDrawer } from './person-drawer.js';
import { PersonForm } from './person-form.js';
import type { Place } from './roles.js';

interface Props {
  place: Place;
  manageable: boolean;
  departments: DepartmentView[];
}

/** People of a school or group, found by name or login name. */
export function PeoplePanel({ place, manageable, departments }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const typed = useDebounced(text.trim(), 250);
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
        {manageable && (
          <Button icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
            {t('org.addPerson')}
          </Button>
        )}
      </div>
      <Table<PersonView>
        size="middle"
        rowKey="id"
        pagination={false}
        scroll={{ x: 560 }}
        loading={query.isPending}
        dataSource={people}
        locale={{ emptyText: typed ? t('org.nobodyFound') : t('org.nobody') }}
        columns={[
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
            render: (_, person) => (
              <span className={person.active ? 'tone tone-green' : 'tone tone-grey'}>
                {t(person.active ? 'org.active' : 'org.inactive')}
              </span>
            ),
          },
          ...(manageable
            ? [
                {
                  title: <span className="sr-only">{t('org.manage')}</span>,
                  width: 84,
                  render: (_: unknown, person: PersonView) => (
                    <Button
                      size="small"
                      onClick={() => setOpenId(person.id)}
                      aria-label={t('org.manageOf', { name: person.name })}
                    >
                      {t('org.manage')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {query.hasNextPage && (
        <div className="org-more">
          <Button onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>
            {t('search.more')}
          </Button>
        </div>
      )}
      {adding && <PersonForm place={place} departments={departments} onClose={() => setAdding(false)} />}
      {open && (
        <PersonDrawer person={open} place={place} departments={departments} onClose={() => setOpenId(null)} />
      )}
    </>
  );
}
