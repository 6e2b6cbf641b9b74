import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyCookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import type { Type, DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { Settings } from '../config/settings.js';
import { MINUTE } from '../kernel/clock.js';
import { ContentOrigin } from './content-origin.js';
import { PinoNestLogger, type AppLogger } from './logger.js';
import { Metrics } from './metrics.js';
import { openApiDocument } from './openapi.js';
import { letFormsBy, takeJson } from './json-bodies.js';
import { sameOriginOnly } from './origin.hook.js';
import { answerBadAddress, refuseConnection } from './refuse-connection.js';

/** Where mailboxes end mail for their owners. */
const UNSUBSCRIBE_ROUTE = '/api/v1/mail/unsubscribe/:token';
const JSON_BODY_LIMIT = 1024 * 1024;
/** A search of 10,000 Chinese characters is an address of 90 kB: it is to be answered with a sentence, too. */
const HEADER_LIMIT = 128 * 1024;
/** No request arrives for longer: time enough for a part of a file on a slow line. */
const ARRIVES_WITHIN_MS = 15 * MINUTE;

/** Builds the HTTP application around the composition; the caller listens. */
export async function createServer(
  root: Type<unknown> | DynamicModule,
  settings: Settings,
  logger: AppLogger,
  webRoot: string | null,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: JSON_BODY_LIMIT,
    trustProxy: settings.http.trustProxy,
    genReqId: () => randomUUID(),
    http: { maxHeaderSize: HEADER_LIMIT },
    requestTimeout: ARRIVES_WITHIN_MS,
    clientErrorHandler: refuseConnection,
    frameworkErrors: answerBadAddress,
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: false },
  } as ConstructorParameters<typeof FastifyAdapter>[0]);
  const app = await NestFactory.create<NestFastifyApplication>(root as Type<unknown>, adapter, {
    logger: new PinoNestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.decorateRequest('actor', null);
  takeJson(fastify, JSON_BODY_LIMIT);
  letFormsBy(fastify, UNSUBSCRIBE_ROUTE);
  const contentOrigin = new ContentOrigin(settings.http);
  fastify.addHook('onRequest', contentOrigin.keepApart);
  fastify.addHook('onRequest', sameOriginOnly(new URL(settings.http.publicUrl).origin, UNSUBSCRIBE_ROUTE));
  const metrics = app.get(Metrics);
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unmatched';
    metrics.observe(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    logger.debug(
      {
        requestId: request.id,
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        actor: request.actor?.userId,
      },
      'request',
    );
    done();
  });
  fastify.addHook('onSend', (request, reply, payload, done) => {
    void reply.header('X-Request-Id', request.id);
    if (request.url.startsWith('/api/') && !reply.hasHeader('Cache-Control'))
      void reply.header('Cache-Control', 'private, no-store');
    contentOrigin.mark(request, reply);
    done(null, payload);
  });
  // Browsers send parts to the store and read from it by themselves, where it can be reached.
  const store = settings.storage.driver === 's3' ? [settings.storage.publicOrigin] : [];
  const shown = [...store, ...(settings.http.contentOrigin ? [settings.http.contentOrigin] : [])];
  await app.register(fastifyCookie);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'blob:', 'data:', ...shown],
        mediaSrc: ["'self'", 'blob:', ...shown],
        workerSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'", ...shown],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
    hsts: settings.http.secureCookies,
  });
  if (webRoot !== null && existsSync(join(webRoot, 'index.html'))) await serveWeb(app, webRoot);
  // Described when somebody first asks: few do, and it costs every start a tenth of its time.
  SwaggerModule.setup('api/docs', app, () => openApiDocument(app), {
    jsonDocumentUrl: 'api/openapi.json',
    customSiteTitle: 'Lianke API',
  });
  app.enableShutdownHooks();
  return app;
}

/** The built client: hashed files for ever, the page itself never cached, and every unknown page address answers the page. */
async function serveWeb(app: NestFastifyApplication, webRoot: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: webRoot,
    wildcard: false,
    index: false,
    preCompressed: true,
    setHeaders: (response, path) => {
      const forever = path.includes('/assets/');
      void response.header('Cache-Control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const fastify = app.getHttpAdapter().getInstance();
  const page = /^\/(?!api\/|content\/|health\/|metrics)(?:[^.]*)$/;
  fastify.addHook('onRequest', (request, reply, done) => {
    const path = request.url.split('?')[0]!;
    if (request.method !== 'GET' || !page.test(path)) return done();
    void reply.header('Cache-Control', 'no-cache').sendFile('index.html');
  });
}
