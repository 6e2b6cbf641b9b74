import { PlusOutlined } from '@ant-design/icons';
import { Button, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  updateDepartment,
  updateSchool,
  type DepartmentView,
  type GroupView,
  type SchoolView,
} from '../../api/organization.js';
import { formatDay } from '../../ui/format.js';
import { State } from '../../ui/states.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import { DepartmentForm } from './department-form.js';
import { EditableName } from './editable-name.js';
import { PeoplePanel } from './people-panel.js';
import { useAct } from './use-act.js';

interface Props {
  school: SchoolView;
  groups: GroupView[];
  departments: DepartmentView[];
}

/** A school: where it belongs, its departments, its people. */
export function SchoolPanel({ school, groups, departments }: Props) {
  const { t } = useTranslation();
  const rename = useAct((name: string) => updateSchool(school.id, { name }));
  const shorten = useAct((shortName: string) => updateSchool(school.id, { shortName }));
  return (
    <section className="card org-panel">
      <EditableName
        name={school.name}
        editable={school.manageable}
        max={100}
        onSave={(name) => rename.mutateAsync(name)}
      />
      <dl className="org-facts">
        {school.links.map((link) => (
          <div key={link.id}>
            <dt>{groups.find((g) => g.id === link.groupId)?.name ?? t('org.otherGroup')}</dt>
            <dd>
              {t(`org.${link.kind}`)} · {formatDay(link.from)} –{' '}
              {link.until ? formatDay(link.until) : t('org.open')}
            </dd>
          </div>
        ))}
        <div>
          <dt>{t('org.shortName')}</dt>
          <dd>
            <EditableName
              small
              name={school.shortName}
              editable={school.manageable}
              max={4}
              onSave={(shortName) => shorten.mutateAsync(shortName)}
            />
          </dd>
        </div>
      </dl>
      <Tabs
        items={[
          {
            key: 'people',
            label: t('org.people'),
            children: (
              <PeoplePanel
                place={{ schoolId: school.id }}
                manageable={school.manageable}
                departments={departments}
              />
            ),
          },
          {
            key: 'departments',
            label: t('org.departmentsCount', { count: departments.length }),
            children: <Departments school={school} departments={departments} />,
          },
        ]}
      />
    </section>
  );
}

function Departments({ school, departments }: Omit<Props, 'groups'>) {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const [adding, setAdding] = useState(false);
  const rename = useAct(({ id, name }: { id: string; name: string }) => updateDepartment(id, { name }));
  return (
    <>
      {school.manageable && (
        <div className="org-tools">
          <Button icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
            {t('org.addDepartment')}
          </Button>
        </div>
      )}
      {departments.length === 0 && <State drawing="empty" title={t('org.noDepartments')} compact />}
      <ul className="org-departments">
        {departments.map((d) => (
          <li key={d.id}>
            <EditableName
              small
              name={d.name}
              editable={school.manageable}
              max={60}
              onSave={(name) => rename.mutateAsync({ id: d.id, name })}
            />
            <span className="muted small">{taxonomy.name('subject', d.subject)}</span>
          </li>
        ))}
      </ul>
      {adding && <DepartmentForm schoolId={school.id} onClose={() => setAdding(false)} />}
    </>
  );
}
