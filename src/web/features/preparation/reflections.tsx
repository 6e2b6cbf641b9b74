import { App, Button, Input } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import {
  reflect,
  removeReflection,
  type LessonKey,
  type LessonView,
  type PlanView,
} from '../../api/plans.js';
import { useSession } from '../../app/session.js';
import { SchoolBadge } from '../../ui/resource-meta.js';
import { formatPlainDay } from '../../ui/format.js';
import { DayField } from './day-field.js';
import { useKeptText } from './use-kept-text.js';
import type { PlanActing } from './use-plan-act.js';
import { todayIn } from './weeks.js';

interface Props {
  plan: PlanView;
  lesson: LessonView;
  lessonKey: LessonKey;
  acting: PlanActing;
  field: RefObject<TextAreaRef | null>;
}

/** What teachers say after class, mine first. */
export function Reflections({ plan, lesson, lessonKey, acting, field }: Props) {
  const { t } = useTranslation();
  const { user } = useSession();
  const { modal } = App.useApp();
  const [editing, setEditing] = useState(false);
  const mine = lesson.reflections.find(({ by }) => by.id === user.id);
  const others = lesson.reflections.filter(({ by }) => by.id !== user.id);
  const writes = plan.state === 'running' && lesson.state === 'agreed';
  const remove = () =>
    modal.confirm({
      title: t('lesson.askRemoveReflection'),
      okText: t('remarks.remove'),
      okButtonProps: { danger: true },
      onOk: () => acting.act({ send: () => removeReflection(lessonKey), done: t('lesson.done.unreflect') }),
    });
  return (
    <section className="card lesson-part" id="reflections" aria-label={t('lesson.reflections')}>
      <h2>{t('lesson.reflections')}</h2>
      {writes && (!mine || editing) && (
        <ReflectionForm
          key={mine?.text ?? ''}
          lessonKey={lessonKey}
          today={todayIn(plan.timeZone)}
          before={mine}
          acting={acting}
          field={field}
          onDone={() => setEditing(false)}
        />
      )}
      <ul className="lesson-others">
        {mine && !editing && (
          <li>
            <span className="row">
              <b>{t('lesson.myReflection')}</b>
              <span className="muted small">
                {t('lesson.taughtOnDay', { day: formatPlainDay(mine.taughtOn) })}
              </span>
              {writes && (
                <span className="said-acts small">
                  <button type="button" className="plain-button" onClick={() => setEditing(true)}>
                    {t('actions.edit')}
                  </button>
                  <button type="button" className="plain-button" onClick={remove}>
                    {t('remarks.remove')}
                  </button>
                </span>
              )}
            </span>
            <p className="said-text">{mine.text}</p>
          </li>
        )}
        {others.map(({ by, school, taughtOn, text }) => (
          <li key={by.id}>
            <span className="row">
              <b>{by.name}</b>
              <SchoolBadge school={school} short />
              <span className="muted small">
                {t('lesson.taughtOnDay', { day: formatPlainDay(taughtOn) })}
              </span>
            </span>
            <p className="said-text">{text}</p>
          </li>
        ))}
      </ul>
      {!writes && lesson.reflections.length === 0 && (
        <p className="muted small">{t('lesson.noReflections')}</p>
      )}
    </section>
  );
}

interface FormProps extends Pick<Props, 'lessonKey' | 'acting' | 'field'> {
  today: string;
  before: LessonView['reflections'][number] | undefined;
  onDone: () => void;
}

function ReflectionForm({ lessonKey, today, before, acting, field, onDone }: FormProps) {
  const { t } = useTranslation();
  const [taughtOn, setTaughtOn] = useState(before?.taughtOn ?? today);
  const [text, setText] = useKeptText(`reflection ${lessonKey.id}`, before?.text);
  const save = async () => {
    const send = () => reflect(lessonKey, { taughtOn, text: text.trim() });
    if (!(await acting.act({ send, done: t('lesson.done.reflect') }))) return;
    setText('');
    onDone();
  };
  return (
    <div className="reflection-form">
      <DayField
        label={t('lesson.taughtOn')}
        empties={false}
        value={taughtOn}
        disabled={(day) => day > today}
        onChange={(day) => day && setTaughtOn(day)}
      />
      <label className="field">
        <span>{t('lesson.reflection')}</span>
        <Input.TextArea
          ref={field}
          value={text}
          maxLength={5000}
          autoSize={{ minRows: 3, maxRows: 14 }}
          placeholder={t('lesson.reflectionHint')}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <div className="row">
        <Button
          type="primary"
          disabled={text.trim() === ''}
          loading={acting.busy}
          onClick={() => void save()}
        >
          {t(before ? 'actions.save' : 'lesson.sendReflection')}
        </Button>
        {before && <Button onClick={onDone}>{t('actions.cancel')}</Button>}
      </div>
    </div>
  );
}
