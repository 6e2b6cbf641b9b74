import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { FilesModule } from '../files/index.js';
import { OrganizationModule } from '../organization/index.js';
import { TaxonomyModule } from '../taxonomy/index.js';
import { AddresseeNames } from './audience/addressee-names.js';
import { Attachments } from './holding/attachments.js';
import { AudienceRules } from './audience/audience-rules.js';
import { Care } from './care/care.js';
import { CaredForRepository } from './care/cared-for.repository.js';
import { ChapterCounts } from './finding/chapter-counts.js';
import { ContentController } from './content/content.controller.js';
import { EarlierVersions } from './versions/earlier-versions.js';
import { FileGate } from './content/file-gate.js';
import { FileSender } from './content/file-sender.js';
import { Frozen } from './policy/frozen.js';
import { GrantNeeds } from './grants/grant-needs.js';
import { GrantsController } from './grants/grants.controller.js';
import { GrantsRepository } from './grants/grants.repository.js';
import { HeldFiles } from './holding/held-files.js';
import { Lookers } from './reading/lookers.js';
import { ManyAudiences } from './publishing/many-audiences.js';
import { ManyResourcesController } from './publishing/many-resources.controller.js';
import { Originals } from './content/originals.js';
import { Origins } from './origins/origins.js';
import { OriginsRepository } from './origins/origins.repository.js';
import { PendingRepository } from './pending.repository.js';
import { PublishPolicy } from './policy/publish-policy.js';
import { ReadingRecord } from './reading/reading-record.js';
import { ReadingsRepository } from './reading/readings.repository.js';
import { ResourceAccess } from './resource-access.js';
import { ResourceAdapter } from './origins/resource-adapter.js';
import { ResourceArrivals } from './holding/resource-arrivals.js';
import { ResourceContents } from './holding/resource-contents.js';
import { ResourceDescriptions } from './resource-descriptions.js';
import { ResourceEditor } from './resource-editor.js';
import { ResourceFinder } from './finding/resource-finder.js';
import { ResourceGrants } from './grants/resource-grants.js';
import { ResourceMarks } from './resource-marks.js';
import { ResourcePresenter } from './resource-presenter.js';
import { ResourcePublisher } from './publishing/resource-publisher.js';
import { ResourceReader } from './resource-reader.js';
import { ResourceReleases } from './publishing/resource-releases.js';
import { ResourceVersions } from './versions/resource-versions.js';
import { ResourceWriter } from './resource-writer.js';
import { ResourcesController } from './resources.controller.js';
import { ResourcesAudited } from './resources.audited.js';
import { ResourcesNotices } from './resources.notices.js';
import { ResourcesRepository } from './resources.repository.js';
import { ResourcesJobs } from './resources.jobs.js';
import { ResourceSources } from './origins/resource-sources.js';
import { ReviewNeeds } from './policy/review-needs.js';
import { SignedContentController } from './content/signed-content.controller.js';
import { SupportAccess } from './support/support-access.js';
import { SupportNews } from './support/support-news.js';
import { SupportController } from './support/support.controller.js';
import { SupportRepository } from './support/support.repository.js';
import { TagsInUse } from './finding/tags-in-use.js';
import { TieFollower } from './ties/tie-follower.js';
import { TieNeeds } from './ties/tie-needs.js';
import { TiedResourcesRepository } from './ties/tied-resources.repository.js';
import { TitleSearch } from './finding/title-search.js';
import { UploadSource } from './holding/upload-source.js';
import { VersionKeeper } from './versions/version-keeper.js';
import { VersionPins } from './versions/version-pins.js';
import { VersionsController } from './versions/versions.controller.js';
import { VersionsRepository } from './versions/versions.repository.js';
import { WordPlaces } from './content/word-places.js';

@Module({
  imports: [OrganizationModule, AccessModule, TaxonomyModule, FilesModule],
  controllers: [
    ManyResourcesController,
    ResourcesController,
    GrantsController,
    VersionsController,
    ContentController,
    SignedContentController,
    SupportController,
  ],
  providers: [
    ResourcesRepository,
    GrantsRepository,
    AddresseeNames,
    Attachments,
    AudienceRules,
    Care,
    CaredForRepository,
    ChapterCounts,
    EarlierVersions,
    FileGate,
    FileSender,
    Frozen,
    GrantNeeds,
    HeldFiles,
    Lookers,
    ManyAudiences,
    Originals,
    Origins,
    OriginsRepository,
    PendingRepository,
    PublishPolicy,
    ReadingsRepository,
    ReadingRecord,
    ResourceAccess,
    ResourceAdapter,
    ResourceGrants,
    ResourceMarks,
    ResourceVersions,
    ResourceWriter,
    ResourceArrivals,
    ResourceContents,
    ResourceDescriptions,
    ResourceEditor,
    ResourceFinder,
    ResourcePublisher,
    ResourceReader,
    ResourceReleases,
    ResourcePresenter,
    ResourceSources,
    ReviewNeeds,
    SupportAccess,
    SupportNews,
    SupportRepository,
    TagsInUse,
    TieFollower,
    TieNeeds,
    WordPlaces,
    TiedResourcesRepository,
    TitleSearch,
    UploadSource,
    VersionKeeper,
    VersionPins,
    VersionsRepository,
    ResourcesAudited,
    ResourcesJobs,
    ResourcesNotices,
  ],
  exports: [
    AddresseeNames,
    AudienceRules,
    Care,
    ChapterCounts,
    EarlierVersions,
    Frozen,
    GrantNeeds,
    Lookers,
    Originals,
    PublishPolicy,
    ReadingRecord,
    ResourceAccess,
    ResourceAdapter,
    ResourceArrivals,
    ResourceContents,
    ResourceDescriptions,
    ResourceEditor,
    ResourceFinder,
    ResourceGrants,
    ResourceMarks,
    ResourcePublisher,
    ResourceReader,
    ResourceReleases,
    ResourceSources,
    ReviewNeeds,
    TieFollower,
    TitleSearch,
    UploadSource,
    VersionPins,
  ],
})
export class ResourcesModule {}
