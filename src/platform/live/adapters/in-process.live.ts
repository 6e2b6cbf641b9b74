import { LiveBus } from '../live.port.js';
import { Listeners } from './listeners.js';

/** Reaches one process: enough where HTTP and workers share it. */
export class InProcessLiveBus extends LiveBus {
  readonly reach = 'process';
  private readonly listeners = new Listeners();

  publish(topic: string, message: unknown): void {
    this.listeners.tell(topic, message);
  }

  subscribe(topic: string, listener: (message: unknown) => void): () => void {
    return this.listeners.add(topic, listener);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
