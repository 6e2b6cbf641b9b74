import { Readable } from 'node:stream';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { auditFilter, auditQuery, type AuditEntryView, type AuditReach } from '../../contracts/index.js';
import { CurrentActor, Permission } from '../../http/index.js';
import type { Actor } from '../../kernel/actor.js';
import { decodeCursor, encodeCursor } from '../../kernel/cursor.js';
import { AppError } from '../../kernel/errors.js';
import {
  AuditLog,
  AuditReader,
  auditCsv,
  type AuditFilter,
  type AuditPosition,
} from '../../platform/audit/index.js';
import { Database } from '../../platform/database/database.port.js';
import { Directory } from '../organization/index.js';
import { AuditPresenter } from './audit-presenter.js';
import { AuditScopes } from './audit-scope.js';

/** The audit record, for auditors, and for everybody as far as it tells of their own things. */
@Controller('api/v1/audit')
@ApiTags('audit')
@Permission('signed-in')
export class AuditController {
  constructor(
    private readonly scopes: AuditScopes,
    private readonly reader: AuditReader,
    private readonly presenter: AuditPresenter,
    private readonly directory: Directory,
    private readonly log: AuditLog,
    private readonly database: Database,
  ) {}

  @Get()
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: auditQuery }) query: z.output<typeof auditQuery>,
  ): Promise<{ items: AuditEntryView[]; next: string | null }> {
    const scope = await this.scopes.of(actor);
    const { cursor, limit, ...filter } = query;
    const found = await this.reader.page(filterOf(filter), scope.condition, position(cursor), limit + 1);
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: await this.presenter.views(actor, scope, shown),
      next: found.length > limit && last ? encodeCursor([last.at, last.id]) : null,
    };
  }

  /** What the asker may read: which schools whole, or only what tells of their own things. */
  @Get('reach')
  async reach(@CurrentActor() actor: Actor): Promise<AuditReach> {
    const { schoolIds, auditor } = await this.scopes.of(actor);
    const names = await this.directory.names(this.database.reader, { schoolIds });
    return {
      schools: schoolIds.map((id) => ({ id, name: names.schools.get(id)?.name ?? '' })),
      auditor,
    };
  }

  /** The same entries as a table, newest first, for a spreadsheet. That it was taken is written down. */
  @Get('export')
  @ApiProduces('text/csv')
  async export(
    @CurrentActor() actor: Actor,
    @Query({ schema: auditFilter }) query: z.output<typeof auditFilter>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const scope = await this.scopes.of(actor);
    const filter = filterOf(query);
    await this.database.transaction((tx) =>
      this.log.record(tx, {
        actorId: actor.userId,
        schoolId: null,
        action: 'audit.export',
        objectType: 'account',
        objectId: actor.userId,
        result: 'ok',
        ip: request.ip,
        detail: { ...query },
      }),
    );
    const batches = this.reader.all(filter, scope.condition);
    void reply
      .headers({
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="audit.csv"',
        'Cache-Control': 'private, no-store',
        'X-Content-Type-Options': 'nosniff',
      })
      .send(Readable.from(auditCsv(batches, { addresses: scope.auditor })));
  }
}

function filterOf(query: z.output<typeof auditFilter>): AuditFilter {
  const { from, until, ...rest } = query;
  const given = Object.entries({
    ...rest,
    from: from === undefined ? undefined : Date.parse(from),
    until: until === undefined ? undefined : Date.parse(until),
  }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as AuditFilter;
}

function position(cursor: string | undefined): AuditPosition | null {
  if (cursor === undefined) return null;
  const [at, id] = decodeCursor(cursor, 2) ?? [];
  if (typeof at !== 'number' || typeof id !== 'string') throw new AppError('invalid_request');
  return { at, id };
}
