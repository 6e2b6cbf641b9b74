import type { Actor } from '../../../src/kernel/actor.js';
import { DAY } from '../../../src/kernel/clock.js';
import { AccessHolders, AccessService, type AccessEntry } from '../../../src/modules/access/index.js';
import { ActorService } from '../../../src/modules/organization/index.js';
import { FileGate } from '../../../src/modules/resources/file-gate.js';
import { ResourceAccess } from '../../../src/modules/resources/resource-access.js';
import type { ResourceRecord } from '../../../src/modules/resources/resources.repository.js';
import { ResourceGrants, ResourceReleases } from '../../../src/modules/resources/index.js';
import { ReviewNeeds } from '../../../src/modules/resources/review-needs.js';
import { ResourcesRepository } from '../../../src/modules/resources/resources.repository.js';
import { FileService } from '../../../src/modules/files/index.js';
import { LinkJudge } from '../../../src/modules/sharing/link-judge.js';
import { SearchEngine, type SearchQuery } from '../../../src/platform/search/search.port.js';
import { Database } from '../../../src/platform/database/database.port.js';
import { CollectionArchive } from '../../../src/modules/curation/taking/collection-archive.js';
import { ProposalReader } from '../../../src/modules/curation/index.js';
import { ItemReader } from '../../../src/modules/curation/outline/item-reader.js';
import { ItemTargets } from '../../../src/modules/curation/outline/item-targets.js';
import { OutlineRepository } from '../../../src/modules/curation/outline/outline.repository.js';
import { ReviewGate } from '../../../src/modules/review/review-gate.js';
import { Reviewers } from '../../../src/modules/review/reviewers.js';
import { Submissions } from '../../../src/modules/review/submissions.js';
import { actorOf } from './asking.js';
import type { Step } from './steps.js';
import type { RightsWorld } from './world.js';

/** What was replaced, to be put back. */
const replaced: { object: object; method: PropertyKey }[] = [];

/** Puts every method back that a fault has replaced. */
export function mend(): void {
  for (const { object, method } of replaced.splice(0)) Reflect.deleteProperty(object, method);
}

/** Puts another function in the place of a method of the running program. */
function replace<T extends object, K extends keyof T>(
  object: T,
  method: K,
  make: (original: T[K]) => T[K],
): void {
  replaced.push({ object, method });
  object[method] = make((object[method] as (...args: never[]) => unknown).bind(object) as T[K]);
}

const get = <T>(world: RightsWorld, token: abstract new (...args: never[]) => T): T =>
  world.app.get(token as never, { strict: false });

/** Changes what a declaration of access says, on its way into the database. */
function declaring(
  world: RightsWorld,
  change: (entries: readonly AccessEntry[]) => readonly AccessEntry[],
): void {
  replace(
    get(world, AccessService),
    'declare',
    (declare) => (tx, type, id, rev, entries) => declare(tx, type, id, rev, change(entries)),
  );
}
/** Changes what is said of a resource before its access is made of it. */
function said(world: RightsWorld, change: (record: ResourceRecord) => Partial<ResourceRecord>): void {
  replace(
    get(world, ResourceAccess),
    'declare',
    (declare) => (tx, record, rev) => declare(tx, { ...record, ...change(record) }, rev),
  );
}
/** Changes who an actor is taken for. */
function acting(world: RightsWorld, change: (actor: Actor) => Promise<Actor>): void {
  replace(get(world, ActorService), 'ofSession', (of) => async (session) => change(await of(session)));
}
/** Changes what the engine is asked. */
function asking(world: RightsWorld, change: (query: SearchQuery) => SearchQuery): void {
  replace(get(world, SearchEngine), 'search', (search) => (query) => search(change(query)));
}
/** Whoever made a collection, as an actor: for answers that are given with their eyes. */
function curatorOf(world: RightsWorld, id: string): Promise<Actor> {
  const { author } = world.model.collections.get(id)!;
  return actorOf(
    world,
    world.people.find((person) => person.id === author)!,
  );
}
const EVERYTHING = { sql: '1 = 1', parameters: [] };
const everybody = (world: RightsWorld) => [
  ...world.schools.map((id) => `s:${id}`),
  ...world.groups.map((id) => `g:${id}`),
  ...world.departments.map(({ id }) => `d:${id}`),
  ...world.people.map(({ id }) => `u:${id}`),
];

