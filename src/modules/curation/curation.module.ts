import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { OrganizationModule } from '../organization/index.js';
import { ResourcesModule } from '../resources/index.js';
import { TaxonomyModule } from '../taxonomy/index.js';
import { Acyclic } from './acyclic.js';
import { AudienceGaps } from './audience-gaps.js';
import { ChangesRepository } from './changes.repository.js';
import { CollectionAccess } from './collection-access.js';
import { CollectionArchive } from './collection-archive.js';
import { CollectionCopier } from './collection-copier.js';
import { CollectionEditor } from './collection-editor.js';
import { CollectionGrants } from './collection-grants.js';
import { CollectionGrantsRepository } from './collection-grants.repository.js';
import { CollectionHistory } from './collection-history.js';
import { CollectionNews } from './collection-news.js';
import { CollectionNewsRepository } from './collection-news.repository.js';
import { CollectionPresenter } from './collection-presenter.js';
import { CollectionPublisher } from './collection-publisher.js';
import { CollectionReader } from './collection-reader.js';
import { CollectionTies } from './collection-ties.js';
import { CollectionTitles } from './collection-titles.js';
import { CollectionUseController } from './collection-use.controller.js';
import { CollectionWriter } from './collection-writer.js';
import { CollectionsController } from './collections.controller.js';
import { CollectionsRepository } from './collections.repository.js';
import { Coverage } from './coverage.js';
import { CoverageController } from './coverage.controller.js';
import { CurationAudited } from './curation.audited.js';
import { CurationJobs } from './curation.jobs.js';
import { CurationNotices } from './curation.notices.js';
import { CuratorNotes } from './curator-notes.js';
import { Curators } from './curators.js';
import { CuratorsController } from './curators.controller.js';
import { FollowerBell } from './follower-bell.js';
import { FollowerNews } from './follower-news.js';
import { FollowerNotices } from './follower.notices.js';
import { Followers } from './followers.js';
import { FollowsController } from './follows.controller.js';
import { FollowsRepository } from './follows.repository.js';
import { ItemEditor } from './item-editor.js';
import { ItemReader } from './item-reader.js';
import { ItemSight } from './item-sight.js';
import { ItemTargets } from './item-targets.js';
import { OrderRepository } from './order.repository.js';
import { OutlineController } from './outline.controller.js';
import { OutlineRepository } from './outline.repository.js';
import { ProposalReader } from './proposal-reader.js';
import { Proposals } from './proposals.js';
import { ProposalsController } from './proposals.controller.js';
import { ProposalsRepository } from './proposals.repository.js';
import { OutlinePrinter } from './outline-printer.js';
import { OutlineSheets } from './outline-sheet.js';
import { ResourceOwners } from './resource-owners.js';
import { SavedSearches } from './saved-searches.js';
import { SavedSearchesController } from './saved-searches.controller.js';
import { SectionEditor } from './section-editor.js';
import { TakenRecord } from './taken-record.js';
import { WideningAnswers } from './widening-answers.js';
import { WideningNotices } from './widening.notices.js';
import { WideningNews } from './widening-news.js';
import { Widenings } from './widenings.js';
import { WideningsController } from './widenings.controller.js';
import { WideningsRepository } from './widenings.repository.js';

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
