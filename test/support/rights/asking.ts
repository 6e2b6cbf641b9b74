import type { Actor } from '../../../src/kernel/actor.js';
import type { SessionWithAccount } from '../../../src/modules/identity/sessions.repository.js';
import { ActorService } from '../../../src/modules/organization/index.js';
import type { Person, RightsWorld } from './world.js';

/** A part of the running program. */
export function get<T>(world: RightsWorld, token: abstract new (...args: never[]) => T): T {
  return world.app.get(token as never, { strict: false });
}

/** Somebody as the program takes them now. */
export async function actorOf(world: RightsWorld, { id }: Person): Promise<Actor> {
  const session = { id, account: { id, name: '' } } as SessionWithAccount;
  return get(world, ActorService).ofSession(session);
}

/** What an act gives, or null when it is refused. */
export async function refusedOr<T>(act: () => Promise<T>): Promise<T | null> {
  try {
    return await act();
  } catch (error) {
    if ((error as { status?: number }).status === undefined) throw error;
    return null;
  }
}

/** All pages of a list. */
export async function pages(
  read: (cursor: string | null) => Promise<{ ids: string[]; next: string | null }>,
): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = null, page = 0; page < 60; page += 1) {
    const { ids: more, next }: { ids: string[]; next: string | null } = await read(cursor);
    ids.push(...more);
    if (next === null) return ids;
    cursor = next;
  }
  throw new Error('The pages have no end.');
}
