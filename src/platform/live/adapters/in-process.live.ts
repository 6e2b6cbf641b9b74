import { Logger } from '@nestjs/common';
import { LiveBus } from '../live.port.js';

type Listener = (message: unknown) => void;

/** Reaches one process: enough where HTTP and workers share it. */
export class InProcessLiveBus extends LiveBus {
  private readonly log = new Logger('LiveBus');
  private readonly topics = new Map<string, Set<Listener>>();

  publish(topic: string, message: unknown): void {
    for (const listener of [...(this.topics.get(topic) ?? [])]) {
      try {
        listener(message);
      } catch (error) {
        this.log.warn(`A listener of ${topic} failed: ${String(error)}`);
      }
    }
  }

  subscribe(topic: string, listener: Listener): () => void {
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