/** Mistakes of the kind that programs like this one are known to make. */
const SEEDS: Record<string, (world: RightsWorld) => void> = {
  'a resource is opened without asking': (world) => {
    replace(get(world, AccessService), 'rights', (rights) => async (actor, type, ids) => {
      const held = await rights(actor, type, ids);
      return new Map(ids.map((id) => [id, held.get(id) ?? 'view']));
    });
  },
  'whoever may see may also download': (world) =>
    replace(get(world, FileGate), 'open', (open) => (actor, held) => open(actor, held, 'view')),
  'withdrawing leaves the audience': (world) => {
    const last = new Map<string, readonly AccessEntry[]>();
    replace(get(world, AccessService), 'declare', (declare) => (tx, type, id, rev, entries) => {
      const audience = entries.filter((e) => e.source === 'audience');
      const kept = audience.length === 0 ? (last.get(id) ?? []) : [];
      if (audience.length > 0) last.set(id, audience);
      return declare(tx, type, id, rev, [...entries, ...kept]);
    });
  },
  'preview only is forgotten': (world) =>
    declaring(world, (entries) =>
      entries.map((e) => (e.source === 'audience' ? { ...e, right: 'download' } : e)),
    ),
  'a department stands for its school': (world) =>
    declaring(world, (entries) =>
      entries.map((e) => {
        const department = world.departments.find(({ id }) => e.principal === `d:${id}`);
        return department ? { ...e, principal: `s:${department.school}` } : e;
      }),
    ),
  'an author keeps everything after leaving': (world) =>
    declaring(world, (entries) =>
      entries.map((e) => (e.source === 'author' ? { ...e, right: 'manage' } : e)),
    ),
  'catalogue keepers see drafts': (world) => {
    declaring(world, (entries) => {
      const school = /^a:[^:]+:(.+)$/.exec(
        entries.find((e) => e.principal.startsWith('a:'))?.principal ?? '',
      )?.[1];
      return entries.some((e) => e.source === 'catalogue') || !school
        ? entries
        : [...entries, { principal: `m:${school}`, source: 'catalogue', right: 'view', sortTime: null }];
    });
  },
  'memberships end a few days late': (world) => {
    acting(world, async (actor) => {
      const rows = (await get(world, Database).reader.manager.query(
        'SELECT school_id FROM membership WHERE account_id = ? AND valid_from <= ? AND valid_until > ?',
        [actor.userId, actor.at, actor.at - 30 * DAY],
      )) as { school_id: string }[];
      return { ...actor, principals: [...actor.principals, ...rows.map((row) => `s:${row.school_id}`)] };
    });
  },
  'a school that left still belongs': (world) => {
    acting(world, async (actor) => ({
      ...actor,
      principals: [
        ...new Set([
          ...actor.principals,
          ...(actor.memberships.length > 0 ? world.groups.map((id) => `g:${id}`) : []),
        ]),
      ],
    }));
  },
  'the engine counts for everybody': (world) =>
    asking(world, (query) => ({ ...query, principals: everybody(world) })),
  'what is pending is counted': (world) => {
    replace(get(world, AccessService), 'pendingIds', () => () => Promise.resolve([]));
    // The index hears of nothing any more, as when it is far behind.
    replace(get(world, SearchEngine), 'apply', (apply) => {
      let calls = 0;
      return (upserts, removals) => ((calls += 1) > 25 ? Promise.resolve() : apply(upserts, removals));
    });
  },
  'suggestions are made for everybody': (world) => {
    replace(
      get(world, SearchEngine),
      'suggest',
      (suggest) => (text, query, limit) => suggest(text, { ...query, principals: everybody(world) }, limit),
    );
  },
  'tags in use are counted for everybody': (world) => {
    replace(
      get(world, AccessService),
      'visible',
      (visible) => (actor, type, column) => (column === 'r.id' ? EVERYTHING : visible(actor, type, column)),
    );
  },
  'an end is a day late': (world) =>
    declaring(world, (entries) =>
      entries.map((e) => (e.visibleUntil == null ? e : { ...e, visibleUntil: e.visibleUntil + DAY })),
    ),
  'what is for later is shown at once': (world) =>
    declaring(world, (entries) => entries.map((e) => ({ ...e, visibleFrom: null }))),
  'pupils are shown to everybody': (world) => said(world, () => ({ pupils: false })),
  'a licence is forgotten': (world) => said(world, () => ({ licence: 'GROUP-ONLY' })),
  'the trash is no end': (world) => said(world, () => ({ trashedAt: null })),
  'a team stands for its department': (world) =>
    declaring(world, (entries) =>
      entries.map((e) => {
        const department = world.departments.find(({ team }) => e.principal === `t:${team}`);
        return department ? { ...e, principal: `d:${department.id}` } : e;
      }),
    ),
  'pictures are handed out without asking': (world) =>
    replace(get(world, FileGate), 'open', (open) => async (actor, held, right) => {
      if (right !== 'view') return open(actor, held, right);
      const { reader } = get(world, Database);
      const there = await get(world, ResourcesRepository).held(reader, held.id, held.fileId);
      const file = there ? await get(world, FileService).file(reader, held.fileId) : null;
      return file ? { file, mark: null, inForce: true } : open(actor, held, right);
    }),
  'a right that was taken back stays': (world) =>
    replace(get(world, ResourceGrants), 'take', () => () => Promise.resolve()),
  'a link that was taken back still leads somewhere': (world) =>
    replace(get(world, LinkJudge), 'follow', (follow) => (link) => follow({ ...link, revokedAt: null })),
  'a link leads to what is not out': (world) =>
    replace(get(world, LinkJudge) as unknown as { isOut: () => boolean }, 'isOut', () => () => true),
  '"who can see" forgets what was given by name': (world) =>
    replace(get(world, AccessHolders), 'of', (of) => async (type, id) => {
      const all = await of(type, id);
      return new Map(
        [...all].flatMap(([user, reasons]) => {
          const left = reasons.filter(({ source }) => source !== 'grant');
          return left.length > 0 ? [[user, left]] : [];
        }),
      );
    }),
  'a collection is read with the eyes of its curator': (world) =>
    replace(
      get(world, ItemReader),
      'page',
      (page) => async (actor, id, query) =>
        page(query.mode === 'reading' ? await curatorOf(world, id) : actor, id, query),
    ),
  'the archive counts what its curator may take': (world) =>
    replace(
      get(world, CollectionArchive),
      'view',
      (view) => async (_, right) => view(await curatorOf(world, right.id), right),
    ),
  'covers are chosen before asking who sees them': (world) =>
    replace(
      get(world, OutlineRepository),
      'firstResources',
      (first) => (q, ids, _, each) => first(q, ids, EVERYTHING, each),
    ),
  'an emptied section shows that it was filled': (world) =>
    replace(get(world, OutlineRepository), 'sectionsWith', (filled) => (q, id) => filled(q, id, EVERYTHING)),
  'a proposal shows curators what only its maker sees': (world) =>
    replace(get(world, ProposalReader), 'queue', (queue) => async (_, right, query) => {
      const makers = world.model.collections.get(right.id)!.proposals.map(({ proposer }) => proposer);
      const maker = world.people.find(({ id }) => id === makers[0]);
      return queue(await actorOf(world, maker ?? world.people[0]!), right, query);
    }),
  'anything can be collected that has an address': (world) =>
    replace(get(world, ItemTargets), 'require', () => () => Promise.resolve()),
  'whoever was asked to review something goes on looking at it': (world) => {
    const once = new Set<string>();
    replace(get(world, ReviewGate), 'asks', (asks) => async (actor, id) => {
      const key = `${actor.userId} ${id}`;
      if (await asks(actor, id)) once.add(key);
      return once.has(key);
    });
  },
  'own work is reviewed by oneself': (world) => {
    replace(
      get(world, Reviewers),
      'nearness',
      (nearness) => async (q, actor, id) => ((await nearness(q, actor, id)) === 'near' ? 'near' : null),
    );
    replace(get(world, ResourceReleases), 'makers', () => () => Promise.resolve([]));
  },
  'readers see what waits for review': (world) => {
    const gate = get(world, FileGate) as unknown as Record<
      'pinned' | 'waiting',
      (asking: unknown) => unknown
    >;
    replace(gate, 'pinned', () => (asking) => gate.waiting(asking));
  },
  'other content comes in force without review': (world) =>
    replace(get(world, ReviewNeeds), 'holds', () => () => Promise.resolve(false)),
  'what was overtaken is still decided on': (world) =>
    replace(get(world, Submissions), 'overtaken', () => () => Promise.resolve()),
  '"who can see" forgets who is asked to review': (world) =>
    replace(get(world, ReviewGate), 'everybodyAsked', () => () => Promise.resolve([])),
};

