import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { AuditLog } from '../../../platform/audit/index.js';
import { Database } from '../../../platform/database/database.port.js';
import { NoticeBoard } from '../../../platform/notices/index.js';
import { AddresseeNames } from '../audience/addressee-names.js';
import { AudienceRules } from '../audience/audience-rules.js';

/** What giving rights by name asks, whatever they are rights to. */
@Injectable()
export class GrantNeeds {
  constructor(
    readonly database: Database,
    readonly names: AddresseeNames,
    readonly rules: AudienceRules,
    readonly audit: AuditLog,
    readonly notices: NoticeBoard,
    readonly clock: Clock,
  ) {}
}
