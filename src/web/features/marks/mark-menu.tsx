import { TrophyOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MarkRecord } from '../../api/marks.js';
import type { ResourceView } from '../../api/resources.js';
import { MarkHistory } from './mark-history.js';
import { TakeMarkForm } from './take-mark-form.js';
import { useMarkAct, useMarks } from './use-marks.js';

/** Giving quality marks, taking them away, and what there were: for those to whom any of it is open. */
export function MarkMenu({ resource }: { resource: ResourceView }) {
  const { t } = useTranslation();
  const marks = useMarks(resource);
  const [shown, setShown] = useState<'history' | null>(null);
  const [taking, setTaking] = useState<MarkRecord | null>(null);
  const act = useMarkAct(resource, () => setTaking(null));
  if (!marks || marks.items.length + marks.mayGive.length === 0) return null;
  const named = (key: 'give' | 'confirm' | 'take', { kind, scope }: Pick<MarkRecord, 'kind' | 'scope'>) =>
    t(`marks.${key}`, { kind: t(`marks.kind.${kind}`), name: scope.name });
  const items = [
    ...marks.mayGive.map((offer) => ({
      key: `give-${offer.scope.id}`,
      label: named(offer.confirms ? 'confirm' : 'give', offer),
      onClick: () => act.mutate({ do: 'give', offer }),
    })),
    ...marks.items
      .filter((mark) => mark.mayTake)
      .map((mark) => ({
        key: mark.id,
        danger: true,
        label: named('take', mark),
        onClick: () => setTaking(mark),
      })),
    ...(marks.items.length > 0
      ? [{ key: 'history', label: t('marks.history'), onClick: () => setShown('history') }]
      : []),
  ];
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items }}>
        <Button icon={<TrophyOutlined aria-hidden />} loading={act.isPending}>
          {t('marks.open')}
        </Button>
      </Dropdown>
      {taking && (
        <TakeMarkForm
          mark={taking}
          busy={act.isPending}
          onTake={(words) => act.mutate({ do: 'take', id: taking.id, words })}
          onClose={() => setTaking(null)}
        />
      )}
      {shown === 'history' && <MarkHistory marks={marks.items} onClose={() => setShown(null)} />}
    </>
  );
}
