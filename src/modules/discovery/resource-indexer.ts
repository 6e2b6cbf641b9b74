import { Injectable } from '@nestjs/common';
import type { Id } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import { SearchEngine, type SearchDocument } from '../../platform/search/search.port.js';
import { AccessService, type AccessEntry } from '../access/index.js';
import { FileService } from '../files/index.js';
import { Directory } from '../organization/index.js';
import {
  highestMark,
  INDEXED_CHARACTERS,
  ResourceSources,
  shownMarks,
  shownSince,
  windowOf,
  type ResourceSource,
} from '../resources/index.js';
import { Taxonomy } from '../taxonomy/index.js';

const REBUILD_BATCH = 200;

export interface RebuildOptions {
  signal?: AbortSignal;
  /** told now and then how many resources the new index holds */
  onProgress?: (resources: number) => void;
}

/** Brings the index to what the database says now; also the way to fill a new one. */
@Injectable()
export class ResourceIndexer {
  constructor(
    private readonly database: Database,
    private readonly engine: SearchEngine,
    private readonly access: AccessService,
    private readonly files: FileService,
    private readonly directory: Directory,
    private readonly taxonomy: Taxonomy,
    private readonly sources: ResourceSources,
  ) {}

  /** Indexes these resources as they are now, or removes them; then lets searches see them again. */
  async index(ids: readonly Id[]): Promise<void> {
    const sources = await this.sources.read(ids);
    const listed = sources.filter((s) => s.record.state === 'published' && s.record.trashedAt === null);
    const documents = await this.documents(listed);
    // What was erased left the revision of its end in access; once that is confirmed there is nothing left to remove.
    const revs = new Map([
      ...(await this.access.pendingRevs(ids)),
      ...sources.map((s): [Id, number] => [s.record.id, s.indexRev]),
    ]);
    const removals = ids
      .filter((id) => revs.has(id) && !documents.some((d) => d.id === id))
      .map((id) => ({ id, rev: revs.get(id)! }));
    await this.engine.apply(documents, removals);
    await this.database.transaction(async (tx) => {
      for (const { id, rev } of [...documents, ...removals]) await this.access.confirmIndexed(tx, id, rev);
    });
  }

  get needsRebuild(): boolean {
    return this.engine.needsRebuild;
  }

  /** Builds a new index beside the one in use and swaps them; what was pending before is confirmed by the jobs that wait for it. */
  rebuild(options: RebuildOptions = {}): Promise<{ documents: number }> {
    return this.engine.rebuild(this.all(options));
  }

  private async *all({ signal, onProgress }: RebuildOptions): AsyncGenerator<SearchDocument[]> {
    let done = 0;
    for await (const ids of this.sources.published(REBUILD_BATCH)) {
      signal?.throwIfAborted();
      yield this.documents(await this.sources.read(ids));
      done += ids.length;
      if (done % (10 * REBUILD_BATCH) === 0) onProgress?.(done);
    }
  }

  private async documents(sources: readonly ResourceSource[]): Promise<SearchDocument[]> {
    if (sources.length === 0) return [];
    const q = this.database.reader;
    const [entries, texts, names] = await Promise.all([
      this.access.entries(
        q,
        'resource',
        sources.map((s) => s.record.id),
      ),
      this.files.texts(
        q,
        sources.flatMap((s) => s.fileIds),
        INDEXED_CHARACTERS,
      ),
      this.directory.names(q, {
        userIds: sources.flatMap((s) => [s.record.authorId, ...s.coAuthorIds]),
        schoolIds: sources.map((s) => s.record.schoolId),
        departmentIds: [],
        groupIds: [],
      }),
    ]);
    return sources.map(({ record, indexRev, fileIds, coAuthorIds }) => {
      const rights = entries.get(record.id) ?? [];
      const shown = shownTo(rights, windowOf(record));
      const fileWords = fileIds.flatMap((fileId) => texts.get(fileId)?.fileName ?? []);
      return {
        id: record.id,
        rev: indexRev,
        title: record.title,
        description: record.description,
        tags: record.tags,
        context: [
          ...this.taxonomy.words(record),
          ...[record.authorId, ...coAuthorIds].map((id) => names.people.get(id) ?? ''),
          names.schools.get(record.schoolId)?.name ?? '',
          ...fileWords,
        ].join(' '),
        body: fileIds
          .map((fileId) => texts.get(fileId)?.text ?? '')
          .join('\n')
          .slice(0, INDEXED_CHARACTERS),
        facets: {
          stage: record.stage,
          subject: record.subject,
          grade: record.grade,
          type: record.type,
          school: record.schoolId,
          mark: highestMark(shownMarks(record)),
        },
        nodes: this.taxonomy.nodes(record),
        authorId: record.authorId,
        publishedAt: shownSince(record) ?? record.createdAt,
        ...shown,
        always: alwaysVisibleTo(rights),
      };
    });
  }
}

interface Bounds {
  visibleFrom: number | null;
  visibleUntil: number | null;
}

/**
 * The one audience and window that a document has, out of entries that may each have their own: it ends with the first
 * of them, and what begins later than the others is left out. When an end or a beginning comes, the resource is declared
 * anew and indexed again: until then somebody may miss it, and nobody finds what they may not see.
 */
function shownTo(rights: readonly AccessEntry[], own: Bounds): Bounds & { audience: string[] } {
  const shown = rights.filter(
    (entry) => isBounded(entry) && (entry.visibleFrom ?? 0) <= (own.visibleFrom ?? 0),
  );
  const ends = shown.flatMap((entry) => entry.visibleUntil ?? []);
  return {
    audience: shown.map((entry) => entry.principal),
    visibleFrom: own.visibleFrom,
    visibleUntil: ends.length === 0 ? null : Math.min(...ends),
  };
}

function alwaysVisibleTo(rights: readonly AccessEntry[]): string[] {
  return [...new Set(rights.filter((entry) => !isBounded(entry)).map((entry) => entry.principal))];
}

/** Whether an entry holds for a time: an audience's, and a grant that ends with the tie to another school. */
const isBounded = ({ source, visibleFrom, visibleUntil }: AccessEntry) =>
  source === 'audience' || visibleFrom != null || visibleUntil != null;
