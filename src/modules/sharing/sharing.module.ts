import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { FilesModule } from '../files/index.js';
import { IdentityModule } from '../identity/index.js';
import { OrganizationModule } from '../organization/index.js';
import { ResourcesModule } from '../resources/index.js';
import { AudienceChooser } from './audience-chooser.js';
import { AudienceController } from './audience.controller.js';
import { HandOver } from './hand-over.js';
import { HandOverReading } from './hand-over-reading.js';
import { HandOverController } from './hand-over.controller.js';
import { HandOverPeople } from './hand-over-people.js';
import { LinkJudge } from './link-judge.js';
import { LinkListing } from './link-listing.js';
import { LinkPreviews } from './link-previews.js';
import { LinkPreviewsController } from './link-previews.controller.js';
import { LinksController } from './links.controller.js';
import { LinksRepository } from './links.repository.js';
import { ShareLinks } from './share-links.js';
import { ReasonWords } from './reason-words.js';
import { SharedFiles } from './shared-files.js';
import { SharedViews } from './shared-views.js';
import { SharingDefaults } from './sharing-defaults.js';
import { SharingDefaultsController } from './sharing-defaults.controller.js';
import { SharingDefaultsRepository } from './sharing-defaults.repository.js';
import { SignedVisitorController } from './signed-visitor.controller.js';
import { Sight } from './sight.js';
import { SightedPeople } from './sighted-people.js';
import { Viewers } from './viewers.js';
import { ViewersController } from './viewers.controller.js';
import { VisitorController } from './visitor.controller.js';
import { LinkPasswords } from './link-passwords.js';
import { Visits } from './visits.js';

@Module({
  imports: [IdentityModule, OrganizationModule, AccessModule, FilesModule, ResourcesModule],
  controllers: [
    AudienceController,
    SharingDefaultsController,
    HandOverController,
    LinkPreviewsController,
    LinksController,
    ViewersController,
    VisitorController,
    SignedVisitorController,
  ],
  providers: [
    AudienceChooser,
    HandOver,
    HandOverPeople,
    HandOverReading,
    SharingDefaults,
    SharingDefaultsRepository,
    LinksRepository,
    LinkJudge,
    LinkListing,
    LinkPreviews,
    ShareLinks,
    SharedFiles,
    SharedViews,
    ReasonWords,
    Sight,
    SightedPeople,
    Viewers,
    LinkPasswords,
    Visits,
  ],
})
export class SharingModule {}
