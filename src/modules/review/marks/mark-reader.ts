import { Injectable } from '@nestjs/common';
import type { MarkInput, ResourceMarks } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { notFound } from '../../../kernel/errors.js';
import { Database } from '../../../platform/database/database.port.js';
import { AccessService, type Authorized } from '../../access/index.js';
import { ResourceSources, shownMarks, type ResourceRecord } from '../../resources/index.js';
import { MarkGivers } from './mark-givers.js';
import { isSameMark } from './mark-offices.js';
import { MarkPresenter } from './mark-presenter.js';
import { MarksRepository, type MarkRow } from './marks.repository.js';

/** Marks of one resource that are shown. */
const MOST_SHOWN = 50;

/** The marks that a resource has had, and those that the asker may give to it or take away. */
@Injectable()
export class MarkReader {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly sources: ResourceSources,
    private readonly givers: MarkGivers,
    private readonly marks: MarksRepository,
    private readonly presenter: MarkPresenter,
  ) {}

  async ofResource(actor: Actor, { id }: Authorized<'resource', 'view'>): Promise<ResourceMarks> {
    const q = this.database.reader;
    const [source] = await this.sources.read([id]);
    if (!source) throw notFound();
    const { record } = source;
    const groups = (record.marks ?? []).filter(({ kind }) => kind === 'group').map(({ scopeId }) => scopeId);
    const taken = await this.givers.offices(q, actor, record, groups);
    const mayEdit = (await this.access.allowed(actor, 'edit', 'resource', [id])).has(id);
    if (!mayEdit && taken.length === 0) return { items: [], mayGive: [] };
    const rows = await this.marks.ofResource(q, id, MOST_SHOWN);
    const free = isMarkable(record)
      ? (await this.givers.offices(q, actor, record)).filter(
          (office) => !shownMarks(record).some((mark) => isSameMark(mark, office)),
        )
      : [];
    const offers = await this.presenter.offers(free);
    return {
      items: await this.presenter.records(rows, taken),
      mayGive: offers.map((offer, i) => ({ ...offer, confirms: wasReplaced(rows, free[i]!) })),
    };
  }
}

const isMarkable = ({ state, trashedAt }: ResourceRecord) => state === 'published' && trashedAt === null;

/** Whether the last mark of the kind ended because something else came in force. @param rows the latest first */
function wasReplaced(rows: readonly MarkRow[], mark: MarkInput): boolean {
  return rows.find((row) => isSameMark(row, mark))?.state === 'replaced';
}
