import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Clock, MINUTE } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import { AuditedKinds, AuditLog } from '../../platform/audit/index.js';
import { Database } from '../../platform/database/database.port.js';

/** Refusals of one person that are written down in a minute; of the rest only how many there were. */
const MOST_A_MINUTE = 60;
/** Ids of one request that are looked up. */
const MOST_IDS = 20;

/** A request that was answered with 403 or 404. */
export interface Refusal {
  actorId: Id;
  actingSchoolId: Id | null;
  ip: string;
  /** method and address with its parameters' names: `GET /api/v1/resources/:id` */
  route: string;
  code: string;
  /** the ids that stand in the address itself, where what is asked for comes last */
  named: readonly Id[];
  /** everything in the request that looks like an id, in the order of address, query, body */
  ids: readonly Id[];
}

/**
 * Writes into the audit record who was refused something that exists. Beside the answer, never before it: whether a
 * thing exists must not be read off the time that the refusal took. At most one entry per person, route and
 * thing a minute.
 */
@Injectable()
export class Refusals implements BeforeApplicationShutdown {
  private readonly log = new Logger('Refusals');
  private minute = 0;
  private readonly seen = new Map<Id, { things: Set<string>; left: number; last: Refusal }>();
  private working: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly kinds: AuditedKinds,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  note(refusal: Refusal): void {
    const unfinished = this.turnMinute();
    this.later(async () => {
      for (const { last, left } of unfinished) await this.tellRest(last, left);
    });
    const ids = [...new Set(refusal.ids)].slice(0, MOST_IDS);
    if (ids.length === 0) return;
    const person = this.seen.get(refusal.actorId) ?? { things: new Set(), left: 0, last: refusal };
    this.seen.set(refusal.actorId, person);
    const thing = `${refusal.route} ${ids.join()}`;
    if (person.things.has(thing)) return;
    if (person.things.size >= MOST_A_MINUTE) {
      person.left += 1;
      person.last = refusal;
      return;
    }
    person.things.add(thing);
    this.later(() => this.write(refusal, ids));
  }

  /** Resolves once what was noted so far is written. */
  settled(): Promise<void> {
    return this.working;
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const { last, left } of this.seen.values())
      if (left > 0) this.later(() => this.tellRest(last, left));
    await this.working;
  }

  private async write(refusal: Refusal, ids: readonly Id[]): Promise<void> {
    const found = await this.kinds.find(this.database.reader, ids);
    // The last thing that an address names is what was asked for: the file of a resource, the session of a person.
    // What somebody adds in query or body does not hide it.
    const object = found.findLast(({ id }) => refusal.named.includes(id)) ?? found.at(-1);
    if (!object) return;
    const { actorId, actingSchoolId, ip, route, code } = refusal;
    const also = found.filter(({ id }) => id !== object.id).map(({ id }) => id);
    await this.database.transaction((tx) =>
      this.audit.record(tx, {
        actorId,
        actingSchoolId,
        schoolId: object.schoolId,
        action: 'access.refused',
        objectType: object.type,
        objectId: object.id,
        result: 'denied',
        ip,
        detail: { route, code, ...(also.length > 0 ? { also } : {}) },
      }),
    );
  }

  private async tellRest({ actorId, actingSchoolId, ip }: Refusal, count: number): Promise<void> {
    this.log.warn(`${count + MOST_A_MINUTE} refusals in a minute for ${actorId} from ${ip}`);
    await this.database.transaction((tx) =>
      this.audit.record(tx, {
        actorId,
        actingSchoolId,
        schoolId: null,
        action: 'access.refused_more',
        objectType: 'account',
        objectId: actorId,
        result: 'denied',
        ip,
        detail: { count },
      }),
    );
  }

  /** One after the other, so that a flood of refusals takes one connection and no more. */
  private later(work: () => Promise<void>): void {
    this.working = this.working.then(work).catch((error: unknown) => {
      this.log.error(`A refusal could not be written down: ${String(error)}`);
    });
  }

  private turnMinute(): { last: Refusal; left: number }[] {
    const minute = Math.floor(this.clock.now() / MINUTE);
    if (minute === this.minute) return [];
    this.minute = minute;
    const unfinished = [...this.seen.values()].filter((person) => person.left > 0);
    this.seen.clear();
    return unfinished;
  }
}
