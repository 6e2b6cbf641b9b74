import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '../config/settings.js';
import { AppError } from '../kernel/errors.js';
import { toProblem } from './problem.filter.js';

/** Where everything lies that the content origin serves; elsewhere it is not to be had. */
const CONTENT = '/content/';

/**
 * Keeps two origins of one program apart. The content origin serves bytes of files under signed addresses and nothing
 * else, takes no notice of cookies, and lets scripts of our own pages alone read what it says; the other origin has
 * none of these addresses.
 */
export class ContentOrigin {
  private readonly host: string | null;
  private readonly pages: string;

  constructor({ contentOrigin, publicUrl }: Pick<Settings['http'], 'contentOrigin' | 'publicUrl'>) {
    this.host = contentOrigin === null ? null : new URL(contentOrigin).host;
    this.pages = new URL(publicUrl).origin;
  }

  /** For `onRequest`, before everything else. */
  readonly keepApart = (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    const here = this.isHere(request);
    // The route, not the address: that can be written in many ways.
    const content = request.routeOptions.url?.startsWith(CONTENT) ?? false;
    if (here === content) {
      if (here) delete request.headers.cookie;
      return done();
    }
    if (here && request.method === 'OPTIONS' && request.headers.origin === this.pages) {
      void reply.status(204).headers(PREFLIGHT).send();
      return;
    }
    const problem = toProblem(new AppError('not_found'), request.id);
    void reply
      .status(404)
      .header('Content-Type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(problem));
  };

  /** For `onSend`, after everything else. */
  readonly mark = (request: FastifyRequest, reply: FastifyReply): void => {
    if (!this.isHere(request)) return;
    void reply.headers(POLICY);
    if (request.headers.origin === this.pages)
      void reply.headers({
        'Access-Control-Allow-Origin': this.pages,
        'Access-Control-Expose-Headers': 'Accept-Ranges, Content-Length, Content-Range, ETag',
      });
  };

  private isHere(request: FastifyRequest): boolean {
    return this.host !== null && request.host.toLowerCase() === this.host;
  }
}

/** Ranges and conditions are all that a player sends of its own. */
const PREFLIGHT = {
  'Access-Control-Allow-Methods': 'GET, HEAD',
  'Access-Control-Allow-Headers': 'Range, If-Range, If-None-Match',
  'Access-Control-Max-Age': '600',
};
const POLICY = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'X-Content-Type-Options': 'nosniff',
  Vary: 'Origin',
};
