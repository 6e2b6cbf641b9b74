import { existsSync } from 'node:fs';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import type { Settings } from '../config/settings.js';
import { createLogger, PinoNestLogger } from '../http/logger.js';
import { CliError } from './words.js';

/** The parts of the installation, by their class. */
export type Installation = Pick<INestApplicationContext, 'get'>;

/**
 * Runs `work` on the installation of these settings, in this process, beside a server that may be running: jobs are
 * only asked for, the search index is left alone. Brings the database up to date first.
 */
export async function withInstallation<T>(
  settings: Settings,
  work: (installation: Installation) => Promise<T>,
): Promise<T> {
  const app = await NestFactory.createApplicationContext(
    AppModule.register(settings, undefined, { role: 'command' }),
    { logger: new PinoNestLogger(createLogger('error')), abortOnError: false },
  );
  try {
    return await work({ get: ((token: never) => app.get(token, { strict: false })) as Installation['get'] });
  } finally {
    await app.close();
  }
}

/** Whether there is a database to work on; an embedded one is a file. */
export function isInstalled(settings: Settings): boolean {
  return settings.database.driver !== 'sqlite' || existsSync(settings.database.file);
}

/** @throws CliError where nothing has been installed yet */
export function requireInstalled(settings: Settings): void {
  if (isInstalled(settings)) return;
  throw new CliError({
    zh: `${settings.dataDir} 中还没有数据：请先启动联课，或用 DATA_DIR 指定数据目录。`,
    en: `There is nothing in ${settings.dataDir} yet: start Lianke first, or name its data with DATA_DIR.`,
  });
}
