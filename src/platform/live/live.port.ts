/**
 * Carries news to whoever looks at a page right now. Nothing is kept: who is not listening has missed it, so
 * news only says that something changed, and the truth is fetched. A topic is any string, `user:<id>` for one.
 */
export abstract class LiveBus {
  /** Never throws and never waits. */
  abstract publish(topic: string, message: unknown): void;
  /** @returns a function that ends the subscription; calling it twice is harmless */
  abstract subscribe(topic: string, listener: (message: unknown) => void): () => void;
}
