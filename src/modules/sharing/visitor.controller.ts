import '@fastify/cookie';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { SETTINGS, type Settings } from '../../config/settings.js';
import { id, openLinkRequest, visitorParams, type SharedView } from '../../contracts/index.js';
import { Public } from '../../http/index.js';
import { Clock } from '../../kernel/clock.js';
import { clientOf, guestName, SharedFiles, type Guest } from './shared-files.js';
import { SharedViews } from './shared-views.js';
import { Visits, type Resumed } from './visits.js';

const fileParams = visitorParams.extend({ fileId: id });
const partParams = fileParams.extend({ '*': z.string().max(200) });

/** What somebody with a link and no account is shown: that one thing and nothing else. Judged at every request. */
@Controller('api/v1/links/:token')
@ApiTags('sharing')
@Public()
export class VisitorController {
  constructor(
    private readonly visits: Visits,
    private readonly views: SharedViews,
    private readonly files: SharedFiles,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  async view(
    @Param({ schema: visitorParams }) { token }: z.output<typeof visitorParams>,
    @Req() request: FastifyRequest,
  ): Promise<SharedView> {
    return this.views.of(await this.led(token, request), guestName(request));
  }

  @Post('open')
  @HttpCode(200)
  async open(
    @Param({ schema: visitorParams }) { token }: z.output<typeof visitorParams>,
    @Body({ schema: openLinkRequest }) { password }: z.output<typeof openLinkRequest>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SharedView> {
    const { led, visitToken, expiresAt } = await this.visits.open(token, password, clientOf(request));
    void reply.setCookie(COOKIE, visitToken, {
      path: `/api/v1/links/${token}`,
      httpOnly: true,
      sameSite: 'lax',
      secure: this.settings.http.secureCookies,
      maxAge: Math.ceil((expiresAt - this.clock.now()) / 1000),
    });
    return this.views.of(led, guestName(request));
  }

  @Get('files/:fileId/text')
  async text(
    @Param({ schema: fileParams }) { token, fileId }: z.output<typeof fileParams>,
    @Req() request: FastifyRequest,
  ) {
    return { pages: await this.views.text(await this.views.file(await this.led(token, request), fileId)) };
  }

  @Get('files/:fileId/original')
  original(
    @Param({ schema: fileParams }) { token, fileId }: z.output<typeof fileParams>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.files.original(this.guest(token, request, reply), fileId);
  }

  /** Pictures, pages, sound and film, under the same names as for people who are signed in. */
  @Get('files/:fileId/*')
  part(
    @Param({ schema: partParams }) { token, fileId, '*': place }: z.output<typeof partParams>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.files.part(this.guest(token, request, reply), fileId, place);
  }

  private guest(token: string, request: FastifyRequest, reply: FastifyReply): Guest {
    return { led: () => this.led(token, request), signed: false, request, reply };
  }

  private led(token: string, request: FastifyRequest): Promise<Resumed> {
    return this.visits.resume(token, request.cookies[COOKIE]);
  }
}

const COOKIE = 'lianke-visit';
