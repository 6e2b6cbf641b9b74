import type { Reach } from '../../kernel/reach.js';

/**
 * Carries news to whoever looks at a page right now, in whichever process of the installation. Nothing is kept: who
 * is not listening has missed it, so news only says that something changed, and the truth is fetched. A topic is any
 * string, `user:<id>` for one; a message is a JSON value. Listeners of the publishing process have heard a message
 * when `publish` returns; those elsewhere hear messages of one publisher in their order.
 */
export abstract class LiveBus {
  abstract readonly reach: Reach;
  /** Never throws and never waits. */
  abstract publish(topic: string, message: unknown): void;
  /** @returns a function that ends the subscription; calling it twice is harmless */
  abstract subscribe(topic: string, listener: (message: unknown) => void): () => void;
  /** Lets go of connections; `publish` then reaches this process only. */
  abstract close(): Promise<void>;
}
