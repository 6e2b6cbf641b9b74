import { strictEqual as equal } from 'node:assert';
import { DAY } from '../../../src/kernel/clock.js';
import type { Answer } from '../client.js';
import type { ModelPart, ModelResource, ModelShared } from './model.js';
import type { ModelRelease } from './review-model.js';
import type { Person, RightsWorld } from './world.js';

/** What has an audience and rights given by name, as addresses call it. */
type Kind = 'resources' | 'collections';

export const pick = <T>(list: readonly T[], n: number): T => list[n % list.length]!;

/** Every kind of audience that the owning school could choose now, as it is said and as it is meant. */
export function audiences(
  { model, people, departments }: RightsWorld,
  { school }: Pick<ModelShared, 'school'>,
  n: number,
): { audience: object; parts: ModelPart[] }[] {
  const reached = model.schoolsReached(school);
  const groups = [...new Set(model.groupsOfSchool(school))];
  const place = pick(
    departments.filter((d) => reached.includes(d.school)),
    n,
  );
  const schoolIds = [...new Set([pick(reached, n), pick(reached, n >> 2)])];
  const groupIds = groups.length > 0 ? [pick(groups, n)] : [];
  const named = people.flatMap(({ id }) =>
    model.schoolsOf(id).flatMap((home) => (reached.includes(home) ? [{ id, home }] : [])),
  );
  const mix: ModelPart[] = [
    ...(named.length > 0 ? [{ kind: 'user' as const, ...pick(named, n >> 1) }] : []),
    { kind: 'team', id: place.team, home: place.school },
    ...(n % 2 === 0 ? [{ kind: 'school' as const, id: schoolIds[0]! }] : []),
    ...(n % 6 === 0 && groupIds.length > 0 ? [{ kind: 'group' as const, id: groupIds[0]! }] : []),
  ];
  const custom = (parts: ModelPart[]) => ({
    audience: {
      preset: 'custom',
      parts: parts.map((p) =>
        p.kind === 'user' ? { kind: p.kind, id: p.id, schoolId: p.home } : { kind: p.kind, id: p.id },
      ),
    },
    parts,
  });
  return [
    { audience: { preset: 'self' }, parts: [] },
    { audience: { preset: 'school' }, parts: [{ kind: 'school', id: school }] },
    {
      audience: { preset: 'department', departmentIds: [place.id] },
      parts: [{ kind: 'department', id: place.id, home: place.school }],
    },
    { audience: { preset: 'schools', schoolIds }, parts: schoolIds.map((id) => ({ kind: 'school', id })) },
    ...(groupIds.length > 0
      ? [
          {
            audience: { preset: 'group', groupIds },
            parts: groupIds.map((id) => ({ kind: 'group' as const, id })),
          },
        ]
      : []),
    custom(mix),
    custom(mix.slice(0, 1)),
  ];
}

/** An audience of the school's with a window, as it is said and as it is meant. */
export function chooseRelease(
  world: RightsWorld,
  resource: ModelResource,
  n: number,
): { body: object; release: ModelRelease } {
  const { now } = world.model;
  const { audience, parts } = pick(audiences(world, resource, n), n >> 1);
  // Another digit of `n` than the one that chooses the audience: every audience is met with and without it.
  const previewOnly = (n >> 5) % 2 === 0;
  const visibleFrom = n % 5 === 1 ? now + (n % 4) * DAY + 1 : null;
  const visibleUntil = n % 7 === 2 ? (visibleFrom ?? now) + (1 + (n % 3)) * DAY : null;
  const window = { visibleFrom: isoOrNull(visibleFrom), visibleUntil: isoOrNull(visibleUntil) };
  return {
    body: { audience: { ...audience, previewOnly }, ...window },
    release: { parts, previewOnly, visibleFrom, visibleUntil },
  };
}

const isoOrNull = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());

const keyOf = (to: ModelPart) =>
  to.kind === 'user' ? `a:${to.id}:${to.home}` : `${to.kind.slice(0, 1)}:${to.id}`;

/** Lets a person, team or department in by name; everybody but oneself and the author, as far as the thing may go. */
export async function giveOf(
  kind: Kind,
  world: RightsWorld,
  person: Person,
  thing: ModelShared,
  n: number,
): Promise<void> {
  const { model } = world;
  const place = pick(world.departments, n);
  const somebody = pick(world.people, n >> 1).id;
  const home = model.schoolsOf(somebody)[0] ?? place.school;
  const to = pick<ModelPart & { home: string }>(
    [
      { kind: 'user', id: somebody, home },
      { kind: 'team', id: place.team, home: place.school },
      { kind: 'user', id: somebody, home },
      { kind: 'department', id: place.id, home: place.school },
    ],
    n,
  );
  const grant = { to, right: pick(['edit', 'manage'] as const, n >> 2), credited: n % 3 === 0 };
  const { home: schoolId, ...rest } = to;
  const answer = await person.client.request('PUT', `${kind}/${thing.id}/grants`, {
    ...grant,
    to: to.kind === 'user' ? { ...rest, schoolId } : rest,
  });
  if (to.id === person.id || to.id === thing.author) return equal(answer.status, 409);
  // Somebody who will belong to the school may be named, too: what they see begins with their membership.
  const allowed = model.isWithin(to, thing.school) && model.goesAsFar(to, thing);
  equal(answer.status, allowed ? 200 : 422);
  if (!allowed) return;
  thing.grants = thing.grants.filter((other) => keyOf(other.to) !== keyOf(to));
  thing.grants.push({ ...grant, credited: grant.credited && to.kind === 'user' });
}

/** Takes back a right that was given by name. */
export async function takeBack(kind: Kind, person: Person, thing: ModelShared, n: number): Promise<void> {
  const { to } = pick(thing.grants, n);
  equal((await person.client.delete(`${kind}/${thing.id}/grants/${keyOf(to)}`)).status, 200);
  thing.grants.splice(n % thing.grants.length, 1);
}

/** Changes something under its present revision; gives the status of the answer. */
export async function changed(
  kind: Kind,
  person: Person,
  thing: ModelShared,
  method: string,
  what: string,
  body: object,
): Promise<number> {
  return (await sent(kind, person, thing, method, what, body)).status;
}

/** Files attach by themselves meanwhile: reads the revision just before, and again when it was not the present one. */
export async function sent<T>(
  kind: Kind,
  person: Person,
  thing: ModelShared,
  method: string,
  what: string,
  body: object,
): Promise<Answer<T>> {
  const at = `${kind}/${thing.id}`;
  for (let attempt = 0; ; attempt += 1) {
    const { rev } = (await person.client.get<{ rev: number }>(at)).body;
    const answer = await person.client.request<T>(method, what === '' ? at : `${at}/${what}`, body, {
      'if-match': `"${rev}"`,
    });
    if (answer.status !== 412 || attempt >= 20) return answer;
  }
}
