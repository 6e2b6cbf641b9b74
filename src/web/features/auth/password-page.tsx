import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { changePassword, type SessionView } from '../../api/identity.js';
import { keys } from '../../api/keys.js';
import { useSession } from '../../app/session.js';
import { useErrorText } from '../../ui/error-text.js';
import { useTitle } from '../../ui/use-title.js';
import { MyMail } from '../mail/my-mail.js';
import { MySessions } from './my-sessions.js';
import './auth.css';

interface Fields {
  current: string;
  next: string;
  again: string;
}

/** My password and where I am logged in; the only page there is while the password was given by an administrator. */
export function PasswordPage() {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const client = useQueryClient();
  const session = useSession();
  const forced = session.user.mustChangePassword;
  useTitle(t(forced ? 'password.title' : 'userMenu.password'));
  const change = useMutation({
    mutationFn: ({ current, next }: Fields) => changePassword({ current, next }),
    onSuccess: () => {
      client.setQueryData<SessionView>(keys.session, {
        ...session,
        user: { ...session.user, mustChangePassword: false },
      });
      void client.invalidateQueries({ queryKey: keys.session });
      void message.success(t('password.done'));
      void navigate('/', { replace: true });
    },
  });
  return (
    <div className={forced ? 'account account-forced' : 'account'}>
      <section className="card account-card">
        <h1>{t('password.title')}</h1>
        <p className="muted">{forced ? t('password.forced') : t('password.lead')}</p>
        {change.isError && <Alert type="error" showIcon title={errorText(change.error)} role="alert" />}
        <Form<Fields> layout="vertical" requiredMark={false} onFinish={(fields) => change.mutate(fields)}>
          <input type="text" autoComplete="username" value={session.user.loginName} readOnly hidden />
          <Form.Item
            name="current"
            label={t('password.current')}
            rules={[{ required: true, message: t('auth.needPassword') }]}
          >
            <Input.Password autoComplete="current-password" autoFocus maxLength={256} />
          </Form.Item>
          <Form.Item
            name="next"
            label={t('password.next')}
            extra={t('auth.passwordHint')}
            rules={[
              { required: true, message: t('auth.needPassword') },
              { min: 8, message: t('auth.passwordShort') },
            ]}
          >
            <Input.Password autoComplete="new-password" maxLength={256} />
          </Form.Item>
          <Form.Item
            name="again"
            label={t('password.again')}
            dependencies={['next']}
            rules={[
              ({ getFieldValue }) => ({
                validator: (_rule, value) =>
                  value === getFieldValue('next')
                    ? Promise.resolve()
                    : Promise.reject(new Error(t('password.differ'))),
              }),
            ]}
          >
            <Input.Password autoComplete="new-password" maxLength={256} />
          </Form.Item>
          <Button type="primary" htmlType="submit" block size="large" loading={change.isPending}>
            {t('password.submit')}
          </Button>
        </Form>
      </section>
      {!forced && (
        <div className="account-more">
          <MyMail />
          <MySessions />
        </div>
      )}
    </div>
  );
}
