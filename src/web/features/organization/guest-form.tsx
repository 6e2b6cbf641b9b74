import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { createMembership, type PersonView } from '../../api/organization.js';
import { useSession } from '../../app/session.js';
import { FormModal } from '../../ui/form-modal.js';
import {
  MembershipFields,
  membershipOf,
  useMembershipChoices,
  type MembershipFieldValues,
} from './membership-fields.js';
import { PersonSelect } from './person-select.js';
import type { Parts, Place } from './roles.js';
import { useAct } from './use-act.js';
import { placeOf } from './membership-words.js';
import { isOver } from './use-office.js';

interface Fields extends MembershipFieldValues {
  userId: string;
}

/** Somebody who has an account comes to a school, mostly for a time: rotation, one by one. */
export function GuestForm({ place, parts, onClose }: { place: Place; parts: Parts; onClose: () => void }) {
  const { t } = useTranslation();
  const { user } = useSession();
  const [form] = Form.useForm<Fields>();
  const { initial, ...choices } = useMembershipChoices(place, parts);
  const save = useAct(
    ({ userId, ...fields }: Fields) => createMembership({ userId, ...membershipOf(fields, choices.scopes) }),
    onClose,
  );
  return (
    <FormModal
      title={t('guest.title')}
      okText={t('actions.add')}
      form={form}
      initialValues={initial}
      saving={save.isPending}
      onFinish={save.mutate}
      onClose={onClose}
    >
      <p className="muted org-lead">{t('guest.lead')}</p>
      <Form.Item
        name="userId"
        label={t('guest.who')}
        rules={[{ required: true, message: t('setup.needed') }]}
      >
        <PersonSelect
          // nobody gives themselves a role
          isFit={({ id, active }) => active && id !== user.id}
          describe={described}
          placeholder={t('guest.whoHint')}
        />
      </Form.Item>
      <MembershipFields {...choices} />
    </FormModal>
  );
}

/** People of one name are told apart by their login name and where they are. */
function described({ name, loginName, memberships }: PersonView): string {
  const places = memberships.filter(({ until }) => !isOver(until)).map(placeOf);
  return [name, loginName, ...new Set(places)].join(' · ');
}
