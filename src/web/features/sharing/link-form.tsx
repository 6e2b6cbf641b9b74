import { useMutation } from '@tanstack/react-query';
import { Alert, Button, DatePicker, Input, InputNumber, Radio } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createLink, type CreatedLink } from '../../api/sharing.js';
import { useErrorText } from '../../ui/error-text.js';

/** A new link: what it lets people do and until when; password, number and note are optional. */
export function LinkForm({
  resourceId,
  onMade,
}: {
  resourceId: string;
  onMade: (link: CreatedLink) => void;
}) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const [open, setOpen] = useState(false);
  const [right, setRight] = useState<'view' | 'download'>('view');
  const [end, setEnd] = useState(() => dayjs().add(7, 'day').endOf('day'));
  const [password, setPassword] = useState('');
  const [maxVisits, setMaxVisits] = useState<number | null>(null);
  const [label, setLabel] = useState('');
  const make = useMutation({
    mutationFn: () =>
      createLink(resourceId, {
        right,
        expiresAt: end.toISOString(),
        ...(password ? { password } : {}),
        ...(maxVisits === null ? {} : { maxVisits }),
        ...(label.trim() ? { label } : {}),
      }),
    onSuccess: (link) => {
      setOpen(false);
      setPassword('');
      onMade(link);
    },
  });
  if (!open)
    return (
      <div>
        <Button onClick={() => setOpen(true)}>{t('share.links.add')}</Button>
      </div>
    );
  return (
    <form
      className="share-form"
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      {make.isError && <Alert type="error" showIcon title={errorText(make.error)} />}
      <Radio.Group
        value={right}
        onChange={(event) => setRight(event.target.value as 'view' | 'download')}
        aria-label={t('share.links.right')}
      >
        <Radio value="view">{t('share.links.view')}</Radio>
        <Radio value="download">{t('share.links.download')}</Radio>
      </Radio.Group>
      <label className="field">
        <span>{t('share.links.expires')}</span>
        <DatePicker
          showTime
          allowClear={false}
          value={end}
          minDate={dayjs()}
          onChange={(at) => at && setEnd(at)}
        />
      </label>
      <label className="field">
        <span>{t('share.links.password')}</span>
        <Input.Password
          value={password}
          minLength={4}
          maxLength={128}
          autoComplete="new-password"
          onChange={(event) => setPassword(event.target.value)}
        />
      </label>
      <label className="field">
        <span>{t('share.links.maxVisits')}</span>
        <InputNumber min={1} max={10_000} precision={0} value={maxVisits} onChange={setMaxVisits} />
      </label>
      <label className="field">
        <span>{t('share.links.label')}</span>
        <Input
          value={label}
          maxLength={60}
          placeholder={t('share.links.labelHint')}
          onChange={(event) => setLabel(event.target.value)}
        />
      </label>
      <div className="row">
        <Button type="primary" htmlType="submit" loading={make.isPending}>
          {t('share.links.make')}
        </Button>
        <Button onClick={() => setOpen(false)}>{t('actions.cancel')}</Button>
      </div>
    </form>
  );
}
