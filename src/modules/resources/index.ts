import { GrantEntity } from './grant.entity.js';
import { OriginEntity } from './origin.entity.js';
import { PendingEntity, PendingFileEntity } from './pending.entity.js';
import { ReadingEntity } from './reading.entity.js';
import { ResourceEntity } from './resource.entity.js';
import { SupportOpeningEntity } from './support-opening.entity.js';
import { ResourceFileEntity, ResourceTagEntity, ResourceUploadEntity } from './resource-parts.entity.js';
import { VersionEntity, VersionFileEntity } from './version.entity.js';

export { AddresseeNames } from './addressee-names.js';
export { audienceParts, completeAudience, principalOf } from './audience.js';
export { AudienceRules } from './audience-rules.js';
export { Care } from './care.js';
export { ChapterCounts } from './chapter-counts.js';
export type { ChapterCount } from './resources.repository.js';
export { asVersion, EarlierVersions, type ShownVersion } from './earlier-versions.js';
export { Frozen } from './frozen.js';
export { GrantNeeds } from './grant-needs.js';
export { GrantRows } from './grant-rows.repository.js';
export { Lookers, type Look, type LookRight } from './lookers.js';
export { NamedGrants } from './named-grants.js';
export { Originals, type Original } from './originals.js';
export { partName } from './part-name.js';
export { PublishPolicy, type PublishRules, type ReviewStep, type StepsBetween } from './publish-policy.js';
export type { WiderReach } from './added-reach.js';
export { ReadingRecord } from './reading-record.js';
export { ResourceAccess } from './resource-access.js';
export { accessEntries, shownSince, windowOf, type Shared } from './access-entries.js';
export { ResourceAdapter } from './resource-adapter.js';
export { ResourceArrivals } from './resource-arrivals.js';
export { ResourceContents } from './resource-contents.js';
export { ResourceDescriptions } from './resource-descriptions.js';
export { ResourceEditor, owningSchool } from './resource-editor.js';
export { ResourceFinder, type FoundResources } from './resource-finder.js';
export { ResourceGrants } from './resource-grants.js';
export { highestMark, shownMarks, type ResourceMark } from './quality-marks.js';
export { ResourceMarks } from './resource-marks.js';
export { ResourcePublisher } from './resource-publisher.js';
export { ResourceReader } from './resource-reader.js';
export { windowOf as askedWindow } from './resources.controller.js';
export { ResourceReleases } from './resource-releases.js';
export { ReviewNeeds } from './review-needs.js';
export type { ResourceRecord } from './resources.repository.js';
export { ResourceSources, type ResourceSource } from './resource-sources.js';
export { manyResourcesChanged, resourceChanged } from './resources.events.js';
export { resourcesMigrations } from './resources.migrations.js';
export { ResourcesModule } from './resources.module.js';
export { TieFollower } from './tie-follower.js';
export { TitleSearch, type FoundTitle } from './title-search.js';
export { mayLeaveGroup } from './widest.js';
export { INDEXED_CHARACTERS } from './word-places.js';
export { UploadSource, type UploadLookup } from './upload-source.js';
export { VersionPins, type PinRules } from './version-pins.js';
export const resourcesEntities = [
  ResourceEntity,
  ResourceFileEntity,
  ResourceUploadEntity,
  ResourceTagEntity,
  GrantEntity,
  SupportOpeningEntity,
  ReadingEntity,
  VersionEntity,
  VersionFileEntity,
  PendingEntity,
  PendingFileEntity,
  OriginEntity,
];
