import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authenticator } from '../../http/index.js';
import type { Actor } from '../../kernel/actor.js';
import { AppError } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { SessionCookie, SessionsService } from '../identity/index.js';
import { ActorService } from './actor.service.js';

/** All that an account with an initial password can do: see that it has to choose its own, do so, or leave. */
const WITH_INITIAL_PASSWORD = new Set([
  'GET /api/v1/session',
  'DELETE /api/v1/session',
  'DELETE /api/v1/sessions',
  'PUT /api/v1/me/password',
]);

/** Names the school in whose name a request is made, by somebody who has several. */
const ACTING_FOR = 'x-acting-school';

/** Cookie → session → actor: two statements, nothing remembered. */
@Injectable()
export class SessionAuthenticator extends Authenticator {
  constructor(
    private readonly cookie: SessionCookie,
    private readonly sessions: SessionsService,
    private readonly actors: ActorService,
  ) {
    super();
  }

  async authenticate(request: FastifyRequest): Promise<Actor | null> {
    const session = await this.sessions.find(this.cookie.read(request));
    if (!session) return null;
    if (session.account.mustChangePassword) {
      const route = `${request.method} ${request.routeOptions.url ?? ''}`;
      if (!WITH_INITIAL_PASSWORD.has(route)) throw new AppError('password_change_required');
    }
    const actingFor = request.headers[ACTING_FOR];
    return this.actors.ofSession(session, typeof actingFor === 'string' ? actingFor : undefined);
  }

  async ofSession(sessionId: Id): Promise<Actor | null> {
    const session = await this.sessions.byId(sessionId);
    return session && !session.account.mustChangePassword ? this.actors.ofSession(session) : null;
  }
}
