import { isDiskFull } from './disk-full.js';

describe('a full disk', () => {
  it('is recognised wherever it is said', () => {
    const disk = Object.assign(new Error('write'), { code: 'ENOSPC' });
    expect(isDiskFull(disk)).toBe(true);
    expect(isDiskFull(new Error('could not store', { cause: new Error('upload', { cause: disk }) }))).toBe(
      true,
    );
    expect(
      isDiskFull(Object.assign(new Error('query'), { driverError: new Error('database or disk is full') })),
    ).toBe(true);
  });

  it('is not seen in other failures, nor searched for without end', () => {
    const circular = new Error('round');
    circular.cause = circular;
    expect(isDiskFull(circular)).toBe(false);
    expect(isDiskFull(Object.assign(new Error('x'), { code: 'EACCES' }))).toBe(false);
    expect(isDiskFull('ENOSPC')).toBe(false);
  });
});
