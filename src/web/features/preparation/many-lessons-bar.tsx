import { Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { updateLesson, type LessonChange, type PlanLesson, type PlanView } from '../../api/plans.js';
import { DueRule } from './due-rule.js';
import { dueBy, type DaysBefore } from './due.js';
import { LeadSelect } from './lead-select.js';
import type { PlanActing } from './use-plan-act.js';
import { todayIn } from './weeks.js';
import '../editor/editor.css';

interface Props {
  plan: PlanView;
  lessons: PlanLesson[];
  acting: PlanActing;
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string> | null) => void;
}

/** What is chosen, and setting leads and days of it at once. */
export function ManyLessonsBar({ plan, lessons, acting, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const [setting, setSetting] = useState(false);
  const open = lessons.filter(({ state }) => state === 'planned' || state === 'drafted');
  return (
    <div className="many-lessons card" role="group" aria-label={t('plans.many')}>
      <strong role="status">{t('plans.chosenLessons', { count: chosen.size })}</strong>
      <Button type="link" onClick={() => onChoose(new Set(open.map(({ id }) => id)))}>
        {t('plans.chooseOpen')}
      </Button>
      <span className="grow" />
      <Button type="primary" disabled={chosen.size === 0} onClick={() => setSetting(true)}>
        {t('plans.setMany')}
      </Button>
      <Button onClick={() => onChoose(null)}>{t('many.none')}</Button>
      {setting && (
        <SetMany
          plan={plan}
          lessons={lessons.filter(({ id }) => chosen.has(id))}
          acting={acting}
          onClose={(done) => {
            setSetting(false);
            if (done) onChoose(null);
          }}
        />
      )}
    </div>
  );
}

function SetMany({
  plan,
  lessons,
  acting,
  onClose,
}: Pick<Props, 'plan' | 'lessons' | 'acting'> & { onClose: (done: boolean) => void }) {
  const { t } = useTranslation();
  const [leads, setLeads] = useState(true);
  const [leadId, setLeadId] = useState<string | null>(null);
  const [days, setDays] = useState(false);
  const [draft, setDraft] = useState<DaysBefore>(7);
  const [agree, setAgree] = useState<DaysBefore>(3);
  const today = todayIn(plan.timeZone);
  const changeOf = ({ week }: PlanLesson): LessonChange => ({
    ...(leads ? { leadId } : {}),
    ...(days
      ? {
          draftDue: dueBy(plan.startsOn, week, draft, today),
          agreeDue: dueBy(plan.startsOn, week, agree, today),
        }
      : {}),
  });
  const save = async () => {
    const send = async () => {
      for (const lesson of lessons)
        await updateLesson({ planId: plan.id, id: lesson.id }, lesson.rev, changeOf(lesson));
    };
    onClose(await acting.act({ send, done: t('plans.saved') }));
  };
  return (
    <Modal
      open
      title={t('plans.setManyTitle', { count: lessons.length })}
      okText={t('actions.save')}
      okButtonProps={{ disabled: !leads && !days, loading: acting.busy }}
      onOk={() => void save()}
      onCancel={() => onClose(false)}
    >
      <div className="facts-form plan-form">
        <Checkbox checked={leads} onChange={(event) => setLeads(event.target.checked)}>
          {t('plans.setLead')}
        </Checkbox>
        {leads && (
          <LeadSelect planId={plan.id} value={leadId} placeholder={t('lesson.noLead')} onChange={setLeadId} />
        )}
        <Checkbox checked={days} onChange={(event) => setDays(event.target.checked)}>
          {t('plans.setDays')}
        </Checkbox>
        {days && (
          <div className="place-pair">
            <DueRule label={t('lesson.draftDue')} value={draft} onChange={setDraft} />
            <DueRule label={t('lesson.agreeDue')} value={agree} onChange={setAgree} />
          </div>
        )}
      </div>
    </Modal>
  );
}
