import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode, Problem } from '../contracts/index.js';
import { isDiskFull } from '../kernel/disk-full.js';
import { AppError, ServiceAway } from '../kernel/errors.js';
import { ValidationFailed } from './validation.pipe.js';

/** seconds after which a service that was away may be tried again */
const RETRY_AFTER = 10;

/** Makes RFC 9457 problem details of everything thrown; what is not a refusal of ours is logged and says only `internal`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = toProblem(error, request.id);
    if (problem.status >= 500)
      this.logger.error({ err: error, requestId: request.id, url: loggable(request.url) });
    if (reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    const retryAfter = problem.params?.['retryAfterSeconds'];
    if (retryAfter !== undefined) void reply.header('Retry-After', String(retryAfter));
    void reply
      .status(problem.status)
      .header('Cache-Control', 'no-store')
      .header('Content-Type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(problem));
  }
}

/** An address without its query, without the token of a share link, which is a key, and without a signature. */
export function loggable(url: string): string {
  return url
    .split('?')[0]!
    .replace(/\/(links|s)\/[A-Za-z0-9_%-]{43,}/g, '/$1/***')
    .replace(/^(\/content\/[^/]*\/[^/]*\/files\/[^/]*)\/[^/]+/, '$1/***');
}

/** The problem details of anything thrown. */
export function toProblem(error: unknown, requestId: string): Problem {
  const make = (code: ErrorCode, status: number, rest: Partial<Problem> = {}): Problem => ({
    type: `urn:lianke:problem:${code}`,
    title: code,
    status,
    code,
    requestId,
    ...rest,
  });
  if (error instanceof ValidationFailed) return make('invalid_request', 400, { issues: error.issues });
  if (error instanceof ServiceAway)
    return make(error.code, 503, { params: { retryAfterSeconds: RETRY_AFTER } });
  if (error instanceof AppError) return make(error.code, error.status, { params: error.params });
  const status = error instanceof HttpException ? error.getStatus() : httpStatusOf(error);
  if (status === 404) return make('not_found', 404);
  if (status === 413) return make('too_large', 413);
  if (status === 429) return make('too_many_requests', 429);
  if (status >= 400 && status < 500) return make('invalid_request', 400);
  if (isDiskFull(error)) return make('disk_full', 503, { params: { retryAfterSeconds: RETRY_AFTER } });
  return make('internal', 500);
}

/** Fastify's own refusals (body too large, malformed JSON …) carry `statusCode`. */
function httpStatusOf(error: unknown): number {
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : 500;
}
