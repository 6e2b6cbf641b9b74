import { LANES, type Lane } from '../../kernel/lanes.js';
import type { Deployment, Reach } from '../../kernel/reach.js';
import type { ProcessNode } from './nodes.repository.js';
import type { NodeRole } from './process-node.entity.js';
import { requireCompany, requirePlan } from './rules.js';

const drivers = (shared: Reach, search: Reach = shared) => ({
  shared: [{ setting: 'STORAGE_DRIVER=disk', reach: shared }],
  search: { setting: 'SEARCH_DRIVER=fts', reach: search },
});
const plan = (role: NodeRole, deployment: Deployment, lanes: readonly Lane[] = LANES) => ({
  role,
  deployment,
  lanes,
});
const node = (role: NodeRole, deployment: Deployment, more: Partial<ProcessNode> = {}): ProcessNode => ({
  id: 'a',
  role,
  deployment,
  machine: 'm1',
  pidSpace: 'm1',
  pid: 7,
  hostName: 'host',
  startedAt: 0,
  seenAt: 0,
  ...more,
});

describe('what a process may be', () => {
  it('is everything at once, on any driver, without a setting', () => {
    expect(() => requirePlan(plan('http', 'one-process'), drivers('process'))).not.toThrow();
  });

  it('is refused where a driver reaches less far than the settings say', () => {
    expect(() => requirePlan(plan('http', 'cluster'), drivers('host'))).toThrow(
      /^STORAGE_DRIVER=disk serves one machine only, which is less than NODES=cluster/,
    );
    expect(() => requirePlan(plan('http', 'one-host'), drivers('process', 'host'))).toThrow(
      /STORAGE_DRIVER=disk serves one process only/,
    );
    expect(() => requirePlan(plan('http', 'cluster'), drivers('cluster', 'process'))).toThrow(
      /SEARCH_DRIVER=fts serves one process only/,
    );
    expect(() => requirePlan(plan('worker', 'cluster', ['video']), drivers('cluster'))).not.toThrow();
  });

  it('is no worker, and leaves no job to others, where there are no others', () => {
    expect(() => requirePlan(plan('worker', 'one-process'), drivers('cluster'))).toThrow(/NODES=one-host/);
    expect(() => requirePlan(plan('http', 'one-process', []), drivers('cluster'))).toThrow(/WORK_LANES/);
  });

  it('on one host leaves an index that serves one process to the HTTP process', () => {
    const embedded = drivers('host', 'process');
    expect(() => requirePlan(plan('http', 'one-host', ['index', 'bulk']), embedded)).not.toThrow();
    expect(() =>
      requirePlan(plan('worker', 'one-host', ['quick', 'document', 'video']), embedded),
    ).not.toThrow();
    expect(() => requirePlan(plan('worker', 'one-host', ['index']), embedded)).toThrow(/HTTP process alone/);
    expect(() => requirePlan(plan('http', 'one-host', ['quick', 'index']), embedded)).toThrow(/must contain/);
    expect(() => requirePlan(plan('http', 'one-host', []), drivers('host'))).not.toThrow();
  });
});

describe('whom a process may run beside', () => {
  const company =
    (me: ProcessNode, ...others: ProcessNode[]) =>
    () =>
      requireCompany(me, others);

  it('nobody, where the settings say one process', () => {
    const alone = node('http', 'one-process');
    expect(company(alone)).not.toThrow();
    expect(company(alone, node('http', 'one-process'))).toThrow(/^An HTTP process \(host, pid 7\) uses this/);
  });

  it('those that were started with the same NODES', () => {
    expect(company(node('worker', 'cluster'), node('http', 'one-process'))).toThrow(/NODES=one-process/);
    expect(company(node('worker', 'cluster'), node('http', 'cluster', { machine: 'm2' }))).not.toThrow();
    expect(company(node('http', 'cluster'), node('http', 'cluster'))).not.toThrow();
  });

  it('workers and one HTTP process of the same machine, where the settings say one host', () => {
    const http = node('http', 'one-host');
    const worker = node('worker', 'one-host');
    expect(company(http, worker, worker)).not.toThrow();
    expect(company(worker, worker, http)).not.toThrow();
    expect(company(http, worker, node('http', 'one-host'))).toThrow(/one HTTP process/);
    expect(company(worker, node('http', 'one-host', { machine: 'm2' }))).toThrow(/another machine/);
  });
});
