import { LessonEntity, LessonEventEntity } from './lessons/lesson.entity.js';
import { AdaptationEntity, ReflectionEntity } from './own/own.entity.js';
import { PlanEntity, PlanGrantEntity } from './plans/plan.entity.js';
import { RemarkEntity } from './remarks/remark.entity.js';
import { ReminderEntity } from './reminders/reminder.entity.js';

export { Drafts } from './drafts/drafts.js';
export { LessonEditor } from './lessons/lesson-editor.js';
export { LessonReader } from './lessons/lesson-reader.js';
export { Adaptations } from './own/adaptations.js';
export { Reflections } from './own/reflections.js';
export { PlanReader } from './plans/plan-reader.js';
export { Plans } from './plans/plans.js';
export { RemarkReader } from './remarks/remark-reader.js';
export { Remarks } from './remarks/remarks.js';
export { preparationMigrations } from './preparation.migrations.js';
export { PreparationModule } from './preparation.module.js';
export const preparationEntities = [
  PlanEntity,
  PlanGrantEntity,
  LessonEntity,
  LessonEventEntity,
  RemarkEntity,
  AdaptationEntity,
  ReflectionEntity,
  ReminderEntity,
];
