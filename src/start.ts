import 'reflect-metadata';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import type { Settings } from './config/settings.js';
import { createLogger } from './http/logger.js';
import { createServer } from './http/server.js';
import type { Clock } from './kernel/clock.js';
import { SetupService } from './modules/organization/index.js';
import { tellTools } from './tell-tools.js';
import { watch } from './watch.js';

const WEB_ROOT = fileURLToPath(new URL('./web', import.meta.url));

/** Starts everything that `settings` ask for in this process and listens; `beforeListening` comes before any request. */
export async function startHttp(
  settings: Settings,
  clock?: Clock,
  beforeListening?: (app: NestFastifyApplication) => Promise<void>,
): Promise<NestFastifyApplication> {
  mkdirSync(settings.dataDir, { recursive: true, mode: 0o700 });
  const logger = createLogger(settings.log.level);
  const app = await createServer(AppModule.register(settings, clock), settings, logger, WEB_ROOT);
  try {
    watch(app);
    if (beforeListening) await beforeListening(await app.init());
    await app.listen(settings.http.port, settings.http.host);
    await announceSetup(app, settings);
  } catch (error) {
    await app.close();
    throw error;
  }
  logger.info({ url: settings.http.publicUrl, dataDir: settings.dataDir }, 'Lianke is ready');
  tellTools(app, logger);
  return app;
}

/** An empty installation prints the one-time code that opens its first-run page; the code stands nowhere else. */
async function announceSetup(app: NestFastifyApplication, settings: Settings): Promise<void> {
  const code = await app.get(SetupService, { strict: false }).codeAtStart();
  if (code === null) return;
  process.stdout.write(
    `\n  Lianke 联课 is empty. Open ${settings.http.publicUrl}/setup and enter this code once:\n` +
      `  第一次使用：打开 ${settings.http.publicUrl}/setup，输入一次性代码：\n\n      ${code}\n\n`,
  );
}
