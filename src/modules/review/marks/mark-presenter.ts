import { Injectable } from '@nestjs/common';
import type { MarkInput, MarkOffer, MarkRecord } from '../../../contracts/index.js';
import type { Id } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.port.js';
import { Directory, type DirectoryNames } from '../../organization/index.js';
import { isSameMark } from './mark-offices.js';
import type { MarkRow } from './marks.repository.js';

const iso = (instant: number) => new Date(instant).toISOString();

/** Makes of marks what pages show. Rights are not asked here. */
@Injectable()
export class MarkPresenter {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
  ) {}

  async offers(marks: readonly MarkInput[]): Promise<MarkOffer[]> {
    const names = await this.names(marks, []);
    return marks.map((mark) => ({ kind: mark.kind, scope: scopeOf(mark, names) }));
  }

  /** @param offices the marks that the asker may take away */
  async records(rows: readonly MarkRow[], offices: readonly MarkInput[]): Promise<MarkRecord[]> {
    const names = await this.names(
      rows,
      rows.flatMap(({ giverId, endedBy }) => [giverId, ...(endedBy === null ? [] : [endedBy])]),
    );
    const person = (id: Id) => ({ id, name: names.people.get(id) ?? '' });
    return rows.map((row) => {
      const { id, kind, version, giverId, at, state, endedAt, endedBy, words } = row;
      return {
        ...{ id, kind, version, state },
        scope: scopeOf(row, names),
        by: person(giverId),
        at: iso(at),
        ended: endedAt === null || endedBy === null ? null : { at: iso(endedAt), by: person(endedBy), words },
        mayTake: state === 'in_force' && offices.some((office) => isSameMark(office, row)),
      };
    });
  }

  /** In whose name a mark is. */
  async scopes(marks: readonly MarkInput[]): Promise<(mark: MarkInput) => string> {
    const names = await this.names(marks, []);
    return (mark) => scopeOf(mark, names).name;
  }

  private names(marks: readonly MarkInput[], userIds: readonly Id[]): Promise<DirectoryNames> {
    const of = (wanted: MarkInput['kind']) =>
      marks.filter(({ kind }) => kind === wanted).map(({ scopeId }) => scopeId);
    return this.directory.names(this.database.reader, {
      userIds,
      schoolIds: of('school'),
      groupIds: of('group'),
    });
  }
}

function scopeOf({ kind, scopeId }: MarkInput, { schools, groups }: DirectoryNames): MarkOffer['scope'] {
  const name = kind === 'school' ? schools.get(scopeId)?.name : groups.get(scopeId);
  return { id: scopeId, name: name ?? '' };
}
