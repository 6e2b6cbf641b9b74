import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { organizersRequest } from '../../../contracts/index.js';
import { Clock } from '../../../kernel/clock.js';
import type { Id } from '../../../kernel/ids.js';
import { Database, type Tx } from '../../../platform/database/database.port.js';
import { NoticeBoard } from '../../../platform/notices/index.js';
import { principal, type Authorized } from '../../access/index.js';
import { AudienceRules } from '../../resources/index.js';
import { LessonNews } from '../lessons/lesson-news.js';
import { sharedOf } from './plan-access.js';
import { PlanGrantsRepository } from './plan-grants.repository.js';
import { PlanWriter } from './plan-writer.js';
import type { PlanRecord } from './plans.repository.js';

interface Person {
  id: Id;
  schoolId: Id;
}

const keyOf = ({ id, schoolId }: Person) => principal.userInSchool(id, schoolId);

/** Who organizes plans beside their makers. */
@Injectable()
export class Organizers {
  constructor(
    private readonly database: Database,
    private readonly writer: PlanWriter,
    private readonly grants: PlanGrantsRepository,
    private readonly rules: AudienceRules,
    private readonly notices: NoticeBoard,
    private readonly news: LessonNews,
    private readonly clock: Clock,
  ) {}

  /**
   * Names them; who is left out organizes no more. Throws `rev_conflict`, and `audience_invalid` for somebody new whom the school cannot
   * share with.
   */
  async name(
    { id, actorId }: Authorized<'plan', 'manage'>,
    rev: number,
    { people }: z.output<typeof organizersRequest>,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const record = await this.writer.lock(tx, id, rev);
      const wanted = new Map(
        people.filter((one) => one.id !== record.authorId).map((one) => [keyOf(one), one]),
      );
      const before = new Set(await this.keys(tx, id));
      const come = [...wanted].filter(([key]) => !before.has(key)).map(([, one]) => one);
      const gone = [...before].filter((key) => !wanted.has(key));
      if (come.length + gone.length === 0) return;
      await this.requireReach(tx, record, come);
      await this.news.widening(tx, record, actorId, async () => {
        await this.replace(tx, id, actorId, { come, gone });
        await this.writer.save(tx, record, actorId, 'organizers', { come: come.map(keyOf), gone });
        return record;
      });
      const recipientIds = come.map((one) => one.id);
      await this.notices.tell(tx, { kind: 'preparation_organizer', subjectId: id, actorId, recipientIds });
    });
  }

  private async replace(
    tx: Tx,
    id: Id,
    grantedBy: Id,
    { come, gone }: { come: readonly Person[]; gone: readonly string[] },
  ): Promise<void> {
    for (const key of gone) await this.grants.remove(tx, id, key);
    for (const one of come)
      await this.grants.put(tx, id, {
        to: { kind: 'user', ...one },
        right: 'manage',
        credited: false,
        grantedBy,
        grantedAt: this.clock.now(),
      });
  }

  private async keys(tx: Tx, id: Id): Promise<string[]> {
    const grants = (await this.grants.of(tx, [id])).get(id) ?? [];
    return grants.flatMap(({ to }) =>
      to.kind === 'user' ? [keyOf({ id: to.id, schoolId: to.schoolId })] : [],
    );
  }

  private async requireReach(tx: Tx, record: PlanRecord, people: readonly Person[]): Promise<void> {
    if (people.length === 0) return;
    const parts = people.map((one) => ({ kind: 'user' as const, ...one }));
    await this.rules.complete(tx, sharedOf(record), { preset: 'custom', previewOnly: false, parts });
  }
}
