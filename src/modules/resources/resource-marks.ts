import { Injectable } from '@nestjs/common';
import { MARK_KINDS, type MarkKind } from '../../contracts/index.js';
import type { Instant } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import type { Tx } from '../../platform/database/database.port.js';
import { ResourceContents } from './resource-contents.js';
import { ResourceWriter } from './resource-writer.js';
import { ResourcesRepository, type ResourceRecord } from './resources.repository.js';

/** A quality mark of what a resource holds now. Review says which there are; here they stand where lists and the index read them. */
export interface ResourceMark {
  id: Id;
  kind: MarkKind;
  /** the owning school, or the group in whose name it is given */
  scopeId: Id;
  giverId: Id;
  at: Instant;
}

/** Marks that are shown, the highest first: none of what is shown to nobody. */
export function shownMarks({
  marks,
  state,
  trashedAt,
}: Pick<ResourceRecord, 'marks' | 'state' | 'trashedAt'>): ResourceMark[] {
  if (marks === null || state !== 'published' || trashedAt !== null) return [];
  return [...marks].sort((a, b) => rank(b) - rank(a) || a.at - b.at);
}

/** What something with these marks is found by. */
export function highestMark(marks: readonly ResourceMark[]): MarkKind | null {
  return [...marks].sort((a, b) => rank(b) - rank(a))[0]?.kind ?? null;
}

const rank = ({ kind }: ResourceMark) => MARK_KINDS.indexOf(kind);

/** Writes quality marks: in the caller's unit, with the resource locked; who may is for the caller to know. */
@Injectable()
export class ResourceMarks {
  constructor(
    private readonly repository: ResourcesRepository,
    private readonly writer: ResourceWriter,
    private readonly content: ResourceContents,
  ) {}

  /** These are all that it bears from now on. No edit: whoever is editing may still save. */
  async set(tx: Tx, record: ResourceRecord, marks: readonly ResourceMark[]): Promise<void> {
    await this.repository.setMarks(tx, record.id, marks.length === 0 ? null : [...marks]);
    await this.writer.noteArrival(tx, record);
  }

  /** The number of the version in force. Throws `files_not_ready` while an upload is on its way to it. */
  version(tx: Tx, record: ResourceRecord): Promise<number> {
    return this.content.version(tx, record.id);
  }
}
