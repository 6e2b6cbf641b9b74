import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Authenticator, CurrentActor, Permission } from '../../http/index.js';
import type { Actor } from '../../kernel/actor.js';
import { SECOND } from '../../kernel/clock.js';
import { LiveBus } from '../../platform/live/index.js';

/** Also what keeps proxies from closing a quiet stream, and how soon an ended session ends its streams. */
const HEARTBEAT_MS = 10 * SECOND;

/** The stream of news for one person's open pages (server-sent events). */
@Controller('api/v1/events')
@ApiTags('events')
@Permission('signed-in')
export class EventStreamController {
  constructor(
    private readonly live: LiveBus,
    private readonly authenticator: Authenticator,
  ) {}

  @Get()
  @ApiProduces('text/event-stream')
  stream(@CurrentActor() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    reply.hijack();
    reply.raw.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'private, no-store',
      'X-Accel-Buffering': 'no',
      'X-Content-Type-Options': 'nosniff',
    });
    const send = (text: string) => {
      // A page that does not read its stream is let go instead of being remembered in memory.
      if (reply.raw.writableLength > 1024 * 1024) reply.raw.destroy();
      else reply.raw.write(text);
    };
    const tell = (message: unknown) => {
      const type = (message as { type?: unknown }).type;
      send(`event: ${String(type)}\ndata: ${JSON.stringify(message)}\n\n`);
    };
    const stop = [
      this.live.subscribe(`user:${actor.userId}`, tell),
      this.live.subscribe(`session:${actor.sessionId}`, () => reply.raw.end()),
    ];
    const heartbeat = setInterval(() => {
      this.authenticator.authenticate(request).then(
        (still) => (still ? send(': \n\n') : reply.raw.end()),
        () => reply.raw.end(),
      );
    }, HEARTBEAT_MS);
    reply.raw.on('close', () => {
      clearInterval(heartbeat);
      stop.forEach((end) => end());
    });
    send('retry: 2000\n\n');
  }
}
