import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newKey } from '../../api/http.js';
import { keys } from '../../api/keys.js';
import { openSupport, SUPPORT_MINUTES } from '../../api/support.js';
import { useSession } from '../../app/session.js';
import { useErrorText } from '../../ui/error-text.js';
import './support.css';

interface Values {
  reason: string;
  minutes: number;
}

/** Where an administrator finds nothing: the deliberate act of opening somebody's private thing to help with it. */
export function SupportOffer({ resourceId }: { resourceId: string }) {
  const { t } = useTranslation();
  const { abilities } = useSession();
  const client = useQueryClient();
  const errorText = useErrorText();
  const [asking, setAsking] = useState(false);
  const [key] = useState(newKey);
  const open = useMutation({
    mutationFn: (values: Values) => openSupport(resourceId, values, key),
    onSuccess: () => client.resetQueries({ queryKey: keys.resource(resourceId) }),
  });
  if (abilities.manageSchools.length === 0) return null;
  return (
    <section className="support-offer card" aria-label={t('support.title')}>
      <h2>{t('support.title')}</h2>
      <p className="muted">{t('support.lead')}</p>
      {asking ? (
        <Form<Values>
          layout="vertical"
          initialValues={{ minutes: SUPPORT_MINUTES }}
          onFinish={(values) => open.mutate(values)}
        >
          <Alert type="warning" showIcon title={t('support.warn')} />
          {open.isError && <Alert type="error" showIcon title={errorText(open.error)} />}
          <Form.Item
            name="reason"
            label={t('support.reason')}
            rules={[{ required: true, min: 4, whitespace: true, message: t('support.reasonShort') }]}
          >
            <Input maxLength={200} placeholder={t('support.reasonHint')} autoFocus />
          </Form.Item>
          <Form.Item name="minutes" label={t('support.minutes')}>
            <Select
              options={[10, 30, SUPPORT_MINUTES].map((count) => ({
                value: count,
                label: t('support.minutesChoice', { count }),
              }))}
            />
          </Form.Item>
          <span className="row">
            <Button type="primary" htmlType="submit" loading={open.isPending}>
              {t('support.submit')}
            </Button>
            <Button onClick={() => setAsking(false)}>{t('actions.cancel')}</Button>
          </span>
        </Form>
      ) : (
        <Button onClick={() => setAsking(true)}>{t('support.start')}</Button>
      )}
    </section>
  );
}
