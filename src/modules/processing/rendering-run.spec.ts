import { jest } from '@jest/globals';
import type { JobContext } from '../../platform/queue/index.js';
import type { BlobRecord } from '../files/index.js';
import { RenderingRun, type RenderingRuns } from './rendering-run.js';

describe('an attempt that stores what it made', () => {
  let now: number;
  let lost: boolean;
  let stored: string[];
  let looked: number;
  let run: RenderingRun;

  beforeEach(() => {
    [now, lost, stored, looked] = [1_000, false, [], 0];
    jest.spyOn(performance, 'now').mockImplementation(() => now);
    const runs = {
      database: { transaction: (work: (tx: object) => Promise<void>) => work({}) },
      store: { put: (key: string) => Promise.resolve(void stored.push(key)) },
    } as unknown as RenderingRuns;
    const context = {
      fence: () => {
        looked += 1;
        return lost ? Promise.reject(new Error('taken over')) : Promise.resolve();
      },
    } as unknown as JobContext;
    run = new RenderingRun(runs, {} as BlobRecord, { path: '', directory: '' }, context);
  });
  afterEach(() => jest.restoreAllMocks());

  const put = (name: string) => run.put(name, Buffer.from('x'), 'video/mp4');

  it('looks once, not for each piece of a film, whether it is the current one', async () => {
    for (const name of ['1.m4s', '2.m4s', '3.m4s']) {
      await put(name);
      now += 500;
    }
    expect(stored).toHaveLength(3);
    expect(looked).toBe(1);
  });

  it('stores nothing more when it has slept and another has taken over meanwhile', async () => {
    await put('1.m4s');
    now += 20_000;
    lost = true;
    await expect(put('2.m4s')).rejects.toThrow('taken over');
    expect(stored).toEqual(['/1.m4s']);
  });
});
