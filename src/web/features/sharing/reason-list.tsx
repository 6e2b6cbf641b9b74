import { useTranslation } from 'react-i18next';
import type { ViewReason } from '../../api/sharing.js';
import { formatLastDay, formatMoment } from '../../ui/format.js';

/** Support ends within the hour, memberships with a day. */
const endOf = ({ kind }: ViewReason, until: string) =>
  kind === 'support' ? formatMoment(until) : formatLastDay(until);

/** Why somebody can see something, a line for each reason: "教研组 本校数学组 · 下载 · 到 2027年1月31日". */
export function ReasonList({ reasons }: { reasons: readonly ViewReason[] }) {
  const { t } = useTranslation();
  return (
    <ul className="reason-list small">
      {reasons.map((reason, i) => (
        <li key={i}>
          {t(`viewers.reason.${reason.kind}`)}
          {reason.through && ` ${reason.through}`}
          <span className="muted">
            {' · '}
            {t(`viewers.right.${reason.right}`)}
            {reason.grantedBy && ` · ${t('viewers.by', { name: reason.grantedBy })}`}
            {reason.until && ` · ${t('viewers.until', { day: endOf(reason, reason.until) })}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
