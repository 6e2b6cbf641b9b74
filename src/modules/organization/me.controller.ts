import { Body, Controller, Patch, Put, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { changePasswordRequest, updateMeRequest, type SessionView } from '../../contracts/index.js';
import { CurrentActor, Permission } from '../../http/index.js';
import type { Actor } from '../../kernel/actor.js';
import { Database } from '../../platform/database/database.port.js';
import { AccountsService, OwnPasswordService, SessionCookie } from '../identity/index.js';
import { clientOf } from './acting.decorator.js';
import { PasswordWords } from './password-words.js';
import { SessionViews } from './session-view.service.js';

/** What a person changes about their own account. */
@Controller('api/v1/me')
@ApiTags('identity')
@Permission('signed-in')
export class MeController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly passwords: OwnPasswordService,
    private readonly words: PasswordWords,
    private readonly cookie: SessionCookie,
    private readonly views: SessionViews,
    private readonly database: Database,
  ) {}

  @Patch()
  async update(
    @CurrentActor() actor: Actor,
    @Body({ schema: updateMeRequest }) { locale }: z.output<typeof updateMeRequest>,
    @Req() request: FastifyRequest,
  ): Promise<SessionView> {
    if (locale) await this.database.transaction((tx) => this.accounts.update(tx, actor.userId, { locale }));
    return this.views.of(this.cookie.read(request));
  }

  /** Ends every session of the person; this device gets a new one. */
  @Put('password')
  async changePassword(
    @CurrentActor() actor: Actor,
    @Body({ schema: changePasswordRequest }) { current, next }: z.output<typeof changePasswordRequest>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const words = await this.words.ofAccount(actor.userId);
    const opened = await this.passwords.change(actor.userId, {
      ...clientOf(request),
      current,
      next,
      words,
    });
    this.cookie.write(reply, opened.token);
    return this.views.of(opened.token);
  }
}
