import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { FilesModule } from '../files/index.js';
import { OrganizationModule } from '../organization/index.js';
import { TaxonomyModule } from '../taxonomy/index.js';
import { AddresseeNames } from './addressee-names.js';
import { Attachments } from './attachments.js';
import { AudienceRules } from './audience-rules.js';
import { Care } from './care.js';
import { CaredForRepository } from './cared-for.repository.js';
import { ChapterCounts } from './chapter-counts.js';
import { ContentController } from './content.controller.js';
import { EarlierVersions } from './earlier-versions.js';
import { FileGate } from './file-gate.js';
import { FileSender } from './file-sender.js';
import { Frozen } from './frozen.js';
import { GrantNeeds } from './grant-needs.js';
import { GrantsController } from './grants.controller.js';
import { GrantsRepository } from './grants.repository.js';
import { HeldFiles } from './held-files.js';
import { Lookers } from './lookers.js';
import { ManyAudiences } from './many-audiences.js';
import { ManyResourcesController } from './many-resources.controller.js';
import { Originals } from './originals.js';
import { Origins } from './origins.js';
import { OriginsRepository } from './origins.repository.js';
import { PendingRepository } from './pending.repository.js';
import { PublishPolicy } from './publish-policy.js';
import { ReadingRecord } from './reading-record.js';
import { ReadingsRepository } from './readings.repository.js';
import { ResourceAccess } from './resource-access.js';
import { ResourceAdapter } from './resource-adapter.js';
import { ResourceArrivals } from './resource-arrivals.js';
import { ResourceContents } from './resource-contents.js';
import { ResourceDescriptions } from './resource-descriptions.js';
import { ResourceEditor } from './resource-editor.js';
import { ResourceFinder } from './resource-finder.js';
import { ResourceGrants } from './resource-grants.js';
import { ResourceMarks } from './resource-marks.js';
import { ResourcePresenter } from './resource-presenter.js';
import { ResourcePublisher } from './resource-publisher.js';
import { ResourceReader } from './resource-reader.js';
import { ResourceReleases } from './resource-releases.js';
import { ResourceVersions } from './resource-versions.js';
import { ResourceWriter } from './resource-writer.js';
import { ResourcesController } from './resources.controller.js';
import { ResourcesAudited } from './resources.audited.js';
import { ResourcesNotices } from './resources.notices.js';
import { ResourcesRepository } from './resources.repository.js';
import { ResourcesJobs } from './resources.jobs.js';
import { ResourceSources } from './resource-sources.js';
import { ReviewNeeds } from './review-needs.js';
import { SignedContentController } from './signed-content.controller.js';
import { SupportAccess } from './support-access.js';
import { SupportNews } from './support-news.js';
import { SupportController } from './support.controller.js';
import { SupportRepository } from './support.repository.js';
import { TagsInUse } from './tags-in-use.js';
import { TieFollower } from './tie-follower.js';
import { TieNeeds } from './tie-needs.js';
import { TiedResourcesRepository } from './tied-resources.repository.js';
import { TitleSearch } from './title-search.js';
import { UploadSource } from './upload-source.js';
import { VersionKeeper } from './version-keeper.js';
import { VersionPins } from './version-pins.js';
import { VersionsController } from './versions.controller.js';
import { VersionsRepository } from './versions.repository.js';
import { WordPlaces } from './word-places.js';

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
