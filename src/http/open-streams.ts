import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Id } from '../kernel/ids.js';
import { LiveBus } from '../platform/live/index.js';

/** How often an answer that is still being sent is judged anew. */
const JUDGED_EVERY_MS = 4_000;

/** An answer that goes on: a stream of news, a download, a piece of film. */
export interface OpenStream {
  /** the session under which it was asked for: with it, it ends at once; null for visitors of a link */
  sessionId: Id | null;
  /** Whether it may go on, read afresh. Whatever it throws is a no. */
  still: () => Promise<boolean>;
  /** ends it; left out: the connection is cut, so that a download does not look whole */
  end?: () => void;
}

/**
 * Ends answers that may not go on: when their session ends at once, in whichever process it was ended; after every other
 * change of rights, by the clock too, within some seconds, since each is judged again until it is sent.
 */
@Injectable()
export class OpenStreams {
  constructor(private readonly live: LiveBus) {}

  /** Watches the answer until it is sent or cut off. Call before the first byte. */
  watch(reply: FastifyReply, { sessionId, still, end = () => reply.raw.destroy() }: OpenStream): void {
    const stop =
      sessionId === null ? () => undefined : this.live.subscribe(`session:${sessionId}`, () => end());
    let judging = false;
    const timer = setInterval(() => {
      // A database that answers slowly is asked once, not once more every time.
      if (judging) return;
      judging = true;
      still()
        .then(
          (may) => (may ? undefined : end()),
          () => end(),
        )
        .finally(() => {
          judging = false;
        });
    }, JUDGED_EVERY_MS);
    reply.raw.on('close', () => {
      clearInterval(timer);
      stop();
    });
  }
}
