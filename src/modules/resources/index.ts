import { GrantEntity } from './grants/grant.entity.js';
import { OriginEntity } from './origins/origin.entity.js';
import { PendingEntity, PendingFileEntity } from './pending.entity.js';
import { ReadingEntity } from './reading/reading.entity.js';
import { ResourceEntity } from './resource.entity.js';
import { SupportOpeningEntity } from './support/support-opening.entity.js';
import { ResourceFileEntity, ResourceTagEntity, ResourceUploadEntity } from './resource-parts.entity.js';
import { VersionEntity, VersionFileEntity } from './versions/version.entity.js';

export { AddresseeNames } from './audience/addressee-names.js';
export { audienceParts, completeAudience, principalOf } from './audience/audience.js';
export { AudienceRules } from './audience/audience-rules.js';
export { Care } from './care/care.js';
export { ChapterCounts } from './finding/chapter-counts.js';
export type { ChapterCount } from './resources.repository.js';
export { asVersion, EarlierVersions, type ShownVersion } from './versions/earlier-versions.js';
export { Frozen } from './policy/frozen.js';
export { GrantNeeds } from './grants/grant-needs.js';
export { GrantRows } from './grants/grant-rows.repository.js';
export { Lookers, type Look, type LookRight } from './reading/lookers.js';
export { NamedGrants } from './grants/named-grants.js';
export { Originals, type Original } from './content/originals.js';
export { partName } from './audience/part-name.js';
export {
  PublishPolicy,
  type PublishRules,
  type ReviewStep,
  type StepsBetween,
} from './policy/publish-policy.js';
export type { WiderReach } from './audience/added-reach.js';
export { ReadingRecord } from './reading/reading-record.js';
export { ResourceAccess } from './resource-access.js';
export { accessEntries, shownSince, windowOf, type Shared } from './audience/access-entries.js';
export { ResourceAdapter } from './origins/resource-adapter.js';
export { ResourceArrivals } from './holding/resource-arrivals.js';
export { ResourceContents } from './holding/resource-contents.js';
export { ResourceDescriptions } from './resource-descriptions.js';
export { ResourceEditor, owningSchool } from './resource-editor.js';
export { ResourceFinder, type FoundResources } from './finding/resource-finder.js';
export { ResourceGrants } from './grants/resource-grants.js';
export { highestMark, shownMarks, type ResourceMark } from './quality-marks.js';
export { ResourceMarks } from './resource-marks.js';
export { ResourcePublisher } from './publishing/resource-publisher.js';
export { ResourceReader } from './resource-reader.js';
export { windowOf as askedWindow } from './resources.controller.js';
export { ResourceReleases } from './publishing/resource-releases.js';
export { ReviewNeeds } from './policy/review-needs.js';
export type { ResourceRecord } from './resources.repository.js';
export { ResourceSources, type ResourceSource } from './origins/resource-sources.js';
export { manyResourcesChanged, resourceChanged } from './resources.events.js';
export { resourcesMigrations } from './resources.migrations.js';
export { ResourcesModule } from './resources.module.js';
export { TieFollower } from './ties/tie-follower.js';
export { TitleSearch, type FoundTitle } from './finding/title-search.js';
export { mayLeaveGroup } from './audience/widest.js';
export { INDEXED_CHARACTERS } from './content/word-places.js';
export { UploadSource, type UploadLookup } from './holding/upload-source.js';
export { VersionPins, type PinRules } from './versions/version-pins.js';
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
