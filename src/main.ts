import { collectAfterStart, keepYoungSpaceSmall } from './heap.js';

keepYoungSpaceSmall();

/** The HTTP process; it also works off jobs, all of them or those of WORK_LANES. */
try {
  const { loadSettings } = await import('./config/settings.js');
  const { startHttp } = await import('./start.js');
  await startHttp(loadSettings());
  collectAfterStart();
} catch (error) {
  const { failStart } = await import('./failed-start.js');
  failStart(error);
}
