import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../kernel/errors.js';
import { toProblem } from './problem.filter.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses unsafe requests that a page of another origin makes a browser send (with SameSite cookies the second wall
 * against forged requests). Clients that are no browser send neither header and pass; and so does whoever sends to
 * `open`, a route at which the address alone gives the right and a mailbox in a browser may ask (RFC 8058).
 */
export function sameOriginOnly(publicOrigin: string, open: string) {
  return (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    const origin = request.headers.origin;
    const site = request.headers['sec-fetch-site'];
    const ownHost = origin !== undefined && hostOf(origin) === request.headers.host;
    const foreign = (origin !== undefined && origin !== publicOrigin && !ownHost) || site === 'cross-site';
    if (SAFE.has(request.method) || !foreign || request.routeOptions.url === open) return done();
    const problem = toProblem(new AppError('forbidden'), request.id);
    void reply
      .status(403)
      .header('Content-Type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(problem));
  };
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}
