import { Logger } from '@nestjs/common';
import { Queue } from 'bullmq';
import { Redis, type RedisOptions } from 'ioredis';
import type { Clock } from '../../../kernel/clock.js';
import { StartRefused } from '../../../kernel/errors.js';
import { redisRefusal } from '../../redis/refusal.js';
import { JobQueue, type Consumer, type Delivery, type Work } from '../queue.port.js';
import { BullmqConsumer } from './bullmq-consumer.js';

export interface BullmqOptions {
  redisUrl: string;
  /** before every key, so that several installations may share a Redis */
  prefix: string;
  leaseMs: number;
  /** BullMQ's queues, one per lane: within one, priorities hold among all jobs */
  queues: readonly string[];
  /** which of them carries a job */
  queueOf: (jobName: string) => string;
}

/** BullMQ keeps delayed jobs in a sorted set scored `ms * 0x1000 + n` (its getDelayedScore.lua). */
const SCORE_MS = 0x1000;
const CONNECT_MS = 5_000;

/** Remembers the connections that BullMQ makes after its image, to wait on. */
class CopiedRedis extends Redis {
  readonly copies: Redis[] = [];
  override duplicate(override?: Partial<RedisOptions>): Redis {
    const copy = super.duplicate(override);
    this.copies.push(copy);
    return copy;
  }
}

/**
 * Deliveries through BullMQ on Redis: reaches a cluster. A job's id is the id of the outbox row, which is gone from
 * Redis as soon as it is finished with; a flushed Redis is filled again from the outbox. BullMQ's `deduplication` is not
 * used: duplicates merge in the outbox, in the unit that asks for the job. What BullMQ keeps back for later
 * (`keepLastIfActive`) it does not know by its id, and forgets with a flush; what it drops would be published for ever.
 */
export class BullmqQueue extends JobQueue {
  readonly reach = 'cluster';
  private readonly log = new Logger('BullmqQueue');
  private readonly queues: ReadonlyMap<string, Queue>;

  private constructor(
    private readonly redis: CopiedRedis,
    private readonly clock: Clock,
    private readonly options: BullmqOptions,
  ) {
    super();
    this.queues = new Map(
      options.queues.map((name) => {
        const queue = new Queue(name, { connection: redis, prefix: options.prefix });
        queue.on('error', (error) => this.log.warn(`Redis: ${error.message}`));
        return [name, queue];
      }),
    );
  }

  /** Connects; throws `StartRefused` when Redis is away, refuses us, or may throw jobs away. */
  static async open(options: BullmqOptions, clock: Clock): Promise<BullmqQueue> {
    // The first connection is tried once; later ones come back by themselves.
    let opened = false;
    const redis = new CopiedRedis(options.redisUrl, {
      lazyConnect: true,
      connectTimeout: CONNECT_MS,
      // BullMQ wants commands to wait for a connection that is coming back.
      maxRetriesPerRequest: null,
      retryStrategy: (times) => (opened ? Math.min(2_000, times * 100) : null),
    });
    const log = new Logger('BullmqQueue');
    let reason = '';
    redis.on('error', (error: Error) => {
      reason = error.message;
      log.debug(`Redis: ${error.message}`);
    });
    try {
      await redis.connect();
      await requireNoEviction(redis, new URL(options.redisUrl).host);
      // A number of a database that is not there fails beside the connection, which would go on with database 0.
      if (reason !== '') throw new Error(reason);
      opened = true;
    } catch (error) {
      redis.disconnect();
      if (error instanceof StartRefused) throw error;
      throw redisRefusal(options.redisUrl, reason || (error as Error).message, error);
    }
    return new BullmqQueue(redis, clock, options);
  }

