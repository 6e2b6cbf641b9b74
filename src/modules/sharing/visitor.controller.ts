import '@fastify/cookie';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { SETTINGS, type Settings } from '../../config/settings.js';
import { id, openLinkRequest, visitorParams, type SharedView } from '../../contracts/index.js';
import { OpenStreams, Public } from '../../http/index.js';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/errors.js';
import { FileDelivery, renditionOf } from '../files/index.js';
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
    private readonly delivery: FileDelivery,
    private readonly streams: OpenStreams,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  async view(
    @Param({ schema: visitorParams }) { token }: z.output<typeof visitorParams>,
    @Req() request: FastifyRequest,
  ): Promise<SharedView> {
    return this.views.of(await this.led(token, request));
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
    return this.views.of(led);
  }

  @Get('files/:fileId/text')
  async text(
    @Param({ schema: fileParams }) { token, fileId }: z.output<typeof fileParams>,
    @Req() request: FastifyRequest,
  ) {
    return { pages: await this.views.text(await this.views.file(await this.led(token, request), fileId)) };
  }

  @Get('files/:fileId/original')
  async original(
    @Param({ schema: fileParams }) { token, fileId }: z.output<typeof fileParams>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const led = await this.led(token, request);
    const file = await this.views.file(led, fileId);
    if (led.right !== 'download') throw notFound();
    this.watch(reply, async () => {
      const now = await this.led(token, request);
      return now.right === 'download' && (await this.views.file(now, fileId)).id === file.id;
    });
    const more = /^bytes=[ \t]*[1-9]/.test(request.headers.range ?? '');
    await this.visits.noteDownload(led, file.fileName, clientOf(request), more);
    await this.delivery.original(request, reply, file);
  }

  /** Pictures, pages, sound and film, under the same names as for people who are signed in. */
  @Get('files/:fileId/*')
  async part(
    @Param({ schema: partParams }) { token, fileId, '*': path }: z.output<typeof partParams>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { sha256 } = await this.views.file(await this.led(token, request), fileId);
    const name = renditionOf(path);
    if (name === null) throw notFound();
    this.watch(reply, async () => {
      await this.views.file(await this.led(token, request), fileId);
      return true;
    });
    await this.delivery.rendered(request, reply, sha256, name);
  }

  private led(token: string, request: FastifyRequest): Promise<Resumed> {
    return this.visits.resume(token, request.cookies[COOKIE]);
  }

  /** What is still being sent is cut off once the link leads there no more. */
  private watch(reply: FastifyReply, still: () => Promise<boolean>): void {
    this.streams.watch(reply, { sessionId: null, still });
  }
}

const COOKIE = 'lianke-visit';

function clientOf(request: FastifyRequest): { ip: string; userAgent: string } {
  return { ip: request.ip, userAgent: request.headers['user-agent'] ?? '' };
}
