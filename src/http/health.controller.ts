import { Controller, Get, Header, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SETTINGS, type Settings } from '../config/settings.js';
import { notFound } from '../kernel/errors.js';
import { HealthChecks } from './health-checks.js';
import { mayReadMetrics } from './metrics-gate.js';
import { Metrics } from './metrics.js';
import { Public } from './permission.decorator.js';

@Controller()
@ApiExcludeController()
export class HealthController {
  constructor(
    @Inject(HealthChecks) private readonly checks: HealthChecks,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'http'>,
  ) {}

  /** The process answers. */
  @Get('health/live')
  @Public()
  live(): { status: string } {
    return { status: 'ok' };
  }

  /** The process can do its work: every vital check passes. */
  @Get('health/ready')
  @Public()
  async ready(
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ status: string; checks: Record<string, string> }> {
    const { ready, checks } = await this.checks.run();
    void reply.status(ready ? 200 : 503);
    return { status: ready ? 'ok' : 'unavailable', checks };
  }

  /** Prometheus text, for whom {@link mayReadMetrics} lets in; not found for others. */
  @Get('metrics')
  @Public()
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  async prometheus(@Req() request: FastifyRequest): Promise<string> {
    if (!mayReadMetrics(request.raw, this.settings.http)) throw notFound();
    return this.metrics.render();
  }
}
