import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { id, idParams, type SessionSummary } from '../../contracts/index.js';
import { Permission } from '../../http/index.js';
import type { Id } from '../../kernel/ids.js';
import { AccountSessions } from './account-sessions.service.js';
import { ActingPerson } from './acting.decorator.js';
import type { Acting } from './authority.service.js';

const sessionParams = idParams.extend({ sessionId: id });

/** Sessions, one's own and those of people one administers. */
@Controller('api/v1')
@ApiTags('identity')
@Permission('signed-in')
export class AccountSessionsController {
  constructor(private readonly sessions: AccountSessions) {}

  @Get('sessions')
  async own(@ActingPerson() by: Acting): Promise<{ items: SessionSummary[] }> {
    return { items: await this.sessions.list(by, by.actor.userId) };
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  endOwn(
    @ActingPerson() by: Acting,
    @Param({ schema: idParams }) { id: sessionId }: { id: Id },
  ): Promise<void> {
    return this.sessions.end(by, by.actor.userId, sessionId);
  }

  @Get('people/:id/sessions')
  async ofPerson(
    @ActingPerson() by: Acting,
    @Param({ schema: idParams }) { id: personId }: { id: Id },
  ): Promise<{ items: SessionSummary[] }> {
    return { items: await this.sessions.list(by, personId) };
  }

  @Delete('people/:id/sessions')
  @HttpCode(204)
  endAllOfPerson(
    @ActingPerson() by: Acting,
    @Param({ schema: idParams }) { id: personId }: { id: Id },
  ): Promise<void> {
    return this.sessions.endAll(by, personId);
  }

  @Delete('people/:id/sessions/:sessionId')
  @HttpCode(204)
  endOfPerson(
    @ActingPerson() by: Acting,
    @Param({ schema: sessionParams }) params: { id: Id; sessionId: Id },
  ): Promise<void> {
    return this.sessions.end(by, params.id, params.sessionId);
  }
}
