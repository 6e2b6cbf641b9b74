import type { RunningApp } from './app.js';

/** How many jobs of a started program are not done yet, by its own metrics. */
export async function openJobs({ url }: Pick<RunningApp, 'url'>): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^lianke_jobs\{state="open"\} (\d+)$/m.exec(metrics)![1]);
}
