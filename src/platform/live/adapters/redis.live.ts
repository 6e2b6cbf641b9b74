import { Logger } from '@nestjs/common';
import { Redis } from 'ioredis';
import { newId, type Id } from '../../../kernel/ids.js';
import { redisRefusal } from '../../redis/refusal.js';
import { LiveBus } from '../live.port.js';
import { Listeners } from './listeners.js';

export interface RedisLiveOptions {
  redisUrl: string;
  /** the one channel that all processes of an installation share */
  channel: string;
}

/** What goes over the channel. */
interface Envelope {
  from: Id;
  topic: string;
  message: unknown;
}

const CONNECT_MS = 5_000;

/**
 * Reaches every process on the same Redis, through publish/subscribe. Within its own process news arrives at once and
 * without Redis; while Redis is away it reaches nobody else, and is not sent later.
 */
export class RedisLiveBus extends LiveBus {
  readonly reach = 'cluster';
  private readonly log = new Logger('RedisLiveBus');
  private readonly listeners = new Listeners();
  private readonly self = newId();
  private closed = false;

  private constructor(
    private readonly sender: Redis,
    private readonly receiver: Redis,
    private readonly channel: string,
  ) {
    super();
    receiver.on('message', (_channel: string, text: string) => this.receive(text));
  }

  /** Connects and listens; throws `StartRefused` when Redis is away or refuses us. */
  static async open({ redisUrl, channel }: RedisLiveOptions): Promise<RedisLiveBus> {
    // The first connection is tried once; later ones come back by themselves, the subscription with them.
    let opened = false;
    let reason = '';
    const connection = (): Redis => {
      const redis = new Redis(redisUrl, {
        lazyConnect: true,
        connectTimeout: CONNECT_MS,
        // Nobody waits for news: what cannot be sent now is dropped.
        enableOfflineQueue: false,
        retryStrategy: (times) => (opened ? Math.min(2_000, times * 100) : null),
      });
      redis.on('error', (error: Error) => (reason = error.message));
      return redis;
    };
    const [sender, receiver] = [connection(), connection()];
    try {
      await Promise.all([sender.connect(), receiver.connect()]);
      const bus = new RedisLiveBus(sender, receiver, channel);
      await receiver.subscribe(channel);
      // A number of a database that is not there fails beside the connection, which would go on without it.
      if (reason !== '') throw new Error(reason);
      opened = true;
      return bus;
    } catch (error) {
      sender.disconnect();
      receiver.disconnect();
      throw redisRefusal(redisUrl, reason || (error as Error).message, error);
    }
  }

  publish(topic: string, message: unknown): void {
    this.listeners.tell(topic, message);
    if (this.closed) return;
    const envelope: Envelope = { from: this.self, topic, message };
    this.sender
      .publish(this.channel, JSON.stringify(envelope))
      .catch((error: unknown) =>
        this.log.debug(`News of ${topic} reached this process only: ${String(error)}`),
      );
  }

  subscribe(topic: string, listener: (message: unknown) => void): () => void {
    return this.listeners.add(topic, listener);
  }

  close(): Promise<void> {
    this.closed = true;
    this.sender.disconnect();
    this.receiver.disconnect();
    return Promise.resolve();
  }

  private receive(text: string): void {
    let envelope: Partial<Envelope>;
    try {
      envelope = JSON.parse(text) as Partial<Envelope>;
    } catch {
      // Somebody else writes into our channel: none of our affair.
      return;
    }
    const { from, topic, message } = envelope;
    if (from !== this.self && typeof topic === 'string') this.listeners.tell(topic, message);
  }
}
