import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
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
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import { useAct } from './use-act.js';

const DIRECT: ReviewRule = { type: null, school: [], beyond: [] };
const REACHES = ['school', 'beyond'] as const;

/** What a group asks for before something is shown: one line for all types, and one for each that is set apart. */
export function ReviewPolicyPanel({ groupId }: { groupId: string }) {
  const query = useQuery({
    queryKey: keys.reviewPolicy(groupId),
    queryFn: () => readReviewPolicy(groupId),
  });
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />;
  if (query.isPending) return <div className="bone" style={{ height: 160 }} />;
  return <PolicyForm groupId={groupId} saved={query.data.items} />;
}

function PolicyForm({ groupId, saved }: { groupId: string; saved: ReviewRule[] }) {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const client = useQueryClient();
  const [items, setItems] = useState<ReviewRule[]>(
    [...(saved.some((item) => item.type === null) ? [] : [DIRECT]), ...saved].sort(
      (a, b) => Number(a.type !== null) - Number(b.type !== null),
    ),
  );
  const save = useAct(async () => {
    client.setQueryData(keys.reviewPolicy(groupId), await saveReviewPolicy(groupId, items));
  });
  const free = taxonomy.types.filter(({ value }) => !items.some((item) => item.type === value));
  const nameOf = ({ type }: ReviewRule) =>
    type === null
      ? t(items.length === 1 ? 'review.policy.everyType' : 'review.policy.otherTypes')
      : taxonomy.name('type', type);
  return (
    <div className="defaults">
      <p className="muted">{t('review.policy.lead')}</p>
      <p className="muted small">{t('review.policy.who')}</p>
      <ul className="defaults-list">
        {items.map((item, at) => (
          <li key={item.type ?? ''} className="defaults-line policy-line">
            <strong>{nameOf(item)}</strong>
            {REACHES.map((reach) => (
              <LevelsSelect
                key={reach}
                label={t(`review.policy.${reach}`)}
                of={nameOf(item)}
                value={item[reach]}
                onChange={(levels) =>
                  setItems(items.map((one, i) => (i === at ? { ...one, [reach]: levels } : one)))
                }
              />
            ))}
            {item.type !== null && (
              <Button
                type="text"
                icon={<DeleteOutlined aria-hidden />}
                aria-label={t('review.policy.remove', { type: nameOf(item) })}
                onClick={() => setItems(items.filter((_, i) => i !== at))}
              />
            )}
          </li>
        ))}
      </ul>
      <div className="defaults-tools">
        <Select
          className="defaults-add"
          value={null}
          disabled={free.length === 0}
          options={free}
          suffixIcon={<PlusOutlined aria-hidden />}
          placeholder={t('review.policy.add')}
          aria-label={t('review.policy.add')}
          onChange={(type: string | null) =>
            type !== null && setItems([...items, { ...(items[0] ?? DIRECT), type }])
          }
        />
        <Button type="primary" loading={save.isPending} onClick={() => save.mutate(undefined)}>
          {t('review.policy.save')}
        </Button>
      </div>
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
