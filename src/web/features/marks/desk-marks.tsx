import { useQuery } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { readDeskMarks, type MarkInput } from '../../api/marks.js';
import './marks.css';

interface Props {
  reviewId: string;
  value: MarkInput[];
  onChange: (marks: MarkInput[]) => void;
}

/** The marks that a reviewer may give by the same word with which they approve; nothing where there are none. */
export function DeskMarks({ reviewId, value, onChange }: Props) {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: keys.deskMarks(reviewId), queryFn: () => readDeskMarks(reviewId) });
  const offers = query.data?.items ?? [];
  if (offers.length === 0) return null;
  return (
    <Checkbox.Group
      className="mark-offers"
      aria-label={t('marks.title')}
      value={value.map(({ scopeId }) => scopeId)}
      options={offers.map(({ kind, scope }) => ({
        value: scope.id,
        label: t('marks.give', { kind: t(`marks.kind.${kind}`), name: scope.name }),
      }))}
      onChange={(chosen: string[]) =>
        onChange(
          offers
            .filter(({ scope }) => chosen.includes(scope.id))
            .map(({ kind, scope }) => ({ kind, scopeId: scope.id })),
        )
      }
    />
  );
}
