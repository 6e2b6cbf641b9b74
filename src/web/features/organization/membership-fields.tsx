import { DatePicker, Form, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { membershipInput } from '../../../contracts/organization.js';
import type { RoleKey } from '../../api/organization.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import { scopesOf, type Parts, type Place, type ScopeOption } from './roles.js';
import { useOffice, type Office } from './use-office.js';

export interface MembershipFieldValues {
  where: string;
  role: RoleKey;
  subject?: string;
  from?: Dayjs;
  until?: Dayjs;
}

/** The request for what was filled in; the last day counts whole. */
export function membershipOf(
  values: MembershipFieldValues,
  scopes: ScopeOption[],
): z.input<typeof membershipInput> {
  const scope = scopes.find((s) => s.value === values.where)!;
  return {
    scope: scope.scope,
    scopeId: scope.scopeId,
    role: values.role,
    subject: values.role === 'group_subject_lead' ? values.subject : undefined,
    from: values.from?.startOf('day').toISOString(),
    until: values.until ? values.until.endOf('day').add(1, 'ms').toISOString() : null,
  };
}

/** What {@link MembershipFields} offer, and what they begin with. */
export interface MembershipChoices extends Pick<Office, 'rolesIn'> {
  /** the places in which there is a role to give */
  scopes: ScopeOption[];
  initial: Partial<Pick<MembershipFieldValues, 'where' | 'role'>>;
}

/** What may be given in a school or group by whoever looks at it. */
export function useMembershipChoices(place: Place, parts: Parts): MembershipChoices {
  const { t } = useTranslation();
  const { rolesIn } = useOffice(place);
  const words = { school: t('org.wholeSchool'), group: t('org.wholeGroup') };
  const scopes = scopesOf(place, parts, words).filter(({ scope }) => rolesIn(scope).length > 0);
  const first = scopes[0];
  return { scopes, rolesIn, initial: { where: first?.value, role: rolesIn(first?.scope ?? 'school')[0] } };
}

/** Where, as what, from when until when. */
export function MembershipFields({ scopes, rolesIn }: Pick<MembershipChoices, 'scopes' | 'rolesIn'>) {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const form = Form.useFormInstance<MembershipFieldValues>();
  const where = Form.useWatch('where', form);
  const role = Form.useWatch('role', form);
  const scope = scopes.find((s) => s.value === where)?.scope ?? scopes[0]?.scope ?? 'school';
  return (
    <>
      <div className="org-pair">
        <Form.Item
          name="where"
          label={t('org.where')}
          rules={[{ required: true, message: t('setup.needed') }]}
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={scopes}
            onChange={(value: string) => {
              const next = scopes.find((s) => s.value === value)?.scope ?? 'school';
              if (!rolesIn(next).includes(form.getFieldValue('role') as RoleKey)) {
                form.setFieldValue('role', rolesIn(next)[0]);
              }
            }}
          />
        </Form.Item>
        <Form.Item name="role" label={t('org.role')} rules={[{ required: true, message: t('setup.needed') }]}>
          <Select options={rolesIn(scope).map((value) => ({ value, label: t(`role.${value}`) }))} />
        </Form.Item>
      </div>
      {role === 'group_subject_lead' && (
        <Form.Item
          name="subject"
          label={t('facet.subject')}
          rules={[{ required: true, message: t('setup.needed') }]}
        >
          <Select showSearch={{ optionFilterProp: 'label' }} options={taxonomy.subjects()} />
        </Form.Item>
      )}
      <div className="org-pair">
        <Form.Item name="from" label={t('org.from')} extra={t('org.fromHint')}>
          <DatePicker />
        </Form.Item>
        <Form.Item name="until" label={t('org.lastDay')} extra={t('org.untilHint')}>
          <DatePicker />
        </Form.Item>
      </div>
    </>
  );
}
