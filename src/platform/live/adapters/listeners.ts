import { Logger } from '@nestjs/common';

type Listener = (message: unknown) => void;

/** Who in this process listens to which topic. */
export class Listeners {
  private readonly log = new Logger('LiveBus');
  private readonly topics = new Map<string, Set<Listener>>();

  /** A listener that throws keeps the message from nobody else. */
  tell(topic: string, message: unknown): void {
    for (const listener of [...(this.topics.get(topic) ?? [])]) {
      try {
        listener(message);
      } catch (error) {
        this.log.warn(`A listener of ${topic} failed: ${String(error)}`);
      }
    }
  }

  add(topic: string, listener: Listener): () => void {
    // Wrapped, so that one function subscribed twice is two subscriptions.
    const own: Listener = (message) => listener(message);
    const listeners = this.topics.get(topic) ?? new Set();
    this.topics.set(topic, listeners.add(own));
    return () => {
      listeners.delete(own);
      if (listeners.size === 0 && this.topics.get(topic) === listeners) this.topics.delete(topic);
    };
  }
}
