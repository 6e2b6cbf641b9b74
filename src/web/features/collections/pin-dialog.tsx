import { useQuery } from '@tanstack/react-query';
import { Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { readVersions } from '../../api/versions.js';
import { formatMoment } from '../../ui/format.js';
import { ErrorState } from '../../ui/states.js';
import { usePinning, type PinProps } from './use-pinning.js';
import './pins.css';

/** Which version an item is to keep to, chosen among all that the resource still holds. */
export function PinDialog({ onClose, ...props }: PinProps & { onClose: () => void }) {
  const { t } = useTranslation();
  const id = props.item.resource?.id ?? '';
  const query = useQuery({ queryKey: keys.versions(id), queryFn: () => readVersions(id), staleTime: 0 });
  const { keepTo } = usePinning(props);
  const [chosen, setChosen] = useState<number | undefined>(props.item.pinned?.number);
  const { fileId } = props.item;
  const holds = (files: readonly { id: string }[]) =>
    fileId === null || files.some((file) => file.id === fileId);
  return (
    <Modal
      open
      title={t('pins.chooseTitle')}
      okText={t('pins.keep')}
      okButtonProps={{ disabled: chosen === undefined, loading: props.curation.busy }}
      onCancel={onClose}
      onOk={() => {
        if (chosen !== undefined)
          keepTo(chosen === query.data?.current ? 'in force' : chosen).then(onClose, () => undefined);
      }}
    >
      <p className="muted">{t('pins.chooseLead')}</p>
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />}
      {query.isPending && <div className="bone" style={{ height: 160 }} />}
      {query.data && (
        <Radio.Group
          className="pin-choice"
          aria-label={t('pins.chooseTitle')}
          value={chosen}
          onChange={(event) => setChosen(event.target.value as number)}
        >
          <Radio value={query.data.current} disabled={props.item.curating?.gap === 'file'}>
            {t('pins.current', { number: query.data.current })}
          </Radio>
          {query.data.items.map(({ number, since, until, files, linkUrl }) => (
            <Radio key={number} value={number} disabled={!holds(files)}>
              <b>{t('versions.number', { number })}</b>{' '}
              <span className="muted small">
                {t('versions.time', { since: formatMoment(since), until: formatMoment(until) })}
              </span>
              <span className="pin-choice-files small">
                {[...files.map((file) => file.fileName), ...(linkUrl === null ? [] : [linkUrl])].join('，')}
              </span>
            </Radio>
          ))}
        </Radio.Group>
      )}
      {query.data?.items.length === 0 && <p className="muted small">{t('pins.none')}</p>}
    </Modal>
  );
}
