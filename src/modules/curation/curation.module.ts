import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { OrganizationModule } from '../organization/index.js';
import { ResourcesModule } from '../resources/index.js';
import { TaxonomyModule } from '../taxonomy/index.js';
import { Acyclic } from './outline/acyclic.js';
import { AudienceGaps } from './widenings/audience-gaps.js';
import { ChangesRepository } from './collections/changes.repository.js';
import { CollectionAccess } from './collections/collection-access.js';
import { CollectionArchive } from './taking/collection-archive.js';
import { CollectionCopier } from './taking/collection-copier.js';
import { CollectionEditor } from './collections/collection-editor.js';
import { CollectionGrants } from './curators/collection-grants.js';
import { CollectionGrantsRepository } from './curators/collection-grants.repository.js';
import { CollectionHistory } from './collections/collection-history.js';
import { CollectionNews } from './following/collection-news.js';
import { CollectionNewsRepository } from './following/collection-news.repository.js';
import { CollectionPresenter } from './collections/collection-presenter.js';
import { CollectionPublisher } from './collections/collection-publisher.js';
import { CollectionReader } from './collections/collection-reader.js';
import { CollectionTies } from './collections/collection-ties.js';
import { CollectionTitles } from './collections/collection-titles.js';
import { CollectionUseController } from './taking/collection-use.controller.js';
import { CollectionWriter } from './collections/collection-writer.js';
import { CollectionsController } from './collections/collections.controller.js';
import { CollectionsRepository } from './collections/collections.repository.js';
import { Coverage } from './coverage/coverage.js';
import { CoverageController } from './coverage/coverage.controller.js';
import { CurationAudited } from './curation.audited.js';
import { CurationJobs } from './curation.jobs.js';
import { CurationNotices } from './curation.notices.js';
import { CuratorNotes } from './curators/curator-notes.js';
import { Curators } from './curators/curators.js';
import { CuratorsController } from './curators/curators.controller.js';
import { FollowerBell } from './following/follower-bell.js';
import { FollowerNews } from './following/follower-news.js';
import { FollowerNotices } from './following/follower.notices.js';
import { Followers } from './following/followers.js';
import { FollowsController } from './following/follows.controller.js';
import { FollowsRepository } from './following/follows.repository.js';
import { ItemEditor } from './outline/item-editor.js';
import { ItemPins } from './outline/item-pins.js';
import { ItemReader } from './outline/item-reader.js';
import { ItemSight } from './outline/item-sight.js';
import { ItemTargets } from './outline/item-targets.js';
import { OrderRepository } from './outline/order.repository.js';
import { OutlineController } from './outline/outline.controller.js';
import { OutlineRepository } from './outline/outline.repository.js';
import { ProposalReader } from './proposals/proposal-reader.js';
import { Proposals } from './proposals/proposals.js';
import { ProposalsController } from './proposals/proposals.controller.js';
import { ProposalsRepository } from './proposals/proposals.repository.js';
import { OutlinePrinter } from './taking/outline-printer.js';
import { OutlineSheets } from './taking/outline-sheet.js';
import { PinnedVersions } from './outline/pinned-versions.js';
import { ResourceOwners } from './collections/resource-owners.js';
import { SavedSearches } from './coverage/saved-searches.js';
import { SavedSearchesController } from './coverage/saved-searches.controller.js';
import { SectionEditor } from './outline/section-editor.js';
import { TakenRecord } from './taking/taken-record.js';
import { WideningAnswers } from './widenings/widening-answers.js';
import { WideningNotices } from './widenings/widening.notices.js';
import { WideningNews } from './widenings/widening-news.js';
import { Widenings } from './widenings/widenings.js';
import { WideningsController } from './widenings/widenings.controller.js';
import { WideningsRepository } from './widenings/widenings.repository.js';

@Module({
  imports: [OrganizationModule, AccessModule, TaxonomyModule, ResourcesModule],
  controllers: [
    CollectionsController,
    CoverageController,
    OutlineController,
    SavedSearchesController,
    CuratorsController,
    WideningsController,
    ProposalsController,
    CollectionUseController,
    FollowsController,
  ],
  providers: [
    Acyclic,
    AudienceGaps,
    ChangesRepository,
    CollectionAccess,
    CollectionArchive,
    CollectionCopier,
    CollectionEditor,
    CollectionGrants,
    CollectionGrantsRepository,
    CollectionHistory,
    CollectionNews,
    CollectionNewsRepository,
    CollectionPresenter,
    CollectionPublisher,
    CollectionReader,
    CollectionTies,
    CollectionTitles,
    CollectionWriter,
    CollectionsRepository,
    Coverage,
    CurationAudited,
    CurationJobs,
    CurationNotices,
    CuratorNotes,
    Curators,
    FollowerBell,
    FollowerNews,
    FollowerNotices,
    Followers,
    FollowsRepository,
    ItemEditor,
    ItemPins,
    ItemReader,
    ItemSight,
    ItemTargets,
    OrderRepository,
    OutlinePrinter,
    OutlineRepository,
    ProposalReader,
    Proposals,
    ProposalsRepository,
    OutlineSheets,
    PinnedVersions,
    ResourceOwners,
    SavedSearches,
    SectionEditor,
    TakenRecord,
    WideningAnswers,
    WideningNews,
    WideningNotices,
    Widenings,
    WideningsRepository,
  ],
  exports: [
    CollectionEditor,
    CollectionPublisher,
    CollectionReader,
    ItemEditor,
    ProposalReader,
    Proposals,
    SectionEditor,
  ],
})
export class CurationModule {}
