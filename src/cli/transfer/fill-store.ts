import { createReadStream, existsSync } from 'node:fs';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { copyObject, type ObjectSum } from '../../platform/storage/copy-object.js';
import {
  ObjectNotFoundError,
  type ObjectInfo,
  type ObjectStore,
} from '../../platform/storage/storage.port.js';
import { CliError } from '../words.js';
import { amount, type Progress } from './progress.js';

const AT_ONCE = 4;
/** What a start leaves in a store to try it out: belongs to nobody. */
const PROBES = 'probe/';

/** An object that was copied and read again. */
export interface LedgerEntry extends ObjectSum {
  key: string;
}

/** What became of the objects. */
export interface StoreFilling {
  /** what the target holds now, by key */
  held: Map<string, ObjectSum>;
  /** copied this time */
  copied: number;
  bytes: number;
  /** listed, and gone when they were to be read */
  gone: string[];
  /** whose bytes are not those that their record says; not taken along */
  damaged: string[];
}

export interface FillStore {
  from: ObjectStore;
  to: ObjectStore;
  /** a file that notes what has been copied: what stands there is not copied again */
  ledger: string;
  /** the SHA-256 that an object must have, where it is known */
  expected: ReadonlyMap<string, string>;
  /** refuse a target with objects that the source does not have */
  alone: boolean;
  progress: Progress;
}

/** Copies every object that the target does not have yet; each is read there again. */
export async function fillStore(options: FillStore): Promise<StoreFilling> {
  const { from, to, progress } = options;
  const wanted = await listed(from);
  const present = await listed(to);
  if (options.alone) refuseForeign(present, wanted);
  const noted = await readLedger(options.ledger);
  const filling: StoreFilling = { held: new Map(), copied: 0, bytes: 0, gone: [], damaged: [] };
  const todo: ObjectInfo[] = [];
  for (const object of wanted.values()) {
    const note = noted.get(object.key);
    const there = present.get(object.key);
    if (note && note.size === object.size && there?.size === object.size && fits(options, note))
      filling.held.set(object.key, { size: note.size, sha256: note.sha256 });
    else todo.push(object);
  }
  const total = todo.reduce((sum, { size }) => sum + size, 0);
  const what = { zh: '复制文件', en: 'files copied' };
  await mkdir(dirname(options.ledger), { recursive: true, mode: 0o700 });
  const ledger = await open(options.ledger, 'a', 0o600);
  // A line that a crash cut short must not swallow the next one.
  await ledger.write('\n');
  const queue = todo[Symbol.iterator]();
  const copyOn = async () => {
    for (const { key, size } of queue) {
      const entry = await copied(options, key, filling);
      if (entry) {
        await ledger.write(`${JSON.stringify(entry)}\n`);
        filling.held.set(key, { size: entry.size, sha256: entry.sha256 });
        filling.copied += 1;
      }
      filling.bytes += size;
      progress.show(what, filling.bytes, total, amount);
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, copyOn));
    await ledger.sync();
  } finally {
    await ledger.close();
  }
  return filling;
}

/** Objects that the source does not have: another installation's, or rubbish. */
export function refuseForeign(
  present: ReadonlyMap<string, ObjectInfo>,
  wanted: { has(key: string): boolean },
): void {
  const foreign = [...present.keys()].filter((key) => !wanted.has(key));
  if (foreign.length > 0)
    throw new CliError({
      zh: `目标存储不是空的：其中有 ${foreign.length} 个不属于这里的对象（如 ${foreign[0]!}）。请换一个空的。`,
      en: `The store to be filled is not empty: it holds ${foreign.length} objects that do not belong here (${foreign[0]!}, say). Take an empty one.`,
    });
}

export async function listed(store: ObjectStore): Promise<Map<string, ObjectInfo>> {
  const found = new Map<string, ObjectInfo>();
  for await (const object of store.list(''))
    if (!object.key.startsWith(PROBES)) found.set(object.key, object);
  return found;
}

async function copied(
  { from, to, expected }: FillStore,
  key: string,
  filling: StoreFilling,
): Promise<LedgerEntry | null> {
  try {
    const sum = await copyObject(from, to, key);
    if (fits({ expected }, { key, ...sum })) return { key, ...sum };
    filling.damaged.push(key);
    await to.delete([key]);
  } catch (error) {
    if (!(error instanceof ObjectNotFoundError)) throw error;
    filling.gone.push(key);
  }
  return null;
}

function fits({ expected }: Pick<FillStore, 'expected'>, { key, sha256 }: LedgerEntry): boolean {
  return (expected.get(key) ?? sha256) === sha256;
}

/** The last note of each key; lines that a crash cut short count for nothing. */
export async function readLedger(file: string): Promise<Map<string, LedgerEntry>> {
  const notes = new Map<string, LedgerEntry>();
  if (!existsSync(file)) return notes;
  for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) {
    try {
      const note = JSON.parse(line) as LedgerEntry;
      notes.set(note.key, note);
    } catch {
      continue;
    }
  }
  return notes;
}

/** The objects that rows speak of and a store does not hold in their size. */
export function withoutObject(
  blobs: readonly { objectKey: string; size: number }[],
  held: ReadonlyMap<string, ObjectSum>,
): string[] {
  return blobs
    .filter(({ objectKey, size }) => held.get(objectKey)?.size !== size)
    .map(({ objectKey }) => objectKey);
}

/** Reads a small file as JSON; null where there is none. */
export async function readJson(path: string): Promise<unknown> {
  return existsSync(path) ? (JSON.parse(await readFile(path, 'utf8')) as unknown) : null;
}
