import { PlusOutlined } from '@ant-design/icons';
import { Button, Table, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { updateGroup, type GroupView, type SchoolView } from '../../api/organization.js';
import { useSession } from '../../app/session.js';
import { formatDay, formatLastDay } from '../../ui/format.js';
import { useIsPhone } from '../../ui/use-is-phone.js';
import { MailStanding } from '../mail/mail-standing.js';
import { EditableName } from './editable-name.js';
import { LinkForm } from './link-form.js';
import { PeoplePanel } from './people-panel.js';
import { SchoolForm } from './school-form.js';
import { ReviewPolicyPanel } from './review-policy.js';
import { ReviewRubricPanel } from './review-rubric.js';
import { useAct } from './use-act.js';

interface Props {
  group: GroupView;
  schools: SchoolView[];
  onOpen: (schoolId: string) => void;
}

/** A group: its schools with their standing and dates, and who administers it. */
export function GroupPanel({ group, schools, onOpen }: Props) {
  const { t } = useTranslation();
  const phone = useIsPhone();
  const { abilities } = useSession();
  const [adding, setAdding] = useState(false);
  const [editing, setEditing] = useState<{ school: SchoolView; linkId: string } | null>(null);
  const rename = useAct((name: string) => updateGroup(group.id, { name }));
  const rows = schools.flatMap((school) =>
    school.links.filter((l) => l.groupId === group.id).map((link) => ({ school, link, key: link.id })),
  );
  const table = (
    <>
      {group.manageable && (
        <div className="org-tools">
          <Button icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
            {t('org.addSchool')}
          </Button>
        </div>
      )}
      <Table
        size="middle"
        pagination={false}
        scroll={phone ? undefined : { x: 560 }}
        dataSource={rows}
        locale={{ emptyText: t('org.noSchools') }}
        columns={[
          {
            title: t('facet.school'),
            render: (_, { school, link }) => (
              <button type="button" className="plain-button org-link" onClick={() => onOpen(school.id)}>
                {school.name}
                {phone && (
                  <small className="muted">
                    {formatDay(link.from)} – {link.until ? formatDay(link.until) : t('org.open')}
                  </small>
                )}
              </button>
            ),
          },
          {
            title: t('org.kind'),
            width: phone ? 84 : 110,
            render: (_, { link }) => (
              <span className={link.kind === 'core' ? 'tone tone-green' : 'tone tone-grey'}>
                {t(`org.${link.kind}`)}
              </span>
            ),
          },
          { hidden: phone, title: t('org.from'), width: 130, render: (_, { link }) => formatDay(link.from) },
          {
            hidden: phone,
            title: t('org.lastDay'),
            width: 130,
            render: (_, { link }) => (link.until ? formatLastDay(link.until) : t('org.open')),
          },
          ...(group.manageable
            ? [
                {
                  title: <span className="sr-only">{t('actions.edit')}</span>,
                  width: 80,
                  render: (_: unknown, { school, link }: (typeof rows)[number]) => (
                    <Button
                      size="small"
                      aria-label={t('org.editLinkOf', { name: school.name })}
                      onClick={() => setEditing({ school, linkId: link.id })}
                    >
                      {t('actions.edit')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
    </>
  );
  return (
    <section className="card org-panel">
      <EditableName
        name={group.name}
        editable={group.manageable}
        max={100}
        onSave={(name) => rename.mutateAsync(name)}
      />
      {group.manageable && <MailStanding />}
      <Tabs
        items={[
          { key: 'schools', label: t('org.schoolsCount', { count: rows.length }), children: table },
          ...(group.manageable
            ? [
                {
                  key: 'review',
                  label: t('review.policy.tab'),
                  children: (
                    <>
                      <ReviewPolicyPanel groupId={group.id} />
                      <ReviewRubricPanel groupId={group.id} />
                    </>
                  ),
                },
              ]
            : []),
          ...(group.manageable || abilities.secureGroups.includes(group.id)
            ? [
                {
                  key: 'people',
                  label: t('org.people'),
                  children: (
                    <PeoplePanel place={{ groupId: group.id }} parts={{ departments: [], teams: [] }} />
                  ),
                },
              ]
            : []),
        ]}
      />
      {adding && <SchoolForm groupId={group.id} onClose={() => setAdding(false)} />}
      {editing && (
        <LinkForm school={editing.school} linkId={editing.linkId} onClose={() => setEditing(null)} />
      )}
    </section>
  );
}
