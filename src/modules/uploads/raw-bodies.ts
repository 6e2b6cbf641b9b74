import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';

/** Bodies that are neither JSON nor a form are left as streams to whoever takes them; all others ignore them. */
@Injectable()
export class RawBodies implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    // A process that only works off jobs has no HTTP.
    const instance = this.host.httpAdapter?.getInstance() as Partial<FastifyInstance> | undefined;
    instance?.addContentTypeParser?.('*', (_request, _payload, done) => done(null, undefined));
  }
}
