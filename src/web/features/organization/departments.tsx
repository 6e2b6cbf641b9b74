import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  updateDepartment,
  updateTeam,
  type DepartmentView,
  type SchoolView,
} from '../../api/organization.js';
import { State } from '../../ui/states.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import { DepartmentForm } from './department-form.js';
import { EditableName } from './editable-name.js';
import type { Parts } from './roles.js';
import { TeamForm } from './team-form.js';
import { useAct } from './use-act.js';

/** The departments of a school, each with its grade teams. */
export function Departments({ school, parts }: { school: SchoolView; parts: Parts }) {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const [adding, setAdding] = useState(false);
  const [addingTo, setAddingTo] = useState<DepartmentView | null>(null);
  const rename = useAct(({ id, name }: { id: string; name: string }) => updateDepartment(id, { name }));
  const renameTeam = useAct(({ id, name }: { id: string; name: string }) => updateTeam(id, { name }));
  return (
    <>
      {school.manageable && (
        <div className="org-tools">
          <Button icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
            {t('org.addDepartment')}
          </Button>
        </div>
      )}
      {parts.departments.length === 0 && <State drawing="empty" title={t('org.noDepartments')} compact />}
      <ul className="org-departments">
        {parts.departments.map((d) => (
          <li key={d.id}>
            <EditableName
              small
              name={d.name}
              editable={school.manageable}
              max={60}
              onSave={(name) => rename.mutateAsync({ id: d.id, name })}
            />
            <span className="muted small">{taxonomy.name('subject', d.subject)}</span>
            <ul className="org-teams" aria-label={t('org.teamsOf', { name: d.name })}>
              {parts.teams
                .filter((team) => team.departmentId === d.id)
                .map((team) => (
                  <li key={team.id}>
                    <EditableName
                      small
                      name={team.name}
                      editable={school.manageable}
                      max={60}
                      onSave={(name) => renameTeam.mutateAsync({ id: team.id, name })}
                    />
                    <span className="muted small">{taxonomy.name('grade', team.grade)}</span>
                  </li>
                ))}
            </ul>
            {school.manageable && (
              <Button
                size="small"
                type="text"
                icon={<PlusOutlined aria-hidden />}
                aria-label={t('org.addTeamTo', { name: d.name })}
                onClick={() => setAddingTo(d)}
              >
                {t('org.addTeam')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {adding && <DepartmentForm schoolId={school.id} onClose={() => setAdding(false)} />}
      {addingTo && <TeamForm department={addingTo} onClose={() => setAddingTo(null)} />}
    </>
  );
}
