import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { OrganizationModule } from '../organization/index.js';
import { ResourcesModule } from '../resources/index.js';
import { DeskMarks } from './marks/desk-marks.js';
import { MarkGivers } from './marks/mark-givers.js';
import { MarkNotices } from './marks/mark.notices.js';
import { MarkPresenter } from './marks/mark-presenter.js';
import { MarkReader } from './marks/mark-reader.js';
import { MarkWriter } from './marks/mark-writer.js';
import { Marks } from './marks/marks.js';
import { MarksController } from './marks/marks.controller.js';
import { MarksRepository } from './marks/marks.repository.js';
import { ManyReviewsController } from './many-reviews.controller.js';
import { ManyReviews } from './many-reviews.js';
import { ReviewEdits } from './review-edits.js';
import { FiguresRepository } from './figures.repository.js';
import { ReviewFiguresController } from './review-figures.controller.js';
import { ReviewFigures } from './review-figures.js';
import { ReviewGate } from './review-gate.js';
import { ReviewLookers } from './review-lookers.js';
import { ReviewNotices } from './review.notices.js';
import { ReviewPolicies } from './review-policies.js';
import { ReviewPolicyController } from './review-policy.controller.js';
import { ReviewPresenter } from './review-presenter.js';
import { ReviewReader } from './review-reader.js';
import { ReviewRules } from './review-rules.js';
import { ReviewRulesRepository } from './review-rules.repository.js';
import { ReviewUnits } from './review-units.js';
import { ReviewRubricsController } from './rubric/review-rubrics.controller.js';
import { ReviewRubrics } from './rubric/review-rubrics.js';
import { RubricsRepository } from './rubric/rubrics.repository.js';
import { Reviewers } from './reviewers.js';
import { Reviews } from './reviews.js';
import { ReviewsController } from './reviews.controller.js';
import { OpinionUndo } from './second/opinion-undo.js';
import { OpinionsRepository } from './second/opinions.repository.js';
import { OwnOpinionsController } from './second/own-opinions.controller.js';
import { OwnOpinions } from './second/own-opinions.js';
import { SecondOpinions } from './second/second-opinions.js';
import { SubmissionWriter } from './submission-writer.js';
import { Submissions } from './submissions.js';
import { SubmissionsController } from './submissions.controller.js';
import { SubmissionsRepository } from './submissions.repository.js';

@Module({
  imports: [OrganizationModule, AccessModule, ResourcesModule],
  controllers: [
    ManyReviewsController,
    OwnOpinionsController,
    ReviewFiguresController,
    ReviewPolicyController,
    ReviewRubricsController,
    SubmissionsController,
    ReviewsController,
    MarksController,
  ],
  providers: [
    DeskMarks,
    MarkGivers,
    MarkNotices,
    MarkPresenter,
    MarkReader,
    MarkWriter,
    Marks,
    MarksRepository,
    ManyReviews,
    ReviewEdits,
    FiguresRepository,
    ReviewFigures,
    ReviewGate,
    ReviewLookers,
    ReviewNotices,
    ReviewPolicies,
    ReviewPresenter,
    ReviewReader,
    ReviewRules,
    ReviewRulesRepository,
    ReviewUnits,
    ReviewRubrics,
    RubricsRepository,
    OpinionUndo,
    OpinionsRepository,
    OwnOpinions,
    SecondOpinions,
    Reviewers,
    Reviews,
    SubmissionWriter,
    Submissions,
    SubmissionsRepository,
  ],
})
export class ReviewModule {}
