import { useTranslation } from 'react-i18next';
import type { MembershipView } from '../../api/organization.js';
import { formatDay, formatLastDay } from '../../ui/format.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import { isOver } from './use-office.js';

/** 青禾小学 数学教研组: departments and teams of one name are told apart by their school. */
export const placeOf = ({ scope, scopeName, schoolName }: MembershipView): string =>
  scope === 'school' || schoolName === null ? scopeName : `${schoolName} ${scopeName}`;

/** 青禾小学 数学教研组 · 组长 (2026年9月1日 – 2027年1月31日) */
export function MembershipWords({ memberships }: { memberships: MembershipView[] }) {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  if (memberships.length === 0) return <span className="muted">{t('org.noMembership')}</span>;
  return (
    <ul className="membership-words">
      {memberships.map((m) => (
        <li key={m.id}>
          {placeOf(m)} · {t(`role.${m.role}`)}
          {m.subject && ` · ${taxonomy.name('subject', m.subject)}`}
          {m.until && (
            <span className="muted small">
              {' '}
              {formatDay(m.from)} – {formatLastDay(m.until)}
            </span>
          )}
          {isOver(m.until) && (
            <>
              {' '}
              <span className="tone tone-grey">{t('org.over')}</span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
