import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { keys } from '../../api/keys.js';
import { readOrganization } from '../../api/organization.js';
import { useSession } from '../../app/session.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';

/** One press from the home page to what is new in my subject, or of one type in it. */
export function QuickSubjects() {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const { memberships } = useSession();
  const { data } = useQuery({
    queryKey: keys.organization,
    queryFn: readOrganization,
    staleTime: 5 * 60_000,
  });
  const mine = new Set(memberships.filter((m) => m.scope === 'department').map((m) => m.scopeId));
  const subjects = [
    ...new Set((data?.departments ?? []).filter((d) => mine.has(d.id)).map((d) => d.subject)),
  ];
  const subject = subjects[0];
  const of = subject ? `subject=${encodeURIComponent(subject)}&` : '';
  return (
    <nav className="row-wrap quick" aria-label={t('home.quick')}>
      {subjects.map((key) => (
        <Link
          key={key}
          to={`/search?subject=${encodeURIComponent(key)}&sort=newest`}
          className="quick-subject"
        >
          {t('home.mySubject', { subject: taxonomy.name('subject', key) })}
        </Link>
      ))}
      {taxonomy.types.slice(0, 6).map((type) => (
        <Link key={type.value} to={`/search?${of}type=${encodeURIComponent(type.value)}`}>
          {type.label}
        </Link>
      ))}
    </nav>
  );
}
