import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { OrganizationModule } from '../organization/index.js';
import { ResourcesModule } from '../resources/index.js';
import { TaxonomyModule } from '../taxonomy/index.js';
import { ShownReader } from './drafts/shown-reader.js';
import { DraftResources } from './drafts/draft-resources.js';
import { Drafts } from './drafts/drafts.js';
import { PlanClaims } from './drafts/plan-claims.js';
import { PlanLookers } from './drafts/plan-lookers.js';
import { ShownRepository } from './drafts/shown.repository.js';
import { LessonEditor } from './lessons/lesson-editor.js';
import { LessonGate } from './lessons/lesson-gate.js';
import { LessonPlaces } from './lessons/lesson-places.js';
import { LessonNews } from './lessons/lesson-news.js';
import { LessonPresenter } from './lessons/lesson-presenter.js';
import { LessonReader } from './lessons/lesson-reader.js';
import { LessonWriter } from './lessons/lesson-writer.js';
import { LessonsController } from './lessons/lessons.controller.js';
import { LessonsRepository } from './lessons/lessons.repository.js';
import { Adaptations } from './own/adaptations.js';
import { OwnNeeds } from './own/own-needs.js';
import { OwnReader } from './own/own-reader.js';
import { OwnController } from './own/own.controller.js';
import { OwnRepository } from './own/own.repository.js';
import { Reflections } from './own/reflections.js';
import { Organizers } from './plans/organizers.js';
import { PlanAccess } from './plans/plan-access.js';
import { PlanGrantsRepository } from './plans/plan-grants.repository.js';
import { PlanMakers } from './plans/plan-makers.js';
import { PlanPeople } from './plans/plan-people.js';
import { PlanPresenter } from './plans/plan-presenter.js';
import { PlanReader } from './plans/plan-reader.js';
import { PlanTies } from './plans/plan-ties.js';
import { PlanWriter } from './plans/plan-writer.js';
import { PlansController } from './plans/plans.controller.js';
import { Plans } from './plans/plans.js';
import { PlansRepository } from './plans/plans.repository.js';
import { PreparationAudited } from './preparation.audited.js';
import { PreparationJobs } from './preparation.jobs.js';
import { PreparationNotices } from './preparation.notices.js';
import { RemarkReader } from './remarks/remark-reader.js';
import { RemarksController } from './remarks/remarks.controller.js';
import { Remarks } from './remarks/remarks.js';
import { RemarksRepository } from './remarks/remarks.repository.js';
import { ReminderPeople } from './reminders/reminder-people.js';
import { Reminders } from './reminders/reminders.js';
import { RemindersRepository } from './reminders/reminders.repository.js';
import { Parts } from './round/parts.js';
import { RoundController } from './round/round.controller.js';
import { Tasks } from './round/tasks.js';

@Module({
  imports: [OrganizationModule, AccessModule, TaxonomyModule, ResourcesModule],
  // Before the others of plans: `plans/tasks` is no id.
  controllers: [RoundController, PlansController, LessonsController, RemarksController, OwnController],
  providers: [
    Adaptations,
    ShownReader,
    DraftResources,
    Drafts,
    LessonEditor,
    LessonGate,
    LessonPlaces,
    LessonNews,
    LessonPresenter,
    LessonReader,
    LessonWriter,
    LessonsRepository,
    Organizers,
    OwnNeeds,
    OwnReader,
    OwnRepository,
    Parts,
    PlanAccess,
    PlanClaims,
    PlanGrantsRepository,
    PlanLookers,
    PlanMakers,
    PlanPeople,
    PlanPresenter,
    PlanReader,
    PlanTies,
    PlanWriter,
    Plans,
    PlansRepository,
    PreparationAudited,
    PreparationJobs,
    PreparationNotices,
    Reflections,
    RemarkReader,
    Remarks,
    RemarksRepository,
    ReminderPeople,
    Reminders,
    RemindersRepository,
    ShownRepository,
    Tasks,
  ],
  exports: [
    Adaptations,
    Drafts,
    LessonEditor,
    LessonReader,
    PlanReader,
    Plans,
    Reflections,
    RemarkReader,
    Remarks,
  ],
})
export class PreparationModule {}
