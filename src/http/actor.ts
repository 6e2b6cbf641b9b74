import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../kernel/actor.js';
import type { Id } from '../kernel/ids.js';

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor | null;
  }
}

/** Finds out who sends a request; implemented above (organization) and asked once per request by the guard. */
export abstract class Authenticator {
  /** The person of a valid session, read afresh, or null. */
  abstract authenticate(request: FastifyRequest): Promise<Actor | null>;
  /** The person of a session that still stands, read afresh, or null: for signed addresses, which come without a cookie. */
  abstract ofSession(sessionId: Id): Promise<Actor | null>;
}

/** The signed-in person of a route with `@Permission`. */
export const CurrentActor = createParamDecorator((_data: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!actor) throw new Error('CurrentActor on a route without @Permission');
  return actor;
});
