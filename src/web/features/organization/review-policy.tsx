import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import {
  readReviewPolicy,
  REVIEW_LEVELS,
  saveReviewPolicy,
  type ReviewLevel,
  type ReviewRule,
} from '../../api/review.js';
import { ErrorState } from '../../ui/states.js';
import { TypeLines } from './type-lines.js';

const DIRECT: ReviewRule = { type: null, school: [], beyond: [] };
const REACHES = ['school', 'beyond'] as const;

/** What a group asks for before something is shown: one line for all types, and one for each that is set apart. */
export function ReviewPolicyPanel({ groupId }: { groupId: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const query = useQuery({
    queryKey: keys.reviewPolicy(groupId),
    queryFn: () => readReviewPolicy(groupId),
  });
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />;
  if (query.isPending) return <div className="bone" style={{ height: 160 }} />;
  return (
    <div className="defaults">
      <p className="muted">{t('review.policy.lead')}</p>
      <p className="muted small">{t('review.policy.who')}</p>
      <TypeLines
        words="review.policy"
        saved={query.data.items}
        first={DIRECT}
        className="policy-line"
        fields={(item, name, change) => (
          <>
            {REACHES.map((reach) => (
              <LevelsSelect
                key={reach}
                label={t(`review.policy.${reach}`)}
                of={name}
                value={item[reach]}
                onChange={(levels) => change({ [reach]: levels })}
              />
            ))}
            <label className="row policy-second">
              <Switch
                size="small"
                checked={item.second ?? false}
                aria-label={t('review.policy.of', { type: name, what: t('review.policy.second') })}
                onChange={(second) => change({ second })}
              />
              <span className="small">{t('review.policy.second')}</span>
            </label>
          </>
        )}
        onSave={async (items) => {
          client.setQueryData(keys.reviewPolicy(groupId), await saveReviewPolicy(groupId, items));
        }}
      />
    </div>
  );
}

function LevelsSelect({
  label,
  of,
  value,
  onChange,
}: {
  label: string;
  of: string;
  value: ReviewLevel[];
  onChange: (levels: ReviewLevel[]) => void;
}) {
  const { t } = useTranslation();
  return (
    <label className="field">
      <span className="small muted">{label}</span>
      <Select
        mode="multiple"
        value={value}
        showSearch={false}
        placeholder={t('review.policy.direct')}
        aria-label={t('review.policy.of', { type: of, what: label })}
        options={REVIEW_LEVELS.map((level) => ({ value: level, label: t(`review.level.${level}`) }))}
        onChange={(chosen: ReviewLevel[]) =>
          onChange(REVIEW_LEVELS.filter((level) => chosen.includes(level)))
        }
      />
    </label>
  );
}
