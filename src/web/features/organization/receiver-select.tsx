import { useTranslation } from 'react-i18next';
import type { PersonView } from '../../api/organization.js';
import { PersonSelect } from './person-select.js';

/** Somebody of a school who takes something over: never the person who leaves or whoever asks. */
export function ReceiverSelect({
  schoolId,
  without,
  value,
  label,
  onChange,
}: {
  schoolId: string;
  without: readonly string[];
  value: string | null;
  label: string;
  onChange: (id: string | null) => void;
}) {
  const { t } = useTranslation();
  return (
    <PersonSelect
      among={{ schoolId }}
      isFit={(person) => isPresent(person, schoolId) && !without.includes(person.id)}
      placeholder={t('handOver.toHint')}
      aria-label={label}
      value={value}
      onChange={onChange}
    />
  );
}

function isPresent(person: PersonView, schoolId: string): boolean {
  const now = new Date().toISOString();
  return (
    person.active &&
    person.memberships.some(
      (m) => m.schoolId === schoolId && m.from <= now && (m.until === null || m.until > now),
    )
  );
}
