import { Logger } from '@nestjs/common';
import { SECOND, type Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { Database } from '../database/database.port.js';
import type { NodesRepository, ProcessNode } from './nodes.repository.js';
import { hasEnded, thisPlace, type Place } from './place.js';
import { requireCompany, type Plan } from './rules.js';

const BEAT_MS = 10 * SECOND;
/** A process elsewhere that has not been seen for so long has ended without saying so. */
const GONE_MS = 35 * SECOND;

/**
 * Which processes live, by their own word in the database: so that two on one database whose settings say that there
 * is one, or on two machines whose settings say one, are told apart from those that may. It guards a start, no more.
 */
export class NodeRegister {
  private readonly log = new Logger('NodeRegister');
  private me: ProcessNode | null = null;
  private timer: NodeJS.Timeout | undefined;
  private beating: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly repository: NodesRepository,
    private readonly clock: Clock,
  ) {}

  /** Enters this process; throws `StartRefused` when it may not run beside those that live. */
  async enter({ role, deployment }: Pick<Plan, 'role' | 'deployment'>): Promise<void> {
    const place = await thisPlace();
    const now = this.clock.now();
    const me = { id: newId(now), role, deployment, ...place, startedAt: now, seenAt: now };
    // Written before the others are read: of two that start at once at least one sees the other.
    await this.database.transaction((tx) => this.repository.add(tx, me), { durable: false });
    this.me = me;
    const others = (await this.repository.all(this.database.reader)).filter((one) => one.id !== me.id);
    const living = others.filter((one) => this.lives(one, place));
    try {
      requireCompany(me, living);
    } catch (error) {
      await this.leave();
      throw error;
    }
    const ended = others.filter((one) => !living.includes(one)).map((one) => one.id);
    await this.database.transaction((tx) => this.repository.remove(tx, ended), { durable: false });
    const beat = (): void => void (this.beating = this.beat(me));
    this.timer = setInterval(beat, BEAT_MS).unref();
  }

  /** Strikes this process out; for when it ends in peace. */
  async leave(): Promise<void> {
    clearInterval(this.timer);
    await this.beating;
    const { me } = this;
    this.me = null;
    if (!me) return;
    await this.database
      .transaction((tx) => this.repository.remove(tx, [me.id]), { durable: false })
      .catch((error: unknown) => this.log.debug(`Not struck out: ${String(error)}`));
  }

  /** The processes that live now. */
  async living(): Promise<ProcessNode[]> {
    const place = await thisPlace();
    return (await this.repository.all(this.database.reader)).filter(
      (one) => one.id === this.me?.id || this.lives(one, place),
    );
  }

  private lives(node: ProcessNode, here: Place): boolean {
    return node.seenAt > this.clock.now() - GONE_MS && !hasEnded(here, node);
  }

  private async beat(me: ProcessNode): Promise<void> {
    const now = this.clock.now();
    await this.database
      .transaction(
        async (tx) => {
          if (!(await this.repository.seen(tx, me.id, now)))
            await this.repository.add(tx, { ...me, seenAt: now });
        },
        { durable: false },
      )
      .catch((error: unknown) => this.log.debug(`Not noted as living: ${String(error)}`));
  }
}
