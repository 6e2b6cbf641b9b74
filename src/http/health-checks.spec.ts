import { HealthChecks } from './health-checks.js';

describe('health checks', () => {
  it('are ready when all is well', async () => {
    const checks = new HealthChecks();
    checks.add('database', () => Promise.resolve(1));
    expect(await checks.run()).toEqual({ ready: true, checks: { database: 'ok' } });
  });

  it('are not ready without something vital, and tell no reason', async () => {
    const checks = new HealthChecks();
    checks.add('database', () => Promise.reject(new Error('password of root is wrong')));
    checks.add('storage', () => Promise.resolve());
    expect(await checks.run()).toEqual({ ready: false, checks: { database: 'failed', storage: 'ok' } });
  });

  it('are ready without what the process can do without for a while, and say that it is away', async () => {
    const checks = new HealthChecks();
    checks.add('search', () => Promise.reject(new Error('away')), { vital: false });
    expect(await checks.run()).toEqual({ ready: true, checks: { search: 'failed' } });
  });

  it('do not wait for ever', async () => {
    const checks = new HealthChecks(20);
    checks.add('storage', () => new Promise(() => undefined));
    expect(await checks.run()).toEqual({ ready: false, checks: { storage: 'failed' } });
  });
});
