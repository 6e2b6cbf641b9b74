import 'reflect-metadata';
import { startHttp } from './start.js';
import { loadSettings, SettingsError } from './config/settings.js';

/** The HTTP process; embedded, it also works off the jobs. */
try {
  await startHttp(loadSettings());
} catch (error) {
  // A start that fails says one sentence; the rest is in the log at LOG_LEVEL=debug.
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`Lianke cannot start: ${message}\n`);
  if (!(error instanceof SettingsError) && error instanceof Error)
    process.stderr.write(`${error.stack ?? ''}\n`);
  process.exit(1);
}
