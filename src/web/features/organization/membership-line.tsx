import { Button, DatePicker, Popconfirm } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { endMembership, updateMembership, type MembershipView } from '../../api/organization.js';
import { MembershipWords } from './membership-words.js';
import { useAct } from './use-act.js';
import { isOver } from './use-office.js';

/** A membership with its last day; whoever administers it moves or ends it. */
export function MembershipLine({
  membership,
  editable,
  onEnded,
}: {
  membership: MembershipView;
  editable: boolean;
  onEnded: () => void;
}) {
  const { t } = useTranslation();
  const end = useAct(() => endMembership(membership.id), onEnded);
  const setUntil = useAct((until: string | null) => updateMembership(membership.id, { until }));
  return (
    <div className="org-membership">
      <MembershipWords memberships={[membership]} />
      {editable && (
        <span className="row-wrap">
          <label className="row small">
            {t('org.lastDay')}
            <DatePicker
              size="small"
              value={membership.until ? dayjs(membership.until).subtract(1, 'ms') : null}
              placeholder={t('org.open')}
              onChange={(day) => setUntil.mutate(day ? day.endOf('day').add(1, 'ms').toISOString() : null)}
            />
          </label>
          {!isOver(membership.until) && (
            <Popconfirm
              title={t('org.endAsk')}
              description={t('org.endText')}
              okText={t('org.endNow')}
              onConfirm={() => end.mutate()}
            >
              <Button size="small">{t('org.endNow')}</Button>
            </Popconfirm>
          )}
        </span>
      )}
    </div>
  );
}
