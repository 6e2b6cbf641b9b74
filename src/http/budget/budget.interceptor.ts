import {
  Injectable,
  SetMetadata,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { guardFirstUnit } from '../../platform/database/first-unit.js';
import { RequestBudget } from './request-budget.js';

const SPENDS = 'lianke:spends';

/** A route that makes something in its first unit of work, of which one person makes so many and no more. */
export const Spends = () => SetMetadata(SPENDS, true);

/** Counts what routes marked with {@link Spends} make, by person. */
@Injectable()
export class BudgetInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly budget: RequestBudget,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { actor } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!actor || !this.reflector.get<boolean | undefined>(SPENDS, context.getHandler()))
      return next.handle();
    const run = () => lastValueFrom(next.handle());
    return from(
      guardFirstUnit(async (tx, work) => {
        await this.budget.spend(tx, 'create', actor.userId);
        return work(tx);
      }, run),
    );
  }
}
