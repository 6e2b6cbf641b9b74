import { QualityMarkEntity } from './marks/quality-mark.entity.js';
import { ReviewRubricEntity } from './rubric/review-rubric.entity.js';
import { ReviewRuleEntity } from './review-rule.entity.js';
import { OpinionEntity } from './second/opinion.entity.js';
import { SubmissionEntity, SubmissionEventEntity, SubmissionMakerEntity } from './submission.entity.js';

export { Marks } from './marks/marks.js';
export { reviewMigrations } from './review.migrations.js';
export { ReviewModule } from './review.module.js';
export const reviewEntities = [
  ReviewRuleEntity,
  SubmissionEntity,
  SubmissionMakerEntity,
  SubmissionEventEntity,
  OpinionEntity,
  ReviewRubricEntity,
  QualityMarkEntity,
];
