import { boxBetween, isBox, placedAt, spotIn } from './box.js';

describe('A box on a page', () => {
  const frame = { left: 100, top: 50, width: 400, height: 800 };
  const at = (clientX: number, clientY: number) => spotIn(frame, { clientX, clientY });

  it('is kept in shares of the page, however large that is shown', () => {
    const small = boxBetween(at(200, 250), at(300, 450));
    expect(small).toEqual({ x: 0.25, y: 0.25, width: 0.25, height: 0.25 });
    const large = { left: 0, top: 0, width: 1600, height: 3200 };
    const drawn = (x: number, y: number) => spotIn(large, { clientX: x, clientY: y });
    expect(boxBetween(drawn(400, 800), drawn(800, 1600))).toEqual(small);
  });

  it('is the same from whichever corner it is drawn', () => {
    const corners = [at(200, 250), at(300, 450), at(300, 250), at(200, 450)] as const;
    const box = boxBetween(corners[0], corners[1]);
    expect(boxBetween(corners[1], corners[0])).toEqual(box);
    expect(boxBetween(corners[2], corners[3])).toEqual(box);
    expect(boxBetween(corners[3], corners[2])).toEqual(box);
  });

  it('ends where the page ends', () => {
    expect(boxBetween(at(-50, 0), at(300, 5000))).toEqual({ x: 0, y: 0, width: 0.5, height: 1 });
    expect(boxBetween(at(480, 840), at(9000, 9000))).toEqual({
      x: 0.95,
      y: 0.9875,
      width: 0.05,
      height: 0.0125,
    });
  });

  it('never reaches beyond it by rounding', () => {
    for (let i = 0; i < 1000; i += 1) {
      const { x, y, width, height } = boxBetween({ x: i / 997, y: i / 991 }, { x: 1.2, y: 1 - i / 1999 });
      expect(x + width).toBeLessThanOrEqual(1.0001);
      expect(y + height).toBeLessThanOrEqual(1.0001);
      expect(Math.min(x, y, width, height)).toBeGreaterThanOrEqual(0);
    }
  });

  it.each([
    [at(200, 250), at(200, 250), false],
    [at(200, 250), at(203, 300), false],
    [at(200, 250), at(300, 253), false],
    [at(200, 250), at(206, 260), true],
  ])('is none when it was only a press', (from, to, marks) => {
    expect(isBox(boxBetween(from, to))).toBe(marks);
  });

  it('is drawn in parts of its page', () => {
    expect(placedAt({ x: 0.25, y: 0.1, width: 0.5, height: 0.05 })).toEqual({
      ...{ left: '25%', top: '10%', width: '50%', height: '5%' },
    });
  });
});
