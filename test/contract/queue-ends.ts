import { OutboxJobEntity } from '../../src/platform/queue/outbox-job.entity.js';
import { eventually } from '../support/eventually.js';
import { workshop, type Workshop } from '../support/workshop.js';
import type { OpenedQueue } from './queue-contract.js';
import { delicate, ENDS } from './queue-ends-job.js';

/** Ends of processes are counted apart from failures of the work, over the outbox and a queue together. */
export function endsContract(name: string, open: () => Promise<OpenedQueue>): void {
  describe(`the outbox before ${name}, whose processes are killed in the middle of a job`, () => {
    let opened: OpenedQueue;
    let shop: Workshop;
    let runs: number;
    let told: string[];

    beforeEach(async () => {
      opened = await open();
      const { database, leaseMs, queue } = opened;
      shop = workshop(database, { queue, leaseMs, pollMs: 50, graceMs: 300, processEnds: ENDS });
      [runs, told] = [0, []];
      shop.registry.handle(delicate, () => Promise.resolve(void (runs += 1)), {
        onDead: (_tx, _payload, { message }) => Promise.resolve(void told.push(message)),
      });
      await database.transaction((tx) => shop.outbox.add(tx, delicate, {}));
    });
    afterEach(async () => {
      await shop.stop(0);
      await shop.queue.close();
      await opened.close();
    });

    const kill = async (times: number): Promise<void> => {
      for (let i = 0; i < times; i += 1) {
        const victim = opened.workElsewhere();
        await victim.said('in the job');
        await victim.kill();
      }
    };
    const row = () => opened.database.reader.manager.findOneByOrFail(OutboxJobEntity, {});

    it('does a job that may not fail even once, when processes have ended under it', async () => {
      await kill(ENDS - 1);
      await shop.start();
      await eventually('done', async () => (await row()).state === 'done', 15_000);
      expect([runs, told]).toEqual([1, []]);
    });

    it('gives a job up that too many processes have ended under, and says so', async () => {
      await kill(ENDS);
      await shop.start();
      await eventually('dead', async () => (await row()).state === 'dead', 15_000);
      expect([runs, told]).toEqual([0, [`The process ended in each of ${ENDS} attempts.`]]);
    });
  });
}
