import { Injectable } from '@nestjs/common';
import type { PlanCard, PlanView, RightName } from '../../../contracts/index.js';
import type { Id } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.port.js';
import { Directory } from '../../organization/index.js';
import { AddresseeNames, audienceParts } from '../../resources/index.js';
import { Taxonomy } from '../../taxonomy/index.js';
import { LessonsRepository } from '../lessons/lessons.repository.js';
import { PlanGrantsRepository } from './plan-grants.repository.js';
import type { PlanRecord } from './plans.repository.js';
import { endsOn } from './terms.js';

/** Makes of plans what pages show. Rights are not asked here. */
@Injectable()
export class PlanPresenter {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly taxonomy: Taxonomy,
    private readonly lessons: LessonsRepository,
    private readonly grants: PlanGrantsRepository,
    private readonly addressees: AddresseeNames,
  ) {}

  /** In the order given. */
  async cards(records: readonly PlanRecord[], rights: ReadonlyMap<Id, RightName>): Promise<PlanCard[]> {
    const q = this.database.reader;
    const counts = await this.lessons.counts(
      q,
      records.map((record) => record.id),
    );
    const { people, schools } = await this.directory.names(q, {
      userIds: records.map((record) => record.authorId),
      schoolIds: records.map((record) => record.schoolId),
    });
    return records.map((record) => {
      const { id, title, schoolId, authorId, state, startsOn, weeks, updatedAt } = record;
      const school = schools.get(schoolId);
      return {
        ...{ id, title, state, startsOn, weeks },
        ...this.taxonomy.shown(record),
        school: { id: schoolId, name: school?.name ?? '', shortName: school?.shortName ?? '' },
        author: { id: authorId, name: people.get(authorId) ?? '' },
        endsOn: endsOn(record),
        lessons: counts.get(id) ?? { all: 0, drafted: 0, agreed: 0 },
        organizes: rights.get(id) === 'manage',
        updatedAt: new Date(updatedAt).toISOString(),
      };
    });
  }

  /** Whom it is for, in words. */
  async audience({ audience, schoolId }: PlanRecord): Promise<PlanView['audience']> {
    const parts = audience.preset === 'school' ? [] : audienceParts(audience, schoolId);
    const named = (await this.addressees.of(this.database.reader, parts)).filter(({ name }) => name !== '');
    return {
      ...audience,
      names: named.map(({ kind, name, place }) => (kind === 'user' ? name : `${place}${name}`)),
    };
  }

  /** Who organizes it beside its maker, in the order in which they came. */
  async organizers({ id }: PlanRecord): Promise<PlanView['organizers']> {
    const q = this.database.reader;
    const grants = (await this.grants.of(q, [id])).get(id) ?? [];
    const people = grants.flatMap(({ to }) => (to.kind === 'user' ? [to] : []));
    const names = await this.addressees.people(
      q,
      people.map((one) => one.id),
    );
    return people.map((one) => ({ id: one.id, name: names.get(one.id) ?? '', schoolId: one.schoolId }));
  }
}
