/** How far an adapter reaches: whether what it holds may be shared by one process, by those of one machine, or by all. */
export type Reach = 'process' | 'host' | 'cluster';

/**
 * How an installation is spread. one-process: everything in the HTTP process. one-host: one HTTP process and any number
 * of workers on the same machine. cluster: any number of each, anywhere.
 */
export const DEPLOYMENTS = ['one-process', 'one-host', 'cluster'] as const;
export type Deployment = (typeof DEPLOYMENTS)[number];

const ORDER: readonly Reach[] = ['process', 'host', 'cluster'];

export function reachesAsFar(reach: Reach, wanted: Reach): boolean {
  return ORDER.indexOf(reach) >= ORDER.indexOf(wanted);
}
