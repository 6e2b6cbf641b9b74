import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { AppError } from '../kernel/errors.js';
import { Authenticator } from './actor.js';
import { PERMISSION, type Permission } from './permission.decorator.js';

/** Denies by default: a route without a permission is a fault, a route with one needs a valid session. */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const permission = this.reflector.getAllAndOverride<Permission | undefined>(PERMISSION, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!permission)
      throw new Error(`Route without a permission: ${context.getClass().name}.${context.getHandler().name}`);
    if (permission === 'public') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    request.actor = await this.authenticator.authenticate(request);
    if (!request.actor) throw new AppError('unauthenticated');
    return true;
  }
}
