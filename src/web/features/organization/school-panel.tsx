import { Button, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { updateSchool, type GroupView, type SchoolView } from '../../api/organization.js';
import { useSession } from '../../app/session.js';
import { formatDay, formatLastDay } from '../../ui/format.js';
import { Departments } from './departments.js';
import { EditableName } from './editable-name.js';
import { LinkPreviewDialog } from './link-preview.js';
import { PeoplePanel } from './people-panel.js';
import type { Parts } from './roles.js';
import { SharingDefaultsPanel } from './sharing-defaults.js';
import { useAct } from './use-act.js';

interface Props {
  school: SchoolView;
  groups: GroupView[];
  parts: Parts;
}

/** A school: where it belongs, its departments, and for whoever administers it its people. */
export function SchoolPanel({ school, groups, parts }: Props) {
  const { t } = useTranslation();
  const { abilities } = useSession();
  const [asking, setAsking] = useState<string | null>(null);
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
              {link.until ? formatLastDay(link.until) : t('org.open')}
              {school.manageable && (
                <Button
                  type="link"
                  size="small"
                  aria-label={t('leaving.openOf', { name: school.name })}
                  onClick={() => setAsking(link.groupId)}
                >
                  {t('leaving.open')}
                </Button>
              )}
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
      {asking && (
        <LinkPreviewDialog
          school={school}
          group={{ id: asking, name: groups.find((g) => g.id === asking)?.name ?? t('org.otherGroup') }}
          onClose={() => setAsking(null)}
        />
      )}
      <Tabs
        items={[
          ...(school.manageable || abilities.secureSchools.includes(school.id)
            ? [
                {
                  key: 'people',
                  label: t('org.people'),
                  children: <PeoplePanel place={{ schoolId: school.id }} parts={parts} />,
                },
              ]
            : []),
          {
            key: 'departments',
            label: t('org.departmentsCount', { count: parts.departments.length }),
            children: <Departments school={school} parts={parts} />,
          },
          ...(school.manageable
            ? [
                {
                  key: 'defaults',
                  label: t('defaults.tab'),
                  children: <SharingDefaultsPanel schoolId={school.id} />,
                },
              ]
            : []),
        ]}
      />
    </section>
  );
}
