import { AsyncLocalStorage } from 'node:async_hooks';
import type { Tx } from './database.port.js';

/** Stands round the work of one unit, inside it: does the work, or gives what the work gave another time. */
export type UnitGuard = <T>(tx: Tx, work: (tx: Tx) => Promise<T>) => Promise<T>;

const present = new AsyncLocalStorage<{ guard: UnitGuard; used: boolean }>();

/** Runs `run`; the first unit of work that is opened in it passes through `guard`, inside of a guard that stands already. */
export function guardFirstUnit<T>(guard: UnitGuard, run: () => Promise<T>): Promise<T> {
  return present.run({ guard: within(present.getStore(), guard), used: false }, run);
}

function within(outer: { guard: UnitGuard; used: boolean } | undefined, inner: UnitGuard): UnitGuard {
  if (!outer || outer.used) return inner;
  return (tx, work) => {
    outer.used = true;
    return outer.guard(tx, (again) => inner(again, work));
  };
}

/** For the adapters: the work with the guard round it that was asked for, if this is the first unit. */
export function guarded<T>(work: (tx: Tx) => Promise<T>): (tx: Tx) => Promise<T> {
  const slot = present.getStore();
  if (!slot || slot.used) return work;
  slot.used = true;
  return (tx) => slot.guard(tx, work);
}