export interface Fault {
  seed: (world: RightsWorld) => void;
  /** what the walk says of it: found for another reason it would not be found */
  shownBy: RegExp;
  catchesUp: boolean;
  /** steps that meet what random ones meet too rarely; they come first */
  meets: Step[];
}

const PEOPLE = [0, 1, 2, 3, 4, 5, 6, 7];
const told = (what: Step['what'], a: number, b: number, c: number): Step => ({ what, a, b, c });
/** Everybody shows four things to different audiences, and then says something else of how they may be used. */
const narrowing = (usage: number): Step[] =>
  PEOPLE.flatMap((a) => [
    ...[4, 8, 14, 18].map((audience) => told('create', a, 2, audience)),
    ...[0, 1, 2, 3].map((which) => told('usage', a, which, usage)),
  ]);
/** Everybody makes links, under a free licence since others allow none, and then does something else with the same. */
const linked = (then: Step['what']): Step[] =>
  PEOPLE.flatMap((a) => [
    ...[4, 14].map((audience) => told('create', a, 2, audience)),
    ...[0, 1].map((which) => told('usage', a, which, 5)),
    ...[0, 1].map((which) => told('link', a, which, which)),
    ...[0, 1].map((which) => told(then, a, which, 0)),
  ]);
/** Everybody shows something to a group that asks for no review, and puts something else in its place when it does. */
const WAITING: Step[] = [
  ...[0, 1, 2].map((admin) => told('policy', 0, admin, 4)),
  ...PEOPLE.map((a) => told('create', a, 2, 8)),
  ...[0, 1, 2].map((admin) => told('policy', 0, admin, 5)),
  ...PEOPLE.map((a) => told('replace', a, 0, 2)),
];
const SUBMITTED = [...WAITING, ...PEOPLE.map((a) => told('submit', a, 0, 8))];
/** Everybody shows something to their school, and leaves the places where they are. */
const LEAVING: Step[] = [
  ...PEOPLE.map((a) => told('create', a, 2, 2)),
  told('clock', 1, 1, 0),
  ...PEOPLE.flatMap((a) => [0, 0, 0].map(() => told('leave', a, 0, 0))),
];
const MEETS: Record<string, Step[]> = {
  'an author keeps everything after leaving': LEAVING,
  'memberships end a few days late': LEAVING,
  'pupils are shown to everybody': narrowing(0),
  'a licence is forgotten': narrowing(3),
  // Shown to a school and to a group for a day or more; then time goes on to the end of that.
  'an end is a day late': PEOPLE.flatMap((a) => [
    ...[2, 9].map((audience) => told('create', a, 2, audience)),
    told('clock', 0, 1, 0),
  ]),
  'a right that was taken back stays': PEOPLE.flatMap((a) => [
    told('create', a, 2, 0),
    ...[3, 7, 11].map((department) => told('grant', a, 0, department)),
    ...[0, 0].map(() => told('ungrant', a, 0, 0)),
  ]),
  // Everybody shows a collection to a group, and proposes drafts of their own for those of others.
  'a proposal shows curators what only its maker sees': [
    ...PEOPLE.flatMap((a) => [told('create', a, 2, 0), told('gather', a, 0, 8)]),
    ...PEOPLE.flatMap((a) => [0, 4, 14].map((which) => told('propose', a, which, which))),
  ],
  'readers see what waits for review': WAITING,
  '"who can see" forgets who is asked to review': SUBMITTED,
  'other content comes in force without review': WAITING,
  'own work is reviewed by oneself': [
    ...SUBMITTED,
    ...PEOPLE.flatMap((a) => [0, 1, 2].map((place) => told('office', a, place, 3))),
  ],
  'what was overtaken is still decided on': [...SUBMITTED, ...PEOPLE.map((a) => told('replace', a, 0, 2))],
  'whoever was asked to review something goes on looking at it': [
    ...SUBMITTED,
    ...[1, 2, 3, 4, 6, 7].map((b) => told('decide on work', 1, b, 0)),
  ],
  'a link that was taken back still leads somewhere': linked('unlink'),
  'a link leads to what is not out': linked('withdraw'),
};

