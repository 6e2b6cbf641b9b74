import { LessonEntity, LessonEventEntity } from './lessons/lesson.entity.js';
import { AdaptationEntity, ReflectionEntity } from './own/own.entity.js';
import { PlanEntity, PlanGrantEntity } from './plans/plan.entity.js';
import { RemarkEntity } from './remarks/remark.entity.js';
import { ReminderEntity } from './reminders/reminder.entity.js';

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
