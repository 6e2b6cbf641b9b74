import { Button, Form, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MAIL_ADDRESS, type MailAddressView } from '../../api/mail.js';

interface Props {
  mail: MailAddressView;
  saving: boolean;
  onSet: (address: string | null) => Promise<unknown>;
}

const TONES = { none: 'grey', unconfirmed: 'amber', confirmed: 'green', unusable: 'red' } as const;

/** An address with its standing, and what can be done about it. */
export function MailAddressForm({ mail, saving, onSet }: Props) {
  const { t } = useTranslation();
  const [changing, setChanging] = useState(false);
  const { address, state } = mail;
  if (address === null || changing)
    return (
      <Form<{ address: string }>
        layout="vertical"
        requiredMark={false}
        initialValues={{ address: '' }}
        onFinish={(fields) =>
          void onSet(fields.address.trim()).then(
            () => setChanging(false),
            () => undefined,
          )
        }
      >
        <Form.Item
          name="address"
          label={t('mail.address')}
          extra={t('mail.addressHint')}
          normalize={(typed: string) => typed.trim()}
          rules={[{ required: true, pattern: MAIL_ADDRESS, message: t('mail.addressWrong') }]}
        >
          <Input type="email" autoComplete="email" autoCapitalize="off" spellCheck={false} maxLength={254} />
        </Form.Item>
        <span className="row mail-acts">
          <Button type="primary" htmlType="submit" loading={saving}>
            {t('mail.send')}
          </Button>
          {changing && <Button onClick={() => setChanging(false)}>{t('actions.cancel')}</Button>}
        </span>
      </Form>
    );
  return (
    <div className="mail-address">
      <p className="row">
        <strong className="mail-where">{address}</strong>
        <span className={`tone tone-${TONES[state]}`}>{t(`mail.state.${state}`)}</span>
      </p>
      {(state === 'unconfirmed' || state === 'unusable') && (
        <p className="muted small">{t(`mail.why.${state}`)}</p>
      )}
      <span className="row mail-acts">
        {state !== 'confirmed' && (
          <Button loading={saving} onClick={() => void onSet(address).catch(() => undefined)}>
            {t('mail.again')}
          </Button>
        )}
        <Button onClick={() => setChanging(true)}>{t('mail.change')}</Button>
        <Popconfirm
          title={t('mail.removeAsk')}
          description={t('mail.removeText')}
          okText={t('mail.remove')}
          onConfirm={() => void onSet(null).catch(() => undefined)}
        >
          <Button type="text">{t('mail.remove')}</Button>
        </Popconfirm>
      </span>
    </div>
  );
}
