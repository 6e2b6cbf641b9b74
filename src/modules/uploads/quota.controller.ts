import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { SETTINGS, type Settings } from '../../config/settings.js';
import type { quotaView } from '../../contracts/index.js';
import { CurrentActor, Permission } from '../../http/index.js';
import type { Actor } from '../../kernel/actor.js';
import { Database } from '../../platform/database/database.port.js';
import { QuotaService } from '../files/index.js';

@Controller('api/v1/quota')
@ApiTags('uploads')
@Permission('signed-in')
export class QuotaController {
  constructor(
    private readonly quota: QuotaService,
    private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** The room the person and their first school have, and how much of it is taken. */
  @Get()
  async read(@CurrentActor() actor: Actor): Promise<z.input<typeof quotaView>> {
    const schoolId = actor.memberships.find((m) => m.schoolId !== null)?.schoolId ?? null;
    const usage = await this.quota.usage(this.database.reader, actor.userId, schoolId);
    return { ...usage, maxFileBytes: this.settings.uploads.maxFileBytes };
  }
}
