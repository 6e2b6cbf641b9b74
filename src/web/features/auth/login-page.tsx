import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { login, readSetup, type LoginInput } from '../../api/identity.js';
import { keys } from '../../api/keys.js';
import { useSessionQuery } from '../../app/session.js';
import { useErrorText } from '../../ui/error-text.js';
import { AuthFrame } from './auth-frame.js';

/** Only a place of ours: `//other.host` and absolute addresses are not followed. */
export function safeNext(next: string | null): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/';
}

export function LoginPage() {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [params] = useSearchParams();
  const next = safeNext(params.get('next'));
  const session = useSessionQuery();
  const setup = useQuery({ queryKey: keys.setup, queryFn: readSetup, retry: false });
  const enter = useMutation({
    mutationFn: (input: LoginInput) => login(input),
    onSuccess: (view) => {
      client.setQueryData(keys.session, view);
      void navigate(next, { replace: true });
    },
  });
  useEffect(() => {
    document.title = `${t('auth.login')} · ${t('app.name')}`;
  }, [t]);

  if (setup.data?.open) return <Navigate to="/setup" replace />;
  if (session.data && !enter.isPending) return <Navigate to={next} replace />;
  return (
    <AuthFrame title={t('auth.login')} lead={t('auth.loginLead')}>
      {enter.isError && <Alert type="error" showIcon title={errorText(enter.error)} role="alert" />}
      <Form<LoginInput>
        layout="vertical"
        requiredMark={false}
        size="large"
        onFinish={(input) => enter.mutate(input)}
      >
        <Form.Item
          name="loginName"
          label={t('auth.loginName')}
          rules={[{ required: true, message: t('auth.needLoginName') }]}
        >
          <Input autoComplete="username" autoFocus autoCapitalize="off" spellCheck={false} maxLength={200} />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('auth.password')}
          rules={[{ required: true, message: t('auth.needPassword') }]}
        >
          <Input.Password autoComplete="current-password" maxLength={256} />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={enter.isPending}>
          {t('auth.login')}
        </Button>
      </Form>
      <p className="muted small" style={{ marginTop: 18 }}>
        {t('auth.forgotten')}
      </p>
    </AuthFrame>
  );
}
