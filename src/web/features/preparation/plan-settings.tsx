import { Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_ORGANIZERS } from '../../../contracts/constants.js';
import { readPlan, setOrganizers, updatePlan, type PlanView } from '../../api/plans.js';
import { keyOf, labelOf, partOf } from '../sharing/addressee-options.js';
import { useAddressees } from '../sharing/use-addressees.js';
import { factsOf, PlanFields, requestOf } from './plan-fields.js';
import type { PlanActing } from './use-plan-act.js';

interface Props {
  plan: PlanView;
  acting: PlanActing;
  onClose: () => void;
}

/** Changing what a plan is, whom it is for and who organizes it. */
export function PlanSettings({ plan, acting, onClose }: Props) {
  const { t } = useTranslation();
  const [facts, setFacts] = useState(() => factsOf(plan));
  const others = plan.organizers.filter(({ id }) => id !== plan.author.id);
  const before = others.map(({ id, schoolId }) => keyOf({ kind: 'user', id, schoolId }));
  const [people, setPeople] = useState(before);
  const save = async () => {
    const send = async () => {
      await updatePlan(plan.id, plan.rev, requestOf(facts));
      if (people.join() === before.join()) return;
      const { rev } = await readPlan(plan.id);
      await setOrganizers(plan.id, rev, people.map(organizerOf));
    };
    if (await acting.act({ send, done: t('plans.saved') })) onClose();
  };
  return (
    <Modal
      open
      title={t('plans.settings')}
      width={640}
      okText={t('actions.save')}
      okButtonProps={{ disabled: facts.title.trim() === '', loading: acting.busy }}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <PlanFields
        value={facts}
        schoolId={plan.school.id}
        onChange={(part) => setFacts((old) => ({ ...old, ...part }))}
      />
      <div className="field plan-organizers">
        <span>{t('plans.organizers')}</span>
        <OrganizerSelect plan={plan} value={people} onChange={setPeople} />
        <p className="muted small">{t('plans.organizersHint', { name: plan.author.name })}</p>
      </div>
    </Modal>
  );
}

function organizerOf(key: string): { id: string; schoolId: string } {
  const part = partOf(key);
  return { id: part.id, schoolId: part.kind === 'user' ? part.schoolId : '' };
}

/** People who can be found by whoever shares for the plan's school. */
function OrganizerSelect({
  plan,
  value,
  onChange,
}: {
  plan: PlanView;
  value: string[];
  onChange: (keys: string[]) => void;
}) {
  const { t } = useTranslation();
  const { known, remember, setText, loading } = useAddressees(plan.school.id);
  const options = new Map(
    plan.organizers.map(({ id, name, schoolId }) => [keyOf({ kind: 'user', id, schoolId }), name]),
  );
  for (const [key, one] of known) if (one.kind === 'user') options.set(key, labelOf(one));
  return (
    <Select
      mode="multiple"
      maxCount={MOST_ORGANIZERS}
      showSearch={{ optionFilterProp: 'label', onSearch: setText }}
      value={value}
      options={[...options].map(([key, label]) => ({ value: key, label }))}
      loading={loading}
      placeholder={t('plans.organizersFind')}
      aria-label={t('plans.organizers')}
      onChange={(next: string[]) => {
        remember(next);
        onChange(next);
      }}
    />
  );
}
