import { Body, Controller, Get, HttpCode, Param, Patch, Post, Put, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import {
  confirmMailRequest,
  idParams,
  setMailAddressRequest,
  unsubscribeParams,
  updateMailRequest,
  type MailAddressView,
  type MailView,
} from '../../../contracts/index.js';
import { Permission, Public } from '../../../http/index.js';
import type { Id } from '../../../kernel/ids.js';
import { ActingPerson, type Acting } from '../../organization/index.js';
import { MailChoices } from './mail-choices.js';

/** Where people's mail goes, and what of it they want. */
@Controller('api/v1')
@ApiTags('mail')
@Permission('signed-in')
export class MailController {
  constructor(private readonly choices: MailChoices) {}

  @Get('me/mail')
  own(@ActingPerson() by: Acting): Promise<MailView> {
    return this.choices.own(by);
  }

  /** Sends a link to the address; it is theirs once they have followed that, signed in. */
  @Put('me/mail/address')
  async setOwn(
    @ActingPerson() by: Acting,
    @Body({ schema: setMailAddressRequest }) { address }: z.output<typeof setMailAddressRequest>,
  ): Promise<MailView> {
    await this.choices.setOwn(by, address);
    return this.choices.own(by);
  }

  @Post('me/mail/confirmation')
  @HttpCode(200)
  async confirm(
    @ActingPerson() by: Acting,
    @Body({ schema: confirmMailRequest }) { token }: z.output<typeof confirmMailRequest>,
  ): Promise<MailView> {
    await this.choices.confirm(by, token);
    return this.choices.own(by);
  }

  @Patch('me/mail')
  async choose(
    @ActingPerson() by: Acting,
    @Body({ schema: updateMailRequest }) change: z.output<typeof updateMailRequest>,
  ): Promise<MailView> {
    await this.choices.choose(by, change);
    return this.choices.own(by);
  }

  @Get('people/:id/mail')
  ofPerson(
    @ActingPerson() by: Acting,
    @Param({ schema: idParams }) { id }: { id: Id },
  ): Promise<MailAddressView> {
    return this.choices.ofPerson(by, id);
  }

  @Put('people/:id/mail/address')
  async setOfPerson(
    @ActingPerson() by: Acting,
    @Param({ schema: idParams }) { id }: { id: Id },
    @Body({ schema: setMailAddressRequest }) { address }: z.output<typeof setMailAddressRequest>,
  ): Promise<MailAddressView> {
    await this.choices.setOfPerson(by, id, address);
    return this.choices.ofPerson(by, id);
  }
}

/** Ends mail for whoever holds a mail, signed in or not. */
@Controller('api/v1/mail/unsubscribe')
@ApiTags('mail')
@Public()
export class UnsubscribeController {
  constructor(private readonly choices: MailChoices) {}

  /** The button of a mailbox (RFC 8058), and that of our page. Bodies are not read: asking is enough. */
  @Post(':token')
  @HttpCode(204)
  stop(@Param({ schema: unsubscribeParams }) { token }: z.output<typeof unsubscribeParams>): Promise<void> {
    return this.choices.unsubscribe(token);
  }

  /** Programs that look at links only read: for those, and for people, there is a page with a button. */
  @Get(':token')
  show(
    @Param({ schema: unsubscribeParams }) { token }: z.output<typeof unsubscribeParams>,
    @Res() reply: FastifyReply,
  ): void {
    void reply.redirect(`/unsubscribe/${encodeURIComponent(token)}`, 302);
  }
}
