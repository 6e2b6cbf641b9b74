import { Alert, App, Button, Drawer, Form, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  createMembership,
  updatePerson,
  type MembershipView,
  type PersonView,
} from '../../api/organization.js';
import { useSession } from '../../app/session.js';
import { useIsPhone } from '../../ui/use-is-phone.js';
import { PersonMail } from '../mail/person-mail.js';
import { EditableName } from './editable-name.js';
import { HandOverDrawer } from './hand-over.js';
import { InitialPassword, makePassword, PasswordToTell } from './initial-password.js';
import {
  MembershipFields,
  membershipOf,
  useMembershipChoices,
  type MembershipFieldValues,
} from './membership-fields.js';
import { MembershipLine } from './membership-line.js';
import { PersonSessions } from './person-sessions.js';
import { PersonSight } from './person-sight.js';
import type { Parts, Place } from './roles.js';
import { useAct } from './use-act.js';
import { useOffice } from './use-office.js';

interface Props {
  person: PersonView;
  place: Place;
  parts: Parts;
  onClose: () => void;
}

/** One person: name, memberships with their dates, initial password, active or not. */
export function PersonDrawer({ person, place, parts, onClose }: Props) {
  const { t } = useTranslation();
  const phone = useIsPhone();
  const office = useOffice(place);
  const { initial, ...choices } = useMembershipChoices(place, parts);
  const looksAfter = office.looksAfter(person);
  const [form] = Form.useForm<MembershipFieldValues>();
  const [adding, setAdding] = useState(false);
  const [handing, setHanding] = useState(false);
  const [ended, setEnded] = useState(false);
  const rename = useAct((name: string) => updatePerson(person.id, { name }));
  const add = useAct(
    (values: MembershipFieldValues) =>
      createMembership({ userId: person.id, ...membershipOf(values, choices.scopes) }),
    () => setAdding(false),
  );
  const here = (m: MembershipView) =>
    place.schoolId ? m.schoolId === place.schoolId : m.scopeId === place.groupId;
  return (
    <Drawer open title={person.name} onClose={onClose} size={phone ? '100vw' : 480}>
      <section className="org-section">
        <EditableName
          name={person.name}
          editable={looksAfter}
          max={50}
          onSave={(name) => rename.mutateAsync(name)}
        />
        <p className="muted">{t('org.loginNameOf', { loginName: person.loginName })}</p>
      </section>
      <section className="org-section">
        <h3>{t('org.memberships')}</h3>
        {person.memberships.map((m) => (
          <MembershipLine
            key={m.id}
            membership={m}
            onEnded={() => setEnded(true)}
            editable={here(m) && office.rolesIn(m.scope).includes(m.role)}
          />
        ))}
        {person.memberships.length === 0 && <p className="muted">{t('org.noMembership')}</p>}
        {adding ? (
          <Form
            form={form}
            layout="vertical"
            className="org-add"
            initialValues={initial}
            onFinish={(values) => add.mutate(values)}
          >
            <MembershipFields {...choices} />
            <span className="row">
              <Button type="primary" htmlType="submit" loading={add.isPending}>
                {t('actions.add')}
              </Button>
              <Button onClick={() => setAdding(false)}>{t('actions.cancel')}</Button>
            </span>
          </Form>
        ) : (
          <Button onClick={() => setAdding(true)}>{t('org.addMembership')}</Button>
        )}
      </section>
      {place.schoolId && !office.secures && (
        <section className="org-section">
          <h3>{t('handOver.title')}</h3>
          {ended ? (
            <Alert type="info" showIcon title={t('handOver.ended', { name: person.name })} />
          ) : (
            <p className="muted small">{t('handOver.lead')}</p>
          )}
          <Button type={ended ? 'primary' : 'default'} onClick={() => setHanding(true)}>
            {t('handOver.open')}
          </Button>
          {handing && (
            <HandOverDrawer person={person} schoolId={place.schoolId} onClose={() => setHanding(false)} />
          )}
        </section>
      )}
      {!office.secures && <PersonSight person={person} />}
      {looksAfter ? (
        <Account person={person} />
      ) : (
        <p className="org-note">
          {t(office.secures ? 'errors.role_by_administrator' : 'errors.role_by_security_admin')}
        </p>
      )}
    </Drawer>
  );
}

/** Where the person is signed in, a new initial password, active or not. */
function Account({ person }: { person: PersonView }) {
  const { t } = useTranslation();
  const { user } = useSession();
  const setActive = useAct((active: boolean) => updatePerson(person.id, { active }));
  return (
    <>
      <PersonMail userId={person.id} />
      <PersonSessions person={person} />
      <ResetPassword person={person} />
      <section className="org-section">
        <h3>{t('org.account')}</h3>
        {person.active ? (
          <Popconfirm
            title={t('org.deactivateAsk', { name: person.name })}
            description={t('org.deactivateText')}
            okText={t('org.deactivate')}
            okButtonProps={{ danger: true }}
            onConfirm={() => setActive.mutate(false)}
          >
            <Button danger disabled={person.id === user.id}>
              {t('org.deactivate')}
            </Button>
          </Popconfirm>
        ) : (
          <Button onClick={() => setActive.mutate(true)}>{t('org.activate')}</Button>
        )}
      </section>
    </>
  );
}

function ResetPassword({ person }: { person: PersonView }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const [password, setPassword] = useState<string | null>(null);
  const reset = useAct(
    (initialPassword: string) => updatePerson(person.id, { initialPassword }),
    () => {
      modal.info({
        title: t('org.passwordSet', { name: person.name }),
        content: <PasswordToTell loginName={person.loginName} password={password ?? ''} />,
      });
      setPassword(null);
    },
    true,
  );
  return (
    <section className="org-section">
      <h3>{t('org.resetPassword')}</h3>
      <p className="muted small">{t('org.resetPasswordText')}</p>
      {password === null ? (
        <Button onClick={() => setPassword(makePassword())}>{t('org.resetPassword')}</Button>
      ) : (
        <>
          <InitialPassword value={password} onChange={setPassword} />
          <span className="row" style={{ marginTop: 8 }}>
            <Button
              type="primary"
              disabled={password.length < 8}
              loading={reset.isPending}
              onClick={() => reset.mutate(password)}
            >
              {t('org.setPassword')}
            </Button>
            <Button onClick={() => setPassword(null)}>{t('actions.cancel')}</Button>
          </span>
        </>
      )}
    </section>
  );
}
