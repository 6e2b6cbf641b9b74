import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate } from 'react-router';
import { readSetup, setUp, type SetupInput } from '../../api/identity.js';
import { keys } from '../../api/keys.js';
import { useErrorText } from '../../ui/error-text.js';
import { AuthFrame } from './auth-frame.js';

/** First run: the group, its first school and its first administrator, opened with the code that the start printed. */
export function SetupPage() {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const setup = useQuery({ queryKey: keys.setup, queryFn: readSetup });
  const make = useMutation({
    mutationFn: (input: SetupInput) => setUp(input),
    onSuccess: (view) => {
      client.setQueryData(keys.setup, { open: false });
      client.setQueryData(keys.session, view);
      void navigate('/organization', { replace: true });
    },
  });
  useEffect(() => {
    document.title = `${t('setup.title')} · ${t('app.name')}`;
  }, [t]);
  // On a phone the form is longer than the screen, and its button is at the other end of it.
  useEffect(() => {
    if (make.isError) window.scrollTo({ top: 0 });
  }, [make.isError, make.submittedAt]);

  if (setup.data && !setup.data.open && !make.isSuccess) return <Navigate to="/login" replace />;
  const need = [{ required: true, whitespace: true, message: t('setup.needed') }];
  return (
    <AuthFrame title={t('setup.title')} lead={t('setup.lead')}>
      {make.isError && <Alert type="error" showIcon title={errorText(make.error)} role="alert" />}
      <Form<SetupInput> layout="vertical" requiredMark={false} onFinish={(input) => make.mutate(input)}>
        <Form.Item name="code" label={t('setup.code')} extra={t('setup.codeHint')} rules={need}>
          <Input autoFocus autoComplete="one-time-code" spellCheck={false} maxLength={64} />
        </Form.Item>
        <Form.Item name="groupName" label={t('setup.groupName')} rules={need}>
          <Input maxLength={100} placeholder={t('setup.groupExample')} />
        </Form.Item>
        <Form.Item name="schoolName" label={t('setup.schoolName')} extra={t('setup.schoolHint')} rules={need}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="name" label={t('setup.name')} rules={need}>
          <Input maxLength={50} autoComplete="name" />
        </Form.Item>
        <Form.Item
          name="loginName"
          label={t('auth.loginName')}
          extra={t('setup.loginNameHint')}
          rules={[...need, { pattern: /^[\p{L}\p{N}._@-]{2,64}$/u, message: t('setup.loginNameHint') }]}
        >
          <Input autoComplete="username" autoCapitalize="off" spellCheck={false} maxLength={64} />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('auth.password')}
          extra={t('auth.passwordHint')}
          rules={[
            { required: true, message: t('auth.needPassword') },
            { min: 8, message: t('auth.passwordShort') },
          ]}
        >
          <Input.Password autoComplete="new-password" maxLength={256} />
        </Form.Item>
        <Button type="primary" size="large" htmlType="submit" block loading={make.isPending}>
          {t('setup.submit')}
        </Button>
      </Form>
    </AuthFrame>
  );
}
