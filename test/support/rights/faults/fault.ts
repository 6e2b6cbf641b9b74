export { get } from '../asking.js';
import type { Step } from '../steps.js';
import type { RightsWorld } from '../world.js';

/** A mistake of the kind that programs like this one are known to make. */
export interface Mistake {
  seed: (world: RightsWorld) => void;
  /** what the walk says of it, where any difference of rights is not what is meant */
  shownBy?: RegExp;
  /** false: found while the index is behind */
  catchesUp?: false;
  /** steps that meet what random ones meet too rarely; they come first */
  meets?: Step[];
}

/** What was replaced, to be put back. */
const replaced: { object: object; method: PropertyKey }[] = [];

/** Puts every method back that a fault has replaced. */
export function mend(): void {
  for (const { object, method } of replaced.splice(0)) Reflect.deleteProperty(object, method);
}

/** Puts another function in the place of a method of the running program. */
export function replace<T extends object, K extends keyof T>(
  object: T,
  method: K,
  make: (original: T[K]) => T[K],
): void {
  replaced.push({ object, method });
  object[method] = make((object[method] as (...args: never[]) => unknown).bind(object) as T[K]);
}

/** A condition that leaves nothing out. */
export const EVERYTHING = { sql: '1 = 1', parameters: [] };

/** Numbers that choose people: every one is met. */
export const PEOPLE = [0, 1, 2, 3, 4, 5, 6, 7];
/** One step of those that come first. */
export const told = (what: Step['what'], a: number, b: number, c: number): Step => ({ what, a, b, c });