/** What a fault is shown by, where any difference of rights is not what is meant. */
const SHOWN_BY: Record<string, RegExp> = {
  'whoever may see may also download': /download of .*: true|original of .* 200/,
  'the engine counts for everybody': /counts \d+ of/,
  'what is pending is counted': /counts \d+ of|search shows/,
  'suggestions are made for everybody': /suggestions show/,
  'tags in use are counted for everybody': /tags show/,
  'pictures are handed out without asking': /pictures of .*: true/,
  'a link that was taken back still leads somewhere': /a link to/,
  'a link leads to what is not out': /a link to/,
  '"who can see" forgets what was given by name': /"who can see" says/,
  'a collection is read with the eyes of its curator': /: items show/,
  'the archive counts what its curator may take': /the archive counts/,
  'covers are chosen before asking who sees them': /covers .*show/,
  'an emptied section shows that it was filled': /: sections show/,
  'a proposal shows curators what only its maker sees': /: proposals show/,
  'anything can be collected that has an address': /201 !== 404|200 !== 404/,
  'whoever was asked to review something goes on looking at it':
    /(pictures|download) of .*: true|answers 200/,
  'own work is reviewed by oneself': /the desk shows .*: true|204 !== 409/,
  'readers see what waits for review': /waiting: true|waiting, answers 200/,
  'other content comes in force without review': /page of .* shows other contents/,
  'what was overtaken is still decided on':
    /submissions|the queue of reviews|the desk shows|, review of person/,
  '"who can see" forgets who is asked to review': /"who can see" says .*, review/,
};

export const FAULTS: Record<string, Fault> = Object.fromEntries(
  Object.entries(SEEDS).map(([name, seed]) => [
    name,
    {
      seed,
      shownBy: SHOWN_BY[name] ?? /^step /,
      catchesUp: name !== 'what is pending is counted',
      meets: MEETS[name] ?? [],
    },
  ]),
);
