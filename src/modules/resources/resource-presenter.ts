import { Injectable } from '@nestjs/common';
import type {
  AudienceInput,
  AudiencePart,
  FileView,
  QualityMark,
  ResourceCard,
  ResourceView,
  RightName,
} from '../../contracts/index.js';
import type { Id } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import { FileService } from '../files/index.js';
import { Directory, type DirectoryNames } from '../organization/index.js';
import { Taxonomy } from '../taxonomy/index.js';
import { shownSince, windowOf } from './audience/access-entries.js';
import { audienceParts } from './audience/audience.js';
import { cardFiles } from './card-files.js';
import { GrantsRepository, type GrantRecord } from './grants/grants.repository.js';
import { PendingRepository } from './pending.repository.js';
import { partName } from './audience/part-name.js';
import { shownMarks, type ResourceMark } from './quality-marks.js';
import { narrowing } from './audience/widest.js';
import { ResourcesRepository, type ResourceRecord } from './resources.repository.js';

const iso = (instant: number) => new Date(instant).toISOString();
const isoOrNull = (instant: number | null) => (instant === null ? null : iso(instant));

/** Makes of records what pages show. Asks each neighbour once for a whole list. */
@Injectable()
export class ResourcePresenter {
  constructor(
    private readonly database: Database,
    private readonly repository: ResourcesRepository,
    private readonly files: FileService,
    private readonly directory: Directory,
    private readonly taxonomy: Taxonomy,
    private readonly grants: GrantsRepository,
    private readonly pendings: PendingRepository,
  ) {}

  /** Cards in the order of the records. */
  async cards(records: readonly ResourceRecord[]): Promise<ResourceCard[]> {
    const { names, filesOf, uploads, coAuthors } = await this.neighbours(records);
    return records.map((record) =>
      this.card(
        record,
        names,
        filesOf.get(record.id) ?? [],
        uploads.get(record.id)?.length ?? 0,
        coAuthors.get(record.id) ?? [],
      ),
    );
  }

  /** All of it but what it was made from, which is not for everybody who sees it, and whether it stays as it is. */
  async view(
    record: ResourceRecord,
    right: RightName,
  ): Promise<Omit<ResourceView, 'adaptedFrom' | 'frozen'>> {
    const { names, filesOf, uploads, coAuthors } = await this.neighbours([record]);
    const fullFiles = filesOf.get(record.id) ?? [];
    const shown = right === 'edit' || right === 'manage';
    return {
      ...this.card(
        record,
        names,
        fullFiles,
        uploads.get(record.id)?.length ?? 0,
        coAuthors.get(record.id) ?? [],
      ),
      fullFiles,
      audience:
        shown && record.audience
          ? { ...record.audience, names: audienceNames(record, record.audience, names) }
          : null,
      licence: record.licence,
      licenceUntil: isoOrNull(record.licenceUntil),
      pupils: record.pupils,
      consentRef: shown ? record.consentRef : null,
      watermark: record.watermark,
      narrowedBy: shown ? narrowedBy(record, names) : null,
      pending: shown ? await this.pending(record.id) : null,
      right,
      createdAt: iso(record.createdAt),
    };
  }

  /** What a resource is to hold once it is approved; null where nothing waits. */
  async pending(id: Id): Promise<ResourceView['pending']> {
    const q = this.database.reader;
    const waiting = await this.pendings.find(q, id);
    if (!waiting) return null;
    const views = await this.files.views(q, waiting.fileIds);
    const uploads = (await this.repository.uploadsOf(q, [id], 'pending')).get(id) ?? [];
    return {
      linkUrl: waiting.linkUrl,
      files: waiting.fileIds.flatMap((fileId) => views.get(fileId) ?? []),
      pendingUploads: uploads.length,
    };
  }

