import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMoreHint } from '../../ui/use-more-hint.js';
import { useMySubjects } from '../../ui/use-my-subjects.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';

/** One press from the home page to each type of what is shared in my subject. */
export function QuickSubjects() {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const { subjects } = useMySubjects();
  const strip = useRef<HTMLElement>(null);
  useMoreHint(strip);
  const of = subjects[0] ? `subject=${encodeURIComponent(subjects[0])}&` : '';
  return (
    <nav className="row-wrap quick" ref={strip} aria-label={t('home.quick')}>
      {taxonomy.types.slice(0, 7).map((type) => (
        <Link key={type.value} to={`/search?${of}type=${encodeURIComponent(type.value)}`}>
          {type.label}
        </Link>
      ))}
    </nav>
  );
}
