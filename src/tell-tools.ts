import type { INestApplicationContext } from '@nestjs/common';
import type { AppLogger } from './http/logger.js';
import { SECOND } from './kernel/clock.js';
import { MediaTools, ToolRunner } from './platform/media/index.js';

/** Trying the programs out takes a moment of the processor, which the first requests are to have for themselves. */
const AFTER_MS = 3 * SECOND;

/**
 * Writes into the log, soon after the start, which programs work on files here, how far they are kept apart from the
 * rest, and in one sentence each what is missing and what that costs. `lianke doctor` says the same at any time.
 */
export function tellTools(app: INestApplicationContext, logger: AppLogger): void {
  const timer = setTimeout(() => {
    report(app).then(
      (found) => logger.info(found, 'Tools that work on files'),
      (error: unknown) => logger.warn({ err: error }, 'The tools that work on files could not be examined'),
    );
  }, AFTER_MS);
  timer.unref();
}

async function report(app: INestApplicationContext) {
  const [tools, isolation] = await Promise.all([
    app.get(MediaTools, { strict: false }).describe(),
    app.get(ToolRunner, { strict: false }).describe(),
  ]);
  const found = tools.filter(({ version }) => version !== null);
  return {
    tools: Object.fromEntries(found.map(({ name, version, source }) => [name, `${version} (${source})`])),
    isolation: isolation.level,
    missing: [...tools.flatMap(({ costs }) => costs), ...isolation.missing].map(({ en }) => en),
  };
}