  private async neighbours(records: readonly ResourceRecord[]) {
    const q = this.database.reader;
    const ids = records.map((record) => record.id);
    const fileIds = await this.repository.filesOf(q, ids);
    const views = await this.files.views(q, [...fileIds.values()].flat());
    const filesOf = new Map<Id, FileView[]>(
      [...fileIds].map(([id, list]) => [id, list.flatMap((fileId) => views.get(fileId) ?? [])]),
    );
    const parts = records.flatMap((r) => (r.audience ? audienceParts(r.audience, r.schoolId) : []));
    const named = (kind: AudiencePart['kind']) => parts.filter((p) => p.kind === kind).map((p) => p.id);
    const marks = records.flatMap(shownMarks);
    const coAuthors = coAuthorsOf(await this.grants.of(q, ids));
    const names = await this.directory.names(q, {
      userIds: [
        ...records.map((r) => r.authorId),
        ...named('user'),
        ...[...coAuthors.values()].flat(),
        ...marks.map((mark) => mark.giverId),
      ],
      schoolIds: [...records.map((r) => r.schoolId), ...named('school')],
      departmentIds: named('department'),
      teamIds: named('team'),
      groupIds: [...named('group'), ...marks.map((mark) => mark.scopeId)],
    });
    return { names, filesOf, coAuthors, uploads: await this.repository.uploadsOf(q, ids) };
  }

  private card(
    record: ResourceRecord,
    names: DirectoryNames,
    files: readonly FileView[],
    pendingUploads: number,
    coAuthors: readonly Id[],
  ): ResourceCard {
    const school = names.schools.get(record.schoolId);
    return {
      id: record.id,
      rev: record.rev,
      title: record.title,
      description: record.description,
      type: record.type,
      ...this.taxonomy.shown(record),
      tags: record.tags,
      author: { id: record.authorId, name: names.people.get(record.authorId) ?? '' },
      coAuthors: coAuthors.map((id) => ({ id, name: names.people.get(id) ?? '' })),
      school: { id: record.schoolId, name: school?.name ?? '', shortName: school?.shortName ?? '' },
      marks: shownMarks(record).map((mark) => markView(mark, names)),
      state: record.state as ResourceCard['state'],
      trashedAt: isoOrNull(record.trashedAt),
      publishedAt: isoOrNull(shownSince(record)),
      visibleFrom: isoOrNull(record.visibleFrom),
      visibleUntil: isoOrNull(windowOf(record).visibleUntil),
      updatedAt: iso(record.updatedAt),
      linkUrl: record.linkUrl,
      ...cardFiles(files),
      pendingUploads,
    };
  }
}

function markView({ id, kind, scopeId, giverId, at }: ResourceMark, names: DirectoryNames): QualityMark {
  const name = kind === 'school' ? names.schools.get(scopeId)?.name : names.groups.get(scopeId);
  const by = { id: giverId, name: names.people.get(giverId) ?? '' };
  return { id, kind, scope: { id: scopeId, name: name ?? '' }, by, at: iso(at) };
}

/** The people credited beside the author, in the order in which they came. */
export function coAuthorsOf(grants: ReadonlyMap<Id, readonly GrantRecord[]>): Map<Id, Id[]> {
  return new Map(
    [...grants].map(([id, list]) => [id, list.filter((grant) => grant.credited).map((grant) => grant.to.id)]),
  );
}

function audienceNames(record: ResourceRecord, audience: AudienceInput, names: DirectoryNames): string[] {
  if (audience.preset === 'school') return [];
  return audienceParts(audience, record.schoolId)
    .map((part) => ({ kind: part.kind, ...partName(part, names) }))
    .flatMap(({ kind, name, place }) => (name === '' ? [] : [kind === 'user' ? name : `${place}${name}`]));
}

/** Why fewer people see it than its audience names. */
function narrowedBy(record: ResourceRecord, names: DirectoryNames): ResourceView['narrowedBy'] {
  if (record.audience === null) return null;
  const homes = [...names.departments, ...names.teams].map(([id, { schoolId }]): [Id, Id] => [id, schoolId]);
  return narrowing(audienceParts(record.audience, record.schoolId), record, new Map(homes));
}
