import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable, Tx } from '../../../platform/database/database.port.js';
import { principal } from '../../access/index.js';
import type { LinkChange } from '../../organization/index.js';
import { audienceParts } from '../audience/audience.js';
import { ResourceWriter } from '../resource-writer.js';
import { ResourcesRepository } from '../resources.repository.js';
import { TieNeeds } from './tie-needs.js';
import { tiesTurn } from './ties-turn.job.js';
import { TiedResourcesRepository } from './tied-resources.repository.js';

const BATCH = 500;
/** of things that are declared one by one */
const OTHERS_BATCH = 200;

/** Things of other modules whose access is declared by the rules of resources, and so depends on links, too. */
export interface Tied {
  /** Those of these schools that anybody else may see, by their ids in order. */
  ofSchools: (q: Queryable, schoolIds: readonly Id[]) => Promise<Id[]>;
  /** Locks them and declares their access anew. */
  redeclare: (tx: Tx, ids: readonly Id[]) => Promise<void>;
}

/**
 * Keeps what resources grant to other schools in step with the links of schools to groups: in the unit in which a link
 * changes, every entry that depends on it learns until when it holds. From then on it is judged when read. Whoever
 * declares the access of other things by the same rules is told with it.
 */
@Injectable()
export class TieFollower implements OnModuleInit {
  private readonly others: Tied[] = [];

  constructor(
    private readonly repository: ResourcesRepository,
    private readonly tied: TiedResourcesRepository,
    private readonly writer: ResourceWriter,
    private readonly needs: TieNeeds,
  ) {}

  /** They are declared anew in each unit in which what follows from a link is. */
  register(tied: Tied): void {
    this.others.push(tied);
  }

  onModuleInit(): void {
    const { links, registry, database } = this.needs;
    links.register((tx, change) => this.follow(tx, change));
    registry.handle(tiesTurn, async (change, { complete }) => {
      await database.transaction(async (tx) => {
        await this.redeclare(tx, change);
        await complete(tx);
      });
    });
  }

  private async follow(tx: Tx, change: LinkChange): Promise<void> {
    await this.redeclare(tx, change);
    const now = this.needs.clock.now();
    for (const at of await this.needs.directory.turns(tx, change, now))
      await this.needs.outbox.add(tx, tiesTurn, { ...change, at }, { notBefore: at });
  }

  private async redeclare(tx: Tx, change: LinkChange): Promise<void> {
    const ids = await this.concerned(tx, change);
    for (let i = 0; i < ids.length; i += BATCH) {
      const records = await this.repository.lockAll(tx, ids.slice(i, i + BATCH));
      await this.writer.manyRightsChanged(tx, records, 'audiences and grants');
    }
    const schools = [
      ...new Set([change.schoolId, ...(await this.needs.directory.schoolsEverOf(tx, change.groupId))]),
    ];
    for (const tied of this.others) {
      const others = await tied.ofSchools(tx, schools);
      for (let i = 0; i < others.length; i += OTHERS_BATCH)
        await tied.redeclare(tx, others.slice(i, i + OTHERS_BATCH));
    }
  }

  /** What the school shares, what the others of the group share with it, and what is given by name across. */
  private async concerned(tx: Tx, { schoolId, groupId }: LinkChange): Promise<Id[]> {
    const { directory } = this.needs;
    const others = (await directory.schoolsEverOf(tx, groupId)).filter((id) => id !== schoolId);
    const departments = await directory.departmentsOfSchools(tx, [schoolId]);
    const teams = await directory.teamsOfSchools(tx, [schoolId]);
    const places = new Set([schoolId, ...departments.map((d) => d.id), ...teams.map((t) => t.id)]);
    const naming = (await this.tied.naming(tx, others)).filter(({ audience, schoolId: owner }) =>
      audienceParts(audience, owner).some(
        (part) => places.has(part.id) || (part.kind === 'user' && part.schoolId === schoolId),
      ),
    );
    const granted = await this.tied.granted(tx, schoolId, [
      ...departments.map((d) => principal.department(d.id)),
      ...teams.map((t) => principal.team(t.id)),
    ]);
    const shared = await this.tied.sharedBy(tx, schoolId);
    return [...new Set([...shared, ...naming.map((one) => one.id), ...granted])].sort();
  }
}
