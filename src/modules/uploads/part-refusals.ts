import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { catchError, from, switchMap, throwError, type Observable } from 'rxjs';
import { Clock, MINUTE } from '../../kernel/clock.js';
import { AppError } from '../../kernel/errors.js';
import { AuditLog } from '../../platform/audit/index.js';
import { Database } from '../../platform/database/database.port.js';
import { UploadsRepository } from './uploads.repository.js';

/** Uploads looked up in a minute: more bad addresses than this are the work of a machine that has been noted already. */
const LOOKUPS = 60;
const UNKNOWN = 'unknown';

/**
 * Notes in the audit record that a part came to an address that was changed, has expired, or belongs to no upload. At
 * most one row per upload and minute, and one for all addresses of no upload together: the route is open to everybody,
 * and nobody is to fill the disk through it.
 */
@Injectable()
export class PartRefusals implements NestInterceptor {
  private minute = 0;
  private lookups = 0;
  private readonly seen = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly repository: UploadsRepository,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      catchError((error: unknown) => {
        const refused =
          error instanceof AppError && (error.code === 'signature_invalid' || error.code === 'not_found');
        if (!refused) return throwError(() => error);
        const { params, ip } = context.switchToHttp().getRequest<FastifyRequest>();
        const { uploadId, part } = params as { uploadId: string; part: string };
        return from(this.note(uploadId, Number(part), error.code, ip)).pipe(
          switchMap(() => throwError(() => error)),
        );
      }),
    );
  }

  private async note(storeUploadId: string, part: number, code: string, ip: string): Promise<void> {
    this.turnMinute();
    if (this.seen.has(storeUploadId) || this.lookups >= LOOKUPS) return;
    this.lookups += 1;
    // Before anything is waited for: of many at once only the first goes on.
    this.seen.add(storeUploadId);
    const upload = await this.repository.openInStore(this.database.reader, storeUploadId);
    if (!upload && this.seen.has(UNKNOWN)) return;
    if (!upload) this.seen.add(UNKNOWN);
    await this.database.transaction((tx) =>
      this.audit.record(tx, {
        actorId: null,
        schoolId: upload?.schoolId ?? null,
        action: 'uploads.part',
        objectType: 'upload',
        objectId: upload?.id ?? null,
        result: 'denied',
        ip,
        detail: { part, code },
      }),
    );
  }

  private turnMinute(): void {
    const minute = Math.floor(this.clock.now() / MINUTE);
    if (minute === this.minute) return;
    this.minute = minute;
    this.lookups = 0;
    this.seen.clear();
  }
}
