import { App, Button, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actOnLesson, updateLesson, type PlanLesson, type PlanView } from '../../api/plans.js';
import { DayField } from './day-field.js';
import { LeadSelect } from './lead-select.js';
import type { PlanActing } from './use-plan-act.js';
import '../editor/editor.css';

interface Props {
  plan: PlanView;
  lesson: PlanLesson;
  acting: PlanActing;
  onClose: () => void;
}

/** What organizers say of a lesson: its title, when it is, who leads it, what is due when. */
export function LessonDialog({ plan, lesson, acting, onClose }: Props) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const [title, setTitle] = useState(lesson.title);
  const [week, setWeek] = useState(lesson.week);
  const [leadId, setLeadId] = useState(lesson.lead?.id ?? null);
  const [draftDue, setDraftDue] = useState(lesson.draftDue);
  const [agreeDue, setAgreeDue] = useState(lesson.agreeDue);
  const key = { planId: plan.id, id: lesson.id };
  const save = async () => {
    const moved = week !== lesson.week ? { week } : {};
    const led = leadId !== (lesson.lead?.id ?? null) ? { leadId } : {};
    const body = { title: title.trim(), draftDue, agreeDue, ...moved, ...led };
    if (await acting.act({ send: () => updateLesson(key, lesson.rev, body), done: t('plans.saved') }))
      onClose();
  };
  const dropped = lesson.state === 'dropped';
  const drop = async () => {
    const act = dropped ? 'restore' : 'drop';
    if (await acting.act({ send: () => actOnLesson(key, lesson.rev, act), done: t(`lesson.done.${act}`) }))
      onClose();
  };
  const askDrop = () => {
    if (dropped || lesson.state === 'planned') return void drop();
    modal.confirm({
      title: t('lesson.askDrop'),
      content: t('lesson.askDropText'),
      okText: t('lesson.act.drop'),
      okButtonProps: { danger: true },
      onOk: drop,
    });
  };
  return (
    <Modal
      open
      title={t('plans.editLesson', { title: lesson.title })}
      onCancel={onClose}
      footer={
        <div className="row lesson-dialog-foot">
          {lesson.state !== 'agreed' && (
            <Button danger={!dropped} type="text" disabled={acting.busy} onClick={askDrop}>
              {t(dropped ? 'lesson.act.restore' : 'lesson.act.drop')}
            </Button>
          )}
          <span className="grow" />
          <Button onClick={onClose}>{t('actions.cancel')}</Button>
          <Button
            type="primary"
            disabled={title.trim() === ''}
            loading={acting.busy}
            onClick={() => void save()}
          >
            {t('actions.save')}
          </Button>
        </div>
      }
    >
      <div className="facts-form plan-form">
        <label className="field">
          <span>{t('lesson.title')}</span>
          <Input value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
        </label>
        <div className="place-pair">
          <label className="field">
            <span>{t('lesson.lead')}</span>
            <LeadSelect
              planId={plan.id}
              value={leadId}
              name={lesson.lead?.name}
              placeholder={t('lesson.noLead')}
              onChange={setLeadId}
            />
          </label>
          <label className="field">
            <span>{t('lesson.week')}</span>
            <InputNumber
              min={1}
              max={plan.weeks}
              precision={0}
              value={week}
              aria-label={t('lesson.week')}
              onChange={(next) => next !== null && setWeek(next)}
            />
          </label>
          <DayField label={t('lesson.draftDue')} value={draftDue} onChange={setDraftDue} />
          <DayField label={t('lesson.agreeDue')} value={agreeDue} onChange={setAgreeDue} />
        </div>
      </div>
    </Modal>
  );
}
