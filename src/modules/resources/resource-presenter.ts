import { Injectable } from '@nestjs/common';
import type {
  AudienceInput,
  FileView,
  ResourceCard,
  ResourceView,
  RightName,
} from '../../contracts/index.js';
import type { Id } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import { FileService } from '../files/index.js';
import { Directory, type DirectoryNames } from '../organization/index.js';
import { Taxonomy } from '../taxonomy/index.js';
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
  ) {}

  /** Cards in the order of the records. */
  async cards(records: readonly ResourceRecord[]): Promise<ResourceCard[]> {
    const { names, filesOf, uploads } = await this.neighbours(records);
    return records.map((record) =>
      this.card(record, names, filesOf.get(record.id) ?? [], uploads.get(record.id)?.length ?? 0),
    );
  }

  async view(record: ResourceRecord, right: RightName): Promise<ResourceView> {
    const { names, filesOf, uploads } = await this.neighbours([record]);
    const fullFiles = filesOf.get(record.id) ?? [];
    const shown = right === 'edit' || right === 'manage';
    return {
      ...this.card(record, names, fullFiles, uploads.get(record.id)?.length ?? 0),
      fullFiles,
      audience:
        shown && record.audience
          ? { ...record.audience, names: audienceNames(record.audience, names) }
          : null,
      right,
      createdAt: iso(record.createdAt),
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
    const names = await this.directory.names(q, {
      userIds: records.map((r) => r.authorId),
      schoolIds: records.flatMap((r) => [r.schoolId, ...(r.audience?.schoolIds ?? [])]),
      departmentIds: records.flatMap((r) => r.audience?.departmentIds ?? []),
      groupIds: records.flatMap((r) => r.audience?.groupIds ?? []),
    });
    return { names, filesOf, uploads: await this.repository.uploadsOf(q, ids) };
  }

  private card(
    record: ResourceRecord,
    names: DirectoryNames,
    files: readonly FileView[],
    pendingUploads: number,
  ): ResourceCard {
    const school = names.schools.get(record.schoolId);
    return {
      id: record.id,
      rev: record.rev,
      title: record.title,
      description: record.description,
      type: record.type,
      stage: record.stage,
      subject: record.subject,
      grade: record.grade,
      bookId: record.bookId,
      bookTitle: this.taxonomy.bookTitle(record.bookId),
      chapterId: record.chapterId,
      chapterPath: this.taxonomy.chapterPath(record.chapterId),
      tags: record.tags,
      author: { id: record.authorId, name: names.people.get(record.authorId) ?? '' },
      school: { id: record.schoolId, name: school?.name ?? '', shortName: school?.shortName ?? '' },
      state: record.state as ResourceCard['state'],
      trashedAt: isoOrNull(record.trashedAt),
      publishedAt: isoOrNull(record.publishedAt),
      updatedAt: iso(record.updatedAt),
      linkUrl: record.linkUrl,
      coverFileId: (files.find((file) => file.preview.hasThumbnail) ?? files[0])?.id ?? null,
      files: files.map(({ id, kind, state, progress, preview }) => ({
        id,
        kind,
        state,
        progress,
        duration: preview.duration,
        pageCount: preview.pageCount,
      })),
      pendingUploads,
    };
  }
}

function audienceNames(audience: AudienceInput, names: DirectoryNames): string[] {
  return [
    ...(audience.departmentIds ?? []).map((id) => {
      const department = names.departments.get(id);
      return department ? `${names.schools.get(department.schoolId)?.name ?? ''}${department.name}` : '';
    }),
    ...(audience.schoolIds ?? []).map((id) => names.schools.get(id)?.name ?? ''),
    ...(audience.groupIds ?? []).map((id) => names.groups.get(id) ?? ''),
  ].filter((name) => name !== '');
}
