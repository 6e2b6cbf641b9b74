import { Alert, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actOnLesson, type LessonAct, type LessonKey, type LessonView } from '../../api/plans.js';
import type { PlanActing } from './use-plan-act.js';

/** Whatever is done to a lesson as a whole, but for laying a draft. */
export type WholeAct = Exclude<LessonAct, 'lay'>;

interface Props {
  lessonKey: LessonKey;
  lesson: LessonView;
  act: WholeAct;
  acting: PlanActing;
  onClose: () => void;
}

/** What an act means, with words to the group that stay in the lesson's history. */
export function ActDialog({ lessonKey, lesson, act, acting, onClose }: Props) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const send = async () => {
    const done = t(`lesson.done.${act}`);
    if (await acting.act({ send: () => actOnLesson(lessonKey, lesson.rev, act, words.trim()), done }))
      onClose();
  };
  return (
    <Modal
      open
      title={t(`lesson.act.${act}`)}
      okText={t(`lesson.act.${act}`)}
      okButtonProps={{ danger: act === 'drop', loading: acting.busy }}
      onOk={() => void send()}
      onCancel={onClose}
    >
      <div className="facts-form plan-form">
        {act === 'agree' && lesson.remarks > 0 && (
          <Alert type="warning" showIcon title={t('lesson.stillOpen', { count: lesson.remarks })} />
        )}
        <p>{t(`lesson.actText.${act}`)}</p>
        <label className="field">
          <span>{t('lesson.words')}</span>
          <Input.TextArea
            value={words}
            maxLength={1000}
            autoSize={{ minRows: 2, maxRows: 6 }}
            onChange={(event) => setWords(event.target.value)}
          />
        </label>
      </div>
    </Modal>
  );
}
