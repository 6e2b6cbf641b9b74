import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Checkbox, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import type { ResourceView } from '../../api/resources.js';
import { LICENCE_KEYS, setUsage, type LicenceKey } from '../../api/sharing.js';
import { useErrorText } from '../../ui/error-text.js';
import { withPresentRev } from './with-present-rev.js';

/** Licence, pupils and their parents' consent, and the readers' names on previews: how it may be shown at all. */
export function UsageTab({ resource }: { resource: ResourceView }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const [licence, setLicence] = useState<LicenceKey>(resource.licence);
  const [until, setUntil] = useState(resource.licenceUntil);
  const [pupils, setPupils] = useState(resource.pupils);
  const [consent, setConsent] = useState(resource.consentRef ?? '');
  const [watermark, setWatermark] = useState(resource.watermark);
  const save = useMutation({
    mutationFn: () =>
      withPresentRev(resource, (rev) =>
        setUsage(resource.id, rev, {
          licence,
          licenceUntil: licence === 'THIRD-PARTY-LICENSED' ? until : null,
          pupils,
          consentRef: consent.trim() || null,
          watermark,
        }),
      ),
    onSuccess: (view) => {
      client.setQueryData(keys.resource(resource.id), view);
      void client.invalidateQueries({ queryKey: keys.links(resource.id) });
      void message.success(t('share.usage.saved'));
    },
  });
  return (
    <div className="share-tab">
      {save.isError && <Alert type="error" showIcon title={errorText(save.error)} />}
      <label className="field">
        <span>{t('share.usage.licence')}</span>
        <Select
          value={licence}
          options={LICENCE_KEYS.map((key) => ({ value: key, label: t(`licence.${key}`) }))}
          onChange={setLicence}
          aria-label={t('share.usage.licence')}
        />
      </label>
      {licence === 'THIRD-PARTY-LICENSED' && (
        <label className="field">
          <span>{t('share.usage.licenceUntil')}</span>
          <DatePicker
            value={until === null ? null : dayjs(until).subtract(1, 'ms')}
            onChange={(day) => setUntil(day ? day.endOf('day').add(1, 'ms').toISOString() : null)}
          />
        </label>
      )}
      <Checkbox checked={pupils} onChange={(event) => setPupils(event.target.checked)}>
        {t('share.usage.pupils')}
      </Checkbox>
      {pupils && (
        <label className="field">
          <span>{t('share.usage.consent')}</span>
          <Input value={consent} maxLength={200} onChange={(event) => setConsent(event.target.value)} />
          <span className="muted small">{t('share.usage.consentHint')}</span>
        </label>
      )}
      <div>
        <Checkbox checked={watermark} onChange={(event) => setWatermark(event.target.checked)}>
          {t('share.usage.watermark')}
        </Checkbox>
        <p className="muted small">{t('share.usage.watermarkHint')}</p>
      </div>
      <div>
        <Button type="primary" onClick={() => save.mutate()} loading={save.isPending}>
          {t('actions.save')}
        </Button>
      </div>
    </div>
  );
}
