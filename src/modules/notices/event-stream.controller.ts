import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Authenticator, CurrentActor, OpenStreams, Permission } from '../../http/index.js';
import type { Actor } from '../../kernel/actor.js';
import { SECOND } from '../../kernel/clock.js';
import { LiveBus } from '../../platform/live/index.js';

/** Keeps proxies from closing a quiet stream. */
const HEARTBEAT_MS = 10 * SECOND;

/** The stream of news for one person's open pages (server-sent events). */
@Controller('api/v1/events')
@ApiTags('events')
@Permission('signed-in')
export class EventStreamController {
  constructor(
    private readonly live: LiveBus,
    private readonly authenticator: Authenticator,
    private readonly streams: OpenStreams,
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
    const stop = this.live.subscribe(`user:${actor.userId}`, tell);
    const heartbeat = setInterval(() => send(': \n\n'), HEARTBEAT_MS);
    reply.raw.on('close', () => {
      clearInterval(heartbeat);
      stop();
    });
    this.streams.watch(reply, {
      holder: actor.userId,
      sessionId: actor.sessionId,
      still: async () => (await this.authenticator.authenticate(request)) !== null,
      end: () => reply.raw.end(),
    });
    send('retry: 2000\n\n');
  }
}
