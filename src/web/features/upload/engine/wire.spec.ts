import { Wire } from './wire.js';

const MIB = 1024 * 1024;
const PART = 16 * MIB;
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A line that ends the oldest request whenever it is told to, `ms` later than the one before. */
function setUp() {
  let now = 0;
  const wire = new Wire(() => now);
  const flying: { name: string; end: () => void }[] = [];
  let most = 0;
  const send = (name: string, bytes: number, rank = 0, signal = new AbortController().signal) =>
    wire.run(signal, { bytes, rank }, () => {
      const flight = new Promise<void>((end) => flying.push({ name, end }));
      most = Math.max(most, flying.length);
      return flight;
    });
  const land = async (ms: number) => {
    now += ms;
    flying.shift()?.end();
    await settle();
  };
  return { send, land, names: () => flying.map((f) => f.name), most: () => most };
}

describe('The wire', () => {
  it('sends part after part on a line of 4 MB/s: no reload loses more than one', async () => {
    const { send, land, most } = setUp();
    for (let number = 1; number <= 8; number += 1) void send(`${number}`, PART);
    await settle();
    for (let number = 1; number <= 8; number += 1) await land(4_200);
    expect(most()).toBe(1);
  });

  it('sends four parts at once on a line of 100 MB/s, and never more', async () => {
    const { send, land, most } = setUp();
    for (let number = 1; number <= 12; number += 1) void send(`${number}`, PART);
    await settle();
    for (let number = 1; number <= 12; number += 1) await land(160);
    expect(most()).toBe(4);
  });

  it('lets a small file go beside a large part, and before the large parts that wait', async () => {
    const { send, land, names } = setUp();
    void send('film/1', PART, 200 * MIB);
    void send('film/2', PART, 200 * MIB);
    void send('note', MIB, MIB);
    void send('paper', 5 * MIB, 5 * MIB);
    await settle();
    expect(names()).toEqual(['film/1', 'note']);
    await land(4_200);
    await land(100);
    expect(names()).toEqual(['paper']);
  });

  it('forgets one that is stopped while it waits', async () => {
    const { send, land, names } = setUp();
    const stop = new AbortController();
    void send('1', PART);
    const stopped = send('2', PART, 0, stop.signal);
    void send('3', PART);
    stop.abort();
    await expect(stopped).rejects.toThrow();
    await land(4_200);
    expect(names()).toEqual(['3']);
  });
});