  async publish(deliveries: readonly Delivery[]): Promise<void> {
    const there = await this.known(deliveries.map((delivery) => delivery.id));
    const byQueue = new Map<Queue, Delivery[]>();
    for (const delivery of deliveries) {
      const queue = this.queueFor(delivery.name);
      if (there.has(delivery.id)) await this.bringForward(queue, delivery);
      else byQueue.set(queue, [...(byQueue.get(queue) ?? []), delivery]);
    }
    const now = this.clock.now();
    for (const [queue, added] of byQueue) {
      await queue.addBulk(
        added.map(({ id, name, priority, notBefore }) => ({
          name,
          data: {},
          opts: {
            jobId: id,
            // 0 would stand outside BullMQ's order of priorities.
            priority: priority + 1,
            delay: Math.max(0, notBefore - now),
            removeOnComplete: true,
            removeOnFail: true,
          },
        })),
      );
    }
  }

  async known(ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const queues = [...this.queues.values()];
    const pipeline = this.redis.pipeline();
    for (const id of ids) for (const queue of queues) pipeline.exists(queue.toKey(id));
    const answers = (await pipeline.exec()) ?? [];
    const known = new Set<string>();
    answers.forEach(([error, found], i) => {
      if (error) throw error;
      if (found === 1) known.add(ids[Math.floor(i / queues.length)]!);
    });
    return known;
  }

  async consume(names: readonly string[], concurrency: number, work: Work): Promise<Consumer> {
    const carriers = new Set(names.map((name) => this.queueFor(name).name));
    const [carrier] = carriers;
    if (carriers.size !== 1 || carrier === undefined) {
      throw new Error(`Jobs of one consumer must travel in one queue: ${names.join(', ')}.`);
    }
    const { leaseMs, prefix } = this.options;
    const isConnected = () => this.redis.status === 'ready';
    const before = this.redis.copies.length;
    const cut = (): void => own.forEach((copy) => copy.disconnect());
    const consumer = new BullmqConsumer(carrier, new Set(names), work, this.clock, isConnected, cut, {
      connection: this.redis,
      prefix,
      concurrency,
      lockDuration: leaseMs,
      lockRenewTime: Math.floor(leaseMs / 3),
      stalledInterval: leaseMs,
      // s; what was taken from a dead process lies unannounced until the next look
      drainDelay: 1,
    });
    const own = this.redis.copies.slice(before);
    await consumer.ready();
    return consumer;
  }

  async close(): Promise<void> {
    // What still waits for Redis is refused now; it stands in the outbox.
    if (this.redis.status !== 'ready') this.redis.disconnect();
    for (const queue of this.queues.values()) await queue.close();
    this.redis.disconnect();
  }

  /** A delivery that waits for a later instant gets the earlier one; what is due or being worked on stays as it is. */
  private async bringForward(queue: Queue, { id, notBefore }: Delivery): Promise<void> {
    const score = await this.redis.zscore(queue.toKey('delayed'), id);
    if (score === null || Number(score) / SCORE_MS <= notBefore) return;
    const job = await queue.getJob(id);
    try {
      await job?.changeDelay(Math.max(0, notBefore - this.clock.now()));
    } catch (error) {
      // It has become due in this very moment.
      if ((await this.redis.zscore(queue.toKey('delayed'), id)) !== null) throw error;
    }
  }

  private queueFor(jobName: string): Queue {
    const queue = this.queues.get(this.options.queueOf(jobName));
    if (!queue) throw new Error(`No queue carries the job ${jobName}.`);
    return queue;
  }
}

/** A Redis that makes room by throwing keys away would throw jobs away; the outbox would bring them back, over and over. */
async function requireNoEviction(redis: Redis, host: string): Promise<void> {
  const policy = /^maxmemory_policy:(\S+)/m.exec(await redis.info('memory'))?.[1] ?? 'noeviction';
  if (policy === 'noeviction') return;
  throw new StartRefused({
    zh: `${host} 的 Redis 内存不足时会丢弃数据（maxmemory-policy 为 ${policy}）：请设为 noeviction。`,
    en: `Redis at ${host} throws data away when its memory is full (maxmemory-policy is ${policy}): set it to noeviction.`,
  });
}
