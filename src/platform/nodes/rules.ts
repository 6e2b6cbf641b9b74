import { StartRefused } from '../../kernel/errors.js';
import { LANES, type Lane } from '../../kernel/lanes.js';
import { reachesAsFar, type Deployment, type Reach } from '../../kernel/reach.js';
import type { ProcessNode } from './nodes.repository.js';
import type { NodeRole } from './process-node.entity.js';

/** What one process is to be, as its settings say. */
export interface Plan {
  role: NodeRole;
  deployment: Deployment;
  lanes: readonly Lane[];
}

/** A port's adapter as its setting names it, `STORAGE_DRIVER=disk`, and how far it reaches. */
export interface ChosenDriver {
  setting: string;
  reach: Reach;
}

export interface ChosenDrivers {
  /** database, storage, queue, live news: every process uses them */
  shared: readonly ChosenDriver[];
  /** used by HTTP processes, and by those that work the lanes of {@link INDEXING} */
  search: ChosenDriver;
}

const WANTED: Record<Deployment, Reach> = {
  'one-process': 'process',
  'one-host': 'host',
  cluster: 'cluster',
};
const INDEXING: readonly Lane[] = ['index', 'bulk'];

/** Throws {@link StartRefused} when what the settings choose does not reach as far as they say it must, or leaves jobs to nobody. */
export function requirePlan({ role, deployment, lanes }: Plan, { shared, search }: ChosenDrivers): void {
  if (deployment === 'one-process' && role === 'worker')
    throw new StartRefused({
      zh: '单独的工作进程需要 NODES=one-host 或 NODES=cluster，且所有进程一致。',
      en: 'A worker of its own needs NODES=one-host or NODES=cluster, the same for all processes.',
    });
  if (deployment === 'one-process' && lanes.length < LANES.length)
    throw new StartRefused({
      zh: 'NODES=one-process 时没有别的进程来处理任务：WORK_LANES 只能是 all。',
      en: 'With NODES=one-process nobody else works off jobs: WORK_LANES can only be all.',
    });
  const wanted = WANTED[deployment];
  for (const driver of shared) requireReach(driver, wanted, deployment);
  if (deployment !== 'one-host') return requireReach(search, wanted, deployment);
  if (search.reach === 'process') requireOneIndexer(role, lanes, search.setting);
}

/** On one host the HTTP process keeps the index, and the others never ask for it. */
function requireOneIndexer(role: NodeRole, lanes: readonly Lane[], setting: string): void {
  if (role === 'worker' && INDEXING.some((lane) => lanes.includes(lane)))
    throw new StartRefused({
      zh: `${setting} 的索引由 HTTP 进程独自维护：请从这个工作进程的 WORK_LANES 中去掉 ${INDEXING.join('、')}。`,
      en: `${setting}: the HTTP process alone keeps the index; take ${INDEXING.join(' and ')} out of this worker's WORK_LANES.`,
    });
  if (role === 'http' && !INDEXING.every((lane) => lanes.includes(lane)))
    throw new StartRefused({
      zh: `${setting} 的索引由 HTTP 进程独自维护：它的 WORK_LANES 必须包含 ${INDEXING.join('、')}。`,
      en: `${setting}: the HTTP process alone keeps the index; its WORK_LANES must contain ${INDEXING.join(' and ')}.`,
    });
}

function requireReach({ setting, reach }: ChosenDriver, wanted: Reach, deployment: Deployment): void {
  if (reachesAsFar(reach, wanted)) return;
  const only = reach === 'process' ? ['一个进程', 'one process'] : ['一台机器', 'one machine'];
  throw new StartRefused({
    zh: `${setting} 只能供${only[0]}使用，与 NODES=${deployment} 不符：请换用别的驱动。`,
    en: `${setting} serves ${only[1]} only, which is less than NODES=${deployment}: choose another driver.`,
  });
}

/** Throws {@link StartRefused} when `me` may not run beside the others that live. */
export function requireCompany(me: ProcessNode, others: readonly ProcessNode[]): void {
  const [other] = others;
  if (!other) return;
  if (me.deployment === 'one-process')
    throw new StartRefused({
      zh: `${told(other).zh}正在使用同一个数据库：多个进程需要 NODES=one-host 或 NODES=cluster，且所有进程一致。`,
      en: `${told(other).en} uses this database already: several processes need NODES=one-host or NODES=cluster, the same for all.`,
    });
  const different = others.find((one) => one.deployment !== me.deployment);
  if (different)
    throw new StartRefused({
      zh: `${told(different).zh}以 NODES=${different.deployment} 运行，而这里是 NODES=${me.deployment}：所有进程必须一致。`,
      en: `${told(different).en} runs with NODES=${different.deployment}, and this one would with NODES=${me.deployment}: they must be the same.`,
    });
  if (me.deployment === 'cluster') return;
  const elsewhere = others.find((one) => one.machine !== me.machine);
  if (elsewhere)
    throw new StartRefused({
      zh: `${told(elsewhere).zh}在另一台机器上：这需要 NODES=cluster。`,
      en: `${told(elsewhere).en} is on another machine: that needs NODES=cluster.`,
    });
  const second = me.role === 'http' && others.find((one) => one.role === 'http');
  if (second)
    throw new StartRefused({
      zh: `${told(second).zh}已经在运行，NODES=one-host 只允许一个 HTTP 进程：更多的需要 NODES=cluster。`,
      en: `${told(second).en} runs already, and NODES=one-host has one HTTP process: more need NODES=cluster.`,
    });
}

function told({ role, hostName, pid }: ProcessNode): { zh: string; en: string } {
  return role === 'http'
    ? { zh: `HTTP 进程（${hostName}，pid ${pid}）`, en: `An HTTP process (${hostName}, pid ${pid})` }
    : { zh: `工作进程（${hostName}，pid ${pid}）`, en: `A worker (${hostName}, pid ${pid})` };
}
