import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { isVisible, type description, type DescriptionChange } from '../../contracts/index.js';
import { AppError } from '../../kernel/errors.js';
import type { Tx } from '../../platform/database/database.port.js';
import { Taxonomy } from '../taxonomy/index.js';
import { ResourceWriter } from './resource-writer.js';
import type { ResourceRecord } from './resources.repository.js';
import { normaliseTags } from './tags.js';

export type Description = z.output<typeof description>;

/** What is said of a resource, apart from what it holds and who sees it. */
@Injectable()
export class ResourceDescriptions {
  constructor(
    private readonly writer: ResourceWriter,
    private readonly taxonomy: Taxonomy,
  ) {}

  /**
   * The record with what is given changed and the rest left. Throws `taxonomy_unknown` and `stage_subject_mismatch` for
   * a place that does not exist.
   */
  described(record: ResourceRecord, input: Description): ResourceRecord {
    const next: ResourceRecord = {
      ...record,
      title: input.title ?? record.title,
      description: input.description ?? record.description,
      type: input.type === undefined ? record.type : input.type,
      stage: input.stage === undefined ? record.stage : input.stage,
      subject: input.subject === undefined ? record.subject : input.subject,
      grade: input.grade === undefined ? record.grade : input.grade,
      bookId: input.bookId === undefined ? record.bookId : input.bookId,
      chapterId: input.chapterId === undefined ? record.chapterId : input.chapterId,
      tags: input.tags === undefined ? record.tags : normaliseTags(input.tags),
    };
    return { ...next, ...this.taxonomy.complete(next) };
  }

  /**
   * Corrects a description in the caller's unit, with the resource locked; who may, and what is written of it, is for
   * the caller to know. What it holds and who sees it stay. Nothing is written where nothing differs.
   * Throws `title_required` and `type_required`, and what {@link described} throws.
   */
  async correct(
    tx: Tx,
    record: ResourceRecord,
    input: Description,
  ): Promise<{ subject: string | null; type: string; changes: DescriptionChange[] }> {
    const next = this.described(record, input);
    if (!isVisible(next.title)) throw new AppError('title_required');
    if (next.type === null) throw new AppError('type_required');
    const changes = this.changes(record, next);
    if (changes.length > 0) await this.writer.save(tx, next, 'same rights');
    return { subject: next.subject, type: next.type, changes };
  }

  private changes(before: ResourceRecord, after: ResourceRecord): DescriptionChange[] {
    const from = this.facts(before);
    const to = this.facts(after);
    return (Object.keys(from) as DescriptionChange['field'][])
      .filter((field) => from[field] !== to[field])
      .map((field) => ({ field, from: from[field], to: to[field] }));
  }

  /** As people read them, where there is no key that they are translated by. */
  private facts(record: ResourceRecord): Record<DescriptionChange['field'], string> {
    const { bookTitle, chapterPath } = this.taxonomy.shown(record);
    return {
      title: record.title,
      type: record.type ?? '',
      stage: record.stage ?? '',
      subject: record.subject ?? '',
      grade: record.grade ?? '',
      book: bookTitle ?? '',
      chapter: chapterPath.join(' › '),
      tags: record.tags.join('、'),
      description: record.description,
    };
  }
}
