import {
  applyDecorators,
  Injectable,
  SetMetadata,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { AppError } from '../../kernel/errors.js';
import { Spends } from '../budget/index.js';
import { Idempotency } from './idempotency.js';

const CREATES = 'lianke:creates';
const KEY_PATTERN = /^[\x21-\x7e]{1,200}$/;

/**
 * A route that creates something in its first unit of work, and whose result (ids, a small record) can be kept as
 * JSON: with an Idempotency-Key it does so once.
 */
export const Creates = () => applyDecorators(SetMetadata(CREATES, true), Spends());

/** Carries routes marked with `@Creates()` out once per person and Idempotency-Key. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly idempotency: Idempotency,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { headers, actor, method, url, body } = context.switchToHttp().getRequest<FastifyRequest>();
    const key = headers['idempotency-key'];
    const creates = this.reflector.get<boolean | undefined>(CREATES, context.getHandler());
    if (!creates || key === undefined || !actor) return next.handle();
    if (typeof key !== 'string' || !KEY_PATTERN.test(key))
      throw new AppError('invalid_request', { field: 'Idempotency-Key' });
    const request = { userId: actor.userId, key, method, url, body };
    return from(this.idempotency.once(request, () => lastValueFrom(next.handle())));
  }
}
