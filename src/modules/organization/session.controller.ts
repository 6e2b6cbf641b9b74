import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { loginRequest, type SessionView } from '../../contracts/index.js';
import { Permission, Public } from '../../http/index.js';
import { AuditLog } from '../../platform/audit/index.js';
import { Database } from '../../platform/database/database.port.js';
import { LoginService, SessionCookie, SessionsService } from '../identity/index.js';
import { ActingPerson, clientOf } from './acting.decorator.js';
import type { Acting } from './authority.service.js';
import { SessionViews } from './session-view.service.js';

/** Signing in and out. */
@Controller('api/v1')
@ApiTags('identity')
export class SessionController {
  constructor(
    private readonly logins: LoginService,
    private readonly sessions: SessionsService,
    private readonly cookie: SessionCookie,
    private readonly views: SessionViews,
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  @Get('session')
  @Permission('signed-in')
  view(@Req() request: FastifyRequest): Promise<SessionView> {
    return this.views.of(this.cookie.read(request));
  }

  @Post('session')
  @Public()
  @HttpCode(200)
  async login(
    @Body({ schema: loginRequest }) { loginName, password }: z.output<typeof loginRequest>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const former = await this.sessions.find(this.cookie.read(request));
    const deviceToken = this.cookie.readDevice(request);
    const client = clientOf(request);
    const opened = await this.logins.login({
      ...client,
      loginName,
      password,
      deviceToken,
      formerSessionId: former?.id ?? null,
    });
    this.cookie.write(reply, opened.token);
    this.cookie.writeDevice(reply, opened.deviceToken);
    return this.views.of(opened.token);
  }

  @Delete('session')
  @Permission('signed-in')
  @HttpCode(204)
  async logout(@ActingPerson() by: Acting, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.sessions.end(tx, by.actor.sessionId);
      await this.audit.record(tx, entry(by, 'session.logout'));
    });
    this.cookie.clear(reply);
  }

  /** On every device, this one too. */
  @Delete('sessions')
  @Permission('signed-in')
  @HttpCode(204)
  async logoutEverywhere(
    @ActingPerson() by: Acting,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.sessions.endAll(tx, by.actor.userId);
      await this.audit.record(tx, entry(by, 'session.logout_everywhere'));
    });
    this.cookie.clear(reply);
  }
}

function entry({ actor, ip }: Acting, action: string) {
  return {
    actorId: actor.userId,
    schoolId: null,
    action,
    objectType: 'account',
    objectId: actor.userId,
    result: 'ok' as const,
    ip,
  };
}
