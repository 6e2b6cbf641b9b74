import type { Server } from 'node:http';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { AtOnce } from '../kernel/at-once.js';
import { SECOND } from '../kernel/clock.js';
import type { Id } from '../kernel/ids.js';
import { LiveBus } from '../platform/live/index.js';

/** How often an answer that is still being sent is judged anew. */
const JUDGED_EVERY_MS = 4 * SECOND;
/** What a process that stops still gives to requests and downloads on their way. */
const LAST_MS = 5 * SECOND;

/** A reader who takes nothing for so long is let go; browsers ask for the rest when they want it. */
const IDLE_MS = 60 * SECOND;
/** How many answers one holder may have under way: a browser has some six, through a proxy of HTTP/2 some dozens. */
const PLACES = { each: 100, all: Infinity };

/** An answer that goes on: a stream of news, a download, a piece of film. */
export interface OpenStream {
  /** whose it is: the id of a person, or of a visit to a link */
  holder: string;
  /** the session under which it was asked for: with it, it ends at once; null for visitors of a link */
  sessionId: Id | null;
  /** Whether it may go on, read afresh. Whatever it throws is a no. */
  still: () => Promise<boolean>;
  /** ends what has no end of its own; left out: the connection is cut, so that a download does not look whole */
  end?: () => void;
}

/**
 * Ends answers that may not go on: when their session ends at once, in whichever process it was ended; after every other
 * change of rights, by the clock too, within some seconds, since each is judged again until it is sent. A process that
 * stops ends those that would never end by themselves and cuts off the others after a while: it would wait for them.
 */
@Injectable()
export class OpenStreams implements BeforeApplicationShutdown {
  /** how those end that have no end of their own */
  private readonly endless = new Map<FastifyReply, () => void>();
  private readonly places = new AtOnce(PLACES);
  private stopping = false;

  constructor(
    private readonly live: LiveBus,
    private readonly host: HttpAdapterHost,
  ) {}

  /** Watches the answer until it is sent or cut off. Call before the first byte. Throws `too_many_requests`. */
  watch(reply: FastifyReply, { holder, sessionId, still, end }: OpenStream): void {
    const leave = this.places.take(holder);
    const cut = end ?? (() => reply.raw.destroy());
    if (!end) reply.raw.setTimeout(IDLE_MS, cut);
    const stop =
      sessionId === null ? () => undefined : this.live.subscribe(`session:${sessionId}`, () => cut());
    let judging = false;
    const timer = setInterval(() => {
      // A database that answers slowly is asked once, not once more every time.
      if (judging) return;
      judging = true;
      still()
        .then(
          (may) => (may ? undefined : cut()),
          () => cut(),
        )
        .finally(() => {
          judging = false;
        });
    }, JUDGED_EVERY_MS);
    if (end) this.endless.set(reply, end);
    reply.raw.on('close', () => {
      clearInterval(timer);
      leave();
      stop();
      this.endless.delete(reply);
    });
    // Somebody whose connection was gone before the answer began: it will not close once more.
    if (reply.raw.destroyed || reply.raw.closed) reply.raw.emit('close');
    else if (this.stopping && end) end();
  }

  beforeApplicationShutdown(): void {
    this.stopping = true;
    for (const end of this.endless.values()) end();
    // The command line has no server.
    const { httpAdapter } = this.host as { httpAdapter: HttpAdapterHost['httpAdapter'] | null | undefined };
    if (!httpAdapter) return;
    const server = httpAdapter.getHttpServer() as Server;
    setTimeout(() => server.closeAllConnections(), LAST_MS).unref();
  }
}
