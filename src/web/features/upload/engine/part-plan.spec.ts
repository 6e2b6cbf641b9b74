import fc from 'fast-check';
import { backOff } from './back-off.js';
import { heldBytes, missingParts, partRange } from './part-plan.js';
import { SpeedMeter } from './speed-meter.js';
import type { RemoteUploadDetail } from './types.js';

const upload = (
  size: number,
  partSize: number,
  parts: { number: number; size: number }[],
): RemoteUploadDetail => ({
  id: 'u',
  fileName: 'f',
  size,
  lastModified: null,
  partSize,
  partCount: Math.ceil(size / partSize),
  state: 'uploading',
  failure: null,
  fileId: null,
  parts,
});

describe('The plan of parts', () => {
  it('covers every byte of a file exactly once, whatever its size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 700 }), (size, partSize) => {
        const parts = missingParts(upload(size, partSize, []));
        expect(parts[0]?.start).toBe(0);
        expect(parts.at(-1)?.end).toBe(size);
        parts.slice(1).forEach((part, i) => expect(part.start).toBe(parts[i]?.end));
      }),
    );
  });

  it('leaves out just the parts that the server holds whole', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 900 }), fc.func(fc.boolean()), (size, holds) => {
        const all = missingParts(upload(size, 50, []));
        const held = all
          .filter((p) => holds(p.number))
          .map((p) => ({ number: p.number, size: p.end - p.start }));
        const plan = upload(size, 50, held);
        const missing = missingParts(plan);
        expect(missing.map((p) => p.number)).toEqual(
          all.filter((p) => !holds(p.number)).map((p) => p.number),
        );
        expect(heldBytes(plan, missing)).toBe(held.reduce((sum, p) => sum + p.size, 0));
      }),
    );
  });

  it('sends a part again that the server holds in another size', () => {
    expect(
      missingParts(
        upload(25, 10, [
          { number: 3, size: 10 },
          { number: 1, size: 10 },
        ]),
      ).map((p) => p.number),
    ).toEqual([2, 3]);
    expect(partRange(25, 10, 3)).toEqual({ number: 3, start: 20, end: 25 });
  });
});

describe('Waiting between tries', () => {
  it('doubles up to half a minute and never takes off more than a quarter', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempt, random) => {
        const wait = backOff(attempt, random);
        const full = Math.min(30_000, 500 * 2 ** attempt);
        expect(wait).toBeLessThanOrEqual(full);
        expect(wait).toBeGreaterThanOrEqual(Math.floor(full * 0.75));
      }),
    );
  });
});

describe('The speed shown', () => {
  it('is that of the last seconds, and nothing once nothing moves', () => {
    const meter = new SpeedMeter();
    for (let second = 0; second <= 4; second += 1) meter.note(second * 1000, 1000);
    expect(meter.rate(4000)).toBe(1250);
    expect(meter.rate(60_000)).toBe(0);
  });
});
