import { Injectable } from '@nestjs/common';
import type { RemarkView } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.port.js';
import { Directory } from '../../organization/index.js';
import { ResourceSources } from '../../resources/index.js';
import { LessonGate } from '../lessons/lesson-gate.js';
import { RemarksRepository, type RemarkRecord } from './remarks.repository.js';

const isoOrNull = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());

/** What was said about a draft. Whoever wrote something and left stays named. */
@Injectable()
export class RemarkReader {
  constructor(
    private readonly database: Database,
    private readonly gate: LessonGate,
    private readonly remarks: RemarksRepository,
    private readonly directory: Directory,
    private readonly sources: ResourceSources,
  ) {}

  /** The oldest first, with answers. Throws not_found. */
  async of(actor: Actor, planId: Id, lessonId: Id): Promise<RemarkView[]> {
    const { lesson } = await this.gate.require(actor, planId, lessonId);
    const q = this.database.reader;
    const all = await this.remarks.ofLesson(q, lessonId);
    const { people } = await this.directory.names(q, {
      userIds: all.flatMap(({ authorId, settledBy }) => [authorId, settledBy ?? []].flat()),
    });
    const [source] = lesson.resourceId === null ? [] : await this.sources.read([lesson.resourceId]);
    const held = new Set(source?.fileIds ?? []);
    const person = (id: Id) => ({ id, name: people.get(id) ?? '' });
    const said = ({ id, authorId, at, editedAt, text, removed }: RemarkRecord) => ({
      ...{ id, text, removed },
      by: person(authorId),
      at: new Date(at).toISOString(),
      editedAt: isoOrNull(editedAt),
      mine: authorId === actor.userId && !removed,
    });
    const answers = new Map<Id, RemarkRecord[]>();
    for (const one of all)
      if (one.parentId !== null) answers.set(one.parentId, [...(answers.get(one.parentId) ?? []), one]);
    return all
      .filter(({ parentId }) => parentId === null)
      .map((first) => ({
        ...said(first),
        anchor: first.anchor,
        outdated: first.anchor.kind !== 'whole' && !held.has(first.anchor.fileId),
        settled:
          first.settledAt === null || first.settledBy === null
            ? null
            : { at: new Date(first.settledAt).toISOString(), by: person(first.settledBy) },
        answers: (answers.get(first.id) ?? []).map(said),
      }));
  }
}
