import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { keys } from '../../api/keys.js';
import { readOrganization } from '../../api/organization.js';
import { useSession } from '../../app/session.js';
import { ErrorState, State } from '../../ui/states.js';
import { useIsPhone } from '../../ui/use-is-phone.js';
import { useTitle } from '../../ui/use-title.js';
import { GroupPanel } from './group-panel.js';
import { SchoolPanel } from './school-panel.js';
import './organization.css';

/** Groups and schools: administrators manage theirs here, everybody else reads where they belong. */
export function OrganizationPage() {
  const { t } = useTranslation();
  const phone = useIsPhone();
  const [params, setParams] = useSearchParams();
  const { homeSchoolId, abilities } = useSession();
  const query = useQuery({ queryKey: keys.organization, queryFn: readOrganization });
  useTitle(t('nav.organization'));
  if (query.isPending)
    return (
      <div className="page">
        <div className="bone" style={{ height: '60vh' }} />
      </div>
    );
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const { groups, schools, departments, teams } = query.data;
  const places = [...groups, ...schools];
  // where there is something to do first, else where I belong
  const own =
    places.find((p) => p.manageable || abilities.secureGroups.includes(p.id)) ??
    places.find((p) => p.id === homeSchoolId) ??
    places[0];
  const chosen = places.find((p) => p.id === params.get('at')) ?? own;
  if (!chosen) return <State drawing="empty" title={t('org.none')} text={t('org.noneText')} />;
  const group = groups.find((g) => g.id === chosen.id);
  const school = schools.find((s) => s.id === chosen.id);
  const go = (id: string) => setParams({ at: id });
  return (
    <div className="page org">
      <header className="page-head">
        <h1>{t('nav.organization')}</h1>
      </header>
      <div className="org-body">
        {phone ? (
          <Select
            value={chosen.id}
            onChange={go}
            aria-label={t('org.places')}
            options={places.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : (
          <nav className="org-places card" aria-label={t('org.places')}>
            {[
              { title: t('org.groups'), list: groups },
              { title: t('org.schools'), list: schools },
            ].map(
              ({ title, list }) =>
                list.length > 0 && (
                  <section key={title}>
                    <h2>{title}</h2>
                    {list.map(({ id, name }) => (
                      <button
                        key={id}
                        type="button"
                        className="plain-button org-place"
                        aria-current={id === chosen.id ? 'true' : undefined}
                        onClick={() => go(id)}
                      >
                        {name}
                      </button>
                    ))}
                  </section>
                ),
            )}
          </nav>
        )}
        <div className="org-main">
          {group && <GroupPanel key={group.id} group={group} schools={schools} onOpen={go} />}
          {school && (
            <SchoolPanel
              key={school.id}
              school={school}
              groups={groups}
              parts={{
                departments: departments.filter((d) => d.schoolId === school.id),
                teams: teams.filter((team) => team.schoolId === school.id),
              }}
            />
          )}
        </div>
      </div>
    </div>
  );
}
