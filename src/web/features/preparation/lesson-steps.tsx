import { CheckOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { LessonView } from '../../api/plans.js';
import { STEPS, stepOf } from './next-step.js';

/** 初案 → 讨论 → 共案 → 个案 → 反思: what is behind the group, and where it is. */
export function LessonSteps({ lesson }: { lesson: LessonView }) {
  const { t } = useTranslation();
  const step = stepOf(lesson);
  const at = step === null ? -1 : STEPS.indexOf(step);
  return (
    <ol className="lesson-steps" aria-label={t('lesson.steps')}>
      {STEPS.map((name, i) => {
        // adapting and reflecting go side by side once it is agreed
        const here = i === at || (step === 'adapt' && name === 'reflect');
        const look = here ? 'lesson-step-here' : i < at ? 'lesson-step-done' : undefined;
        return (
          <li key={name} className={look} aria-current={i === at ? 'step' : undefined}>
            {!here && i < at && <CheckOutlined aria-hidden />}
            {t(`lesson.step.${name}`)}
          </li>
        );
      })}
    </ol>
  );
}
