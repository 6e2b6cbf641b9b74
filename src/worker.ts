/** A process that only works off jobs, all of them or those of WORK_LANES; any number of them may run. */
try {
  const { loadSettings } = await import('./config/settings.js');
  const { startWorker } = await import('./start-worker.js');
  await startWorker(loadSettings());
} catch (error) {
  const { failStart } = await import('./failed-start.js');
  failStart(error);
}
