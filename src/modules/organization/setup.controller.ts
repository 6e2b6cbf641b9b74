import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { setupRequest, type SessionView } from '../../contracts/index.js';
import { Public } from '../../http/index.js';
import { Database } from '../../platform/database/database.port.js';
import { SessionCookie, SessionsService } from '../identity/index.js';
import { clientOf } from './acting.decorator.js';
import { SessionViews } from './session-view.service.js';
import { SetupService } from './setup.service.js';

/** The first-run page. */
@Controller('api/v1/setup')
@ApiTags('identity')
@Public()
export class SetupController {
  constructor(
    private readonly setup: SetupService,
    private readonly sessions: SessionsService,
    private readonly cookie: SessionCookie,
    private readonly views: SessionViews,
    private readonly database: Database,
  ) {}

  @Get()
  async status(): Promise<{ open: boolean }> {
    return { open: await this.setup.isOpen() };
  }

  /** Makes the first group, school and administrator, and signs the administrator in. */
  @Post()
  async run(
    @Body({ schema: setupRequest }) body: z.output<typeof setupRequest>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const client = clientOf(request);
    const accountId = await this.setup.run(body, client);
    const opened = await this.database.transaction((tx) => this.sessions.open(tx, accountId, client));
    this.cookie.write(reply, opened.token);
    return this.views.of(opened.token);
  }
}
