import fc from 'fast-check';
import { assertComplete, planParts, sizeOfPart } from './part-plan.js';

const MIB = 1024 * 1024;
const parts = (...sizes: number[]) => sizes.map((size, i) => ({ number: i + 1, size, etag: String(i) }));

describe('the plan of parts', () => {
  it('covers the file exactly, in at most 10,000 parts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 44 }), fc.integer({ min: 5, max: 64 }), (size, mib) => {
        const plan = planParts(size, mib * MIB);
        expect(plan.partCount).toBeLessThanOrEqual(10_000);
        const last = sizeOfPart(plan.partCount, size, plan);
        expect(last).toBeGreaterThan(0);
        expect(last).toBeLessThanOrEqual(plan.partSize);
        expect((plan.partCount - 1) * plan.partSize + last).toBe(size);
      }),
    );
  });

  it('says which part is missing, too small, or too much', () => {
    const plan = { partSize: 10, partCount: 3 };
    const refusal = (held: ReturnType<typeof parts>) => {
      try {
        assertComplete(held, 25, plan);
        return null;
      } catch (error) {
        return error;
      }
    };
    expect(refusal(parts(10, 10, 5))).toBeNull();
    expect(refusal(parts(10))).toMatchObject({
      code: 'upload_incomplete',
      params: { missing: 2, number: 2 },
    });
    expect(refusal(parts(10, 9, 5))).toMatchObject({
      code: 'part_size_wrong',
      params: { number: 2, size: 9, expected: 10 },
    });
    expect(refusal(parts(10, 10, 10))).toMatchObject({ code: 'part_size_wrong', params: { number: 3 } });
    expect(refusal(parts(10, 10, 5, 5))).toMatchObject({ code: 'size_mismatch' });
  });
});
