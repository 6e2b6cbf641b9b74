import { Injectable } from '@nestjs/common';
import type { SharedView } from '../../contracts/index.js';
import { notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import { FileService, type FileRecord } from '../files/index.js';
import { Directory } from '../organization/index.js';
import { windowOf } from '../resources/index.js';
import type { Led } from './link-judge.js';

/** What a visitor is shown of a resource. */
@Injectable()
export class SharedViews {
  constructor(
    private readonly database: Database,
    private readonly files: FileService,
    private readonly directory: Directory,
  ) {}

  /** A file of what the link leads to. Throws not_found for any other. */
  async file({ source }: Led, fileId: Id): Promise<FileRecord> {
    const file = source.fileIds.includes(fileId) ? await this.files.file(this.database.reader, fileId) : null;
    if (!file) throw notFound();
    return file;
  }

  /** Its text by page. */
  text({ sha256 }: FileRecord): Promise<{ page: number; text: string }[]> {
    return this.files.text(this.database.reader, sha256);
  }

  /** `guest`: what stands in the marks of what is marked. */
  async of({ link, source, right }: Led, guest: string): Promise<SharedView> {
    const q = this.database.reader;
    const { record, fileIds, coAuthorIds } = source;
    const views = await this.files.views(q, fileIds);
    const authors = [record.authorId, ...coAuthorIds];
    const names = await this.directory.names(q, { userIds: authors, schoolIds: [record.schoolId] });
    const { visibleUntil } = windowOf(record);
    return {
      title: record.title,
      description: record.description,
      type: record.type,
      author: authors.flatMap((id) => names.people.get(id) ?? []).join('、'),
      school: names.schools.get(record.schoolId)?.name ?? '',
      licence: record.licence,
      linkUrl: record.linkUrl,
      files: fileIds.flatMap((id) => views.get(id) ?? []),
      right,
      mark: record.watermark ? guest : null,
      until: new Date(Math.min(link.expiresAt, visibleUntil ?? link.expiresAt)).toISOString(),
    };
  }
}
