import 'reflect-metadata';
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Settings } from './config/settings.js';
import { HealthChecks, healthServer, Metrics } from './http/index.js';
import { createLogger, PinoNestLogger } from './http/logger.js';
import type { Clock } from './kernel/clock.js';
import { SearchEngine } from './platform/search/search.port.js';
import { tellTools } from './tell-tools.js';
import { watch } from './watch.js';
import { WorkerModule } from './worker.module.js';

/** Starts working off the jobs of `settings.work.lanes`; answers only health checks and metrics, at `settings.work.port`. */
export async function startWorker(settings: Settings, clock?: Clock): Promise<INestApplicationContext> {
  mkdirSync(settings.dataDir, { recursive: true, mode: 0o700 });
  const logger = createLogger(settings.log.level);
  const app = await NestFactory.createApplicationContext(WorkerModule.register(settings, clock), {
    logger: new PinoNestLogger(logger),
    abortOnError: false,
  });
  try {
    app.enableShutdownHooks();
    watch(app);
    const checks = app.get(HealthChecks);
    // To ask the embedded index would be to open it, and it belongs to the HTTP process.
    if (app.get(SearchEngine).reach === 'process') checks.remove('search');
    const server = healthServer(checks, app.get(Metrics), settings.http);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(settings.work.port, settings.http.host, resolve);
    });
    server.unref();
    const { port } = server.address() as AddressInfo;
    logger.info({ lanes: settings.work.lanes, healthPort: port }, 'Lianke worker is ready');
    tellTools(app, logger);
  } catch (error) {
    await app.close();
    throw error;
  }
  return app;
}
