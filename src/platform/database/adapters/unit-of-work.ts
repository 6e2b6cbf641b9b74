import { AsyncLocalStorage } from 'node:async_hooks';
import type { EntityManager } from 'typeorm';
import type { Dialect, Tx } from '../database.port.js';

const current = new AsyncLocalStorage<true>();
let open = 0;

/** Refuses a unit inside a unit: the inner one would wait for the outer one for ever (SQLite) or commit apart from it (MySQL). */
export async function asUnit<T>(run: () => Promise<T>): Promise<T> {
  if (current.getStore())
    throw new Error('A unit of work was opened inside another: pass the Tx on instead.');
  open += 1;
  try {
    return await current.run(true, run);
  } finally {
    open -= 1;
    // Following contexts makes every promise of the process dearer, those of mere reading too.
    if (open === 0) current.disable();
  }
}

/** A Tx over an entity manager, and the actions to run once it has committed. */
export function openTx(manager: EntityManager, dialect: Dialect): { tx: Tx; committed: () => void } {
  const actions: (() => void)[] = [];
  return {
    tx: { manager, dialect, unitOfWork: true, afterCommit: (action) => void actions.push(action) },
    // Outside the unit's context: an action may open a unit of its own.
    committed: () => current.exit(() => actions.forEach((action) => action())),
  };
}

/** Waits `attempt`-th in a row, in ms: grows to `capMs`, spread at random so that rivals do not meet again. */
export async function backOff(attempt: number, capMs: number): Promise<void> {
  const ms = Math.min(capMs, 2 ** attempt) * (0.5 + Math.random());
  await new Promise((resolve) => setTimeout(resolve, ms));
}
