import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Acting } from './authority.service.js';

/** The signed-in person and the address they act from. */
export const ActingPerson = createParamDecorator((_data: unknown, context: ExecutionContext): Acting => {
  const { actor, ip } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!actor) throw new Error('ActingPerson on a route without @Permission');
  return { actor, ip };
});

/** The address and program that a request comes from. */
export function clientOf(request: FastifyRequest): { ip: string; userAgent: string } {
  return { ip: request.ip, userAgent: request.headers['user-agent'] ?? '' };
}
