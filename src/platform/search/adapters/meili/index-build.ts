import { setTimeout as sleep } from 'node:timers/promises';
import type { EnqueuedTask, Meilisearch } from 'meilisearch';
import type { SearchDocument } from '../../search.port.js';
import type { IndexNames } from './index-names.js';
import { done, MeiliError } from './meili-client.js';
import { toDocument, type MeiliDocument } from './meili-document.js';
import { batches, MeiliIndex, type Present } from './meili-index.js';

/** Parts that wait at the server while the next are prepared: it takes what waits together, which costs it less. */
const IN_FLIGHT = 16;
const COPIED_AT_ONCE = 200;
/** Each part waits behind those sent before it. */
const FILL_PATIENCE_MS = 30 * 60_000;
/** A swap waits behind all that the server was asked before. */
const SWAP_PATIENCE_MS = 30 * 60_000;
const SWAP_LOOK_MS = 100;

/**
 * Fills an index beside the one in use and lets them change places. Whoever applies a change meanwhile, in whichever
 * process, finds the new index there and writes to both; a change applied before it was there had been committed before
 * the documents began to be read. What an older document of the stream overwrote is taken over from the old index, once
 * before they change places and once after it.
 */
export class IndexBuild {
  private waiting: MeiliDocument[] = [];
  private readonly sent: Promise<EnqueuedTask>[] = [];

  private constructor(
    private readonly client: Meilisearch,
    private readonly names: IndexNames,
    private readonly next: MeiliIndex,
  ) {}

  static async start(client: Meilisearch, names: IndexNames): Promise<IndexBuild> {
    const next = new MeiliIndex(client, names.next);
    await next.drop();
    await next.prepare();
    return new IndexBuild(client, names, next);
  }

  async add(documents: readonly SearchDocument[]): Promise<void> {
    for (const document of documents) this.waiting.push(toDocument(document));
    const parts = [...batches(this.waiting)];
    this.waiting = parts.pop() ?? [];
    for (const part of parts) await this.send(part);
  }

  /** @returns how many documents it holds */
  async finish(): Promise<number> {
    await this.send(this.waiting);
    this.waiting = [];
    await this.settle(0);
    const old = new MeiliIndex(this.client, this.names.inUse);
    await takeOver(old, this.next);
    const fillings = (await old.fillings()) + 1;
    await this.next.markFilled(fillings);
    await this.swap(old, fillings);
    // under each name there is the other index now
    await takeOver(this.next, old);
    await this.next.drop();
    return old.count();
  }

  async abandon(): Promise<void> {
    this.waiting = [];
    // the server works them off before it drops the index
    await Promise.allSettled(this.sent);
    await this.next.drop();
  }

  private async swap(inUse: MeiliIndex, fillings: number): Promise<void> {
    const swapping = this.client.swapIndexes([
      { indexes: [this.names.inUse, this.names.next], rename: false },
    ]);
    try {
      await done(this.client, swapping);
    } catch (error) {
      // a key for some indexes only may swap them, and is not told of the task, which belongs to none
      if (!(error instanceof MeiliError) || error.code !== 'hidden') throw error;
      const until = performance.now() + SWAP_PATIENCE_MS;
      while ((await inUse.fillings()) !== fillings) {
        if (performance.now() > until) throw new MeiliError('failed', 'Meilisearch did not swap the indexes');
        await sleep(SWAP_LOOK_MS);
      }
    }
  }

  private async send(documents: MeiliDocument[]): Promise<void> {
    if (documents.length === 0) return;
    await this.settle(IN_FLIGHT - 1);
    const task = this.next.send(documents);
    // whoever settles it hears of its failure
    task.catch(() => undefined);
    this.sent.push(task);
  }

  private async settle(left: number): Promise<void> {
    while (this.sent.length > left) {
      await done(this.client, this.sent.shift()!, FILL_PATIENCE_MS);
    }
  }
}

/** Copies what `from` has in a newer revision than `to`, and what it knows to be removed. */
async function takeOver(from: MeiliIndex, to: MeiliIndex): Promise<void> {
  for await (const page of from.everything()) {
    const there = await to.present(page.map(({ id }) => id));
    const newer = page.filter((each) => isNewer(each, there.get(each.id))).map(({ id }) => id);
    for (let i = 0; i < newer.length; i += COPIED_AT_ONCE)
      await to.write(await from.whole(newer.slice(i, i + COPIED_AT_ONCE)));
  }
}

/** A living resource that `to` does not have at all was not in the database any more. */
function isNewer(from: Present, to: Present | undefined): boolean {
  if (!to) return from.state === 'gone';
  return from.rev > to.rev || (from.rev === to.rev && from.state === 'gone' && to.state === 'live');
}
