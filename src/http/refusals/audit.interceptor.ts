import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { catchError, Observable, throwError } from 'rxjs';
import { AppError } from '../../kernel/errors.js';
import { isId, type Id } from '../../kernel/ids.js';
import { withAuditOrigin } from '../../platform/audit/index.js';
import { Refusals } from './refusals.js';

/** What somebody is told who may not do what they asked for; everything else is about what they asked. */
const REFUSALS: ReadonlySet<string> = new Set([
  'forbidden',
  'not_found',
  'last_admin',
  'duties_conflict',
  'own_role',
  'own_rights',
  'own_work',
  'role_by_security_admin',
  'role_by_administrator',
]);

/** Lets every entry of the audit record that a request causes say where from, and notes what signed-in people are refused. */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(private readonly refusals: Refusals) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { actor, ip } = request;
    const origin = { actorId: actor?.userId ?? null, actingSchoolId: actor?.actingSchoolId ?? null, ip };
    return new Observable((subscriber) =>
      withAuditOrigin(origin, () => next.handle().subscribe(subscriber)),
    ).pipe(
      catchError((error: unknown) => {
        this.note(request, error);
        return throwError(() => error);
      }),
    );
  }

  private note(request: FastifyRequest, error: unknown): void {
    const { actor, ip, method, routeOptions } = request;
    if (!actor || !(error instanceof AppError)) return;
    if (!REFUSALS.has(error.code)) return;
    this.refusals.note({
      actorId: actor.userId,
      actingSchoolId: actor.actingSchoolId,
      ip,
      route: `${method} ${routeOptions.url ?? ''}`,
      code: error.code,
      named: idsIn(request.params),
      ids: [request.params, request.query, request.body].flatMap(idsIn),
    });
  }
}

/** Ids among the values of an object, lists included, no deeper. */
function idsIn(part: unknown): Id[] {
  if (part === null || typeof part !== 'object') return [];
  return Object.values(part)
    .flat()
    .filter((value): value is Id => typeof value === 'string' && isId(value));
}
