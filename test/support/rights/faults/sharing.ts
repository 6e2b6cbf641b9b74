import type { Actor } from '../../../../src/kernel/actor.js';
import { DAY } from '../../../../src/kernel/clock.js';
import { AccessHolders, AccessService, type AccessEntry } from '../../../../src/modules/access/index.js';
import { ActorService } from '../../../../src/modules/organization/index.js';
import { FileGate } from '../../../../src/modules/resources/content/file-gate.js';
import { ResourceAccess } from '../../../../src/modules/resources/resource-access.js';
import type { ResourceRecord } from '../../../../src/modules/resources/resources.repository.js';
import { ResourceGrants } from '../../../../src/modules/resources/index.js';
import { ResourcesRepository } from '../../../../src/modules/resources/resources.repository.js';
import { FileService } from '../../../../src/modules/files/index.js';
import { LinkJudge } from '../../../../src/modules/sharing/link-judge.js';
import { Database } from '../../../../src/platform/database/database.port.js';
import type { Step } from '../steps.js';
import type { RightsWorld } from '../world.js';
import { PEOPLE, get, replace, told, type Mistake } from './fault.js';

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
/** Everybody shows something to their school, and leaves the places where they are. */
const LEAVING: Step[] = [
  ...PEOPLE.map((a) => told('create', a, 2, 2)),
  told('clock', 1, 1, 0),
  ...PEOPLE.flatMap((a) => [0, 0, 0].map(() => told('leave', a, 0, 0))),
];

/** Everybody shows things to different audiences, and schools leave their group. */
const PARTING: Step[] = [
  ...PEOPLE.flatMap((a) => [4, 8, 14, 18].map((audience) => told('create', a, 2, audience))),
  ...[0, 1, 2].flatMap((which) => [told('school leaves', 0, which, 0), told('clock', 1, 1, 0)]),
];

/** Mistakes about who may see and do what with resources. */
export const SHARING: Record<string, Mistake> = {
  'a resource is opened without asking': {
    seed: (world) => {
      replace(get(world, AccessService), 'rights', (rights) => async (actor, type, ids) => {
        const held = await rights(actor, type, ids);
        return new Map(ids.map((id) => [id, held.get(id) ?? 'view']));
      });
    },
  },
  'whoever may see may also download': {
    seed: (world) =>
      replace(get(world, FileGate), 'open', (open) => (actor, held) => open(actor, held, 'view')),
    shownBy: /download of .*: true|original of .* 200/,
  },
  'withdrawing leaves the audience': {
    seed: (world) => {
      const last = new Map<string, readonly AccessEntry[]>();
      replace(get(world, AccessService), 'declare', (declare) => (tx, type, id, rev, entries) => {
        const audience = entries.filter((e) => e.source === 'audience');
        const kept = audience.length === 0 ? (last.get(id) ?? []) : [];
        if (audience.length > 0) last.set(id, audience);
        return declare(tx, type, id, rev, [...entries, ...kept]);
      });
    },
  },
  'preview only is forgotten': {
    seed: (world) =>
      declaring(world, (entries) =>
        entries.map((e) => (e.source === 'audience' ? { ...e, right: 'download' } : e)),
      ),
  },
  'a department stands for its school': {
    seed: (world) =>
      declaring(world, (entries) =>
        entries.map((e) => {
          const department = world.departments.find(({ id }) => e.principal === `d:${id}`);
          return department ? { ...e, principal: `s:${department.school}` } : e;
        }),
      ),
  },
  'an author keeps everything after leaving': {
    seed: (world) =>
      declaring(world, (entries) =>
        entries.map((e) => (e.source === 'author' ? { ...e, right: 'manage' } : e)),
      ),
    meets: LEAVING,
  },
  'catalogue keepers see drafts': {
    seed: (world) => {
      declaring(world, (entries) => {
        const school = /^a:[^:]+:(.+)$/.exec(
          entries.find((e) => e.principal.startsWith('a:'))?.principal ?? '',
        )?.[1];
        return entries.some((e) => e.source === 'catalogue') || !school
          ? entries
          : [...entries, { principal: `m:${school}`, source: 'catalogue', right: 'view', sortTime: null }];
      });
    },
  },
  'memberships end a few days late': {
    seed: (world) => {
      acting(world, async (actor) => {
        const rows = (await get(world, Database).reader.manager.query(
          'SELECT school_id FROM membership WHERE account_id = ? AND valid_from <= ? AND valid_until > ?',
          [actor.userId, actor.at, actor.at - 30 * DAY],
        )) as { school_id: string }[];
        return { ...actor, principals: [...actor.principals, ...rows.map((row) => `s:${row.school_id}`)] };
      });
    },
    meets: LEAVING,
  },
  'a school that left still belongs': {
    seed: (world) => {
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
    meets: PARTING,
  },
  'an end is a day late': {
    seed: (world) =>
      declaring(world, (entries) =>
        entries.map((e) => (e.visibleUntil == null ? e : { ...e, visibleUntil: e.visibleUntil + DAY })),
      ),
    meets: PEOPLE.flatMap((a) => [
      ...[2, 9].map((audience) => told('create', a, 2, audience)),
      told('clock', 0, 1, 0),
    ]),
  },
  'what is for later is shown at once': {
    seed: (world) => declaring(world, (entries) => entries.map((e) => ({ ...e, visibleFrom: null }))),
  },
  'pupils are shown to everybody': {
    seed: (world) => said(world, () => ({ pupils: false })),
    meets: narrowing(0),
  },
  'a licence is forgotten': {
    seed: (world) => said(world, () => ({ licence: 'GROUP-ONLY' })),
    meets: narrowing(3),
  },
  'the trash is no end': {
    seed: (world) => said(world, () => ({ trashedAt: null })),
  },
  'a team stands for its department': {
    seed: (world) =>
      declaring(world, (entries) =>
        entries.map((e) => {
          const department = world.departments.find(({ team }) => e.principal === `t:${team}`);
          return department ? { ...e, principal: `d:${department.id}` } : e;
        }),
      ),
    meets: PEOPLE.map((a) => told('create', a, 2, 11)),
  },
  'pictures are handed out without asking': {
    seed: (world) =>
      replace(get(world, FileGate), 'open', (open) => async (actor, held, right) => {
        if (right !== 'view') return open(actor, held, right);
        const { reader } = get(world, Database);
        const there = await get(world, ResourcesRepository).held(reader, held.id, held.fileId);
        const file = there ? await get(world, FileService).file(reader, held.fileId) : null;
        return file ? { file, mark: null, inForce: true } : open(actor, held, right);
      }),
    shownBy: /pictures of .*: true/,
  },
  'a right that was taken back stays': {
    seed: (world) => replace(get(world, ResourceGrants), 'take', () => () => Promise.resolve()),
    meets: PEOPLE.flatMap((a) => [
      told('create', a, 2, 0),
      ...[3, 7, 11].map((department) => told('grant', a, 0, department)),
      ...[0, 0].map(() => told('ungrant', a, 0, 0)),
    ]),
  },
  'a link that was taken back still leads somewhere': {
    seed: (world) =>
      replace(get(world, LinkJudge), 'follow', (follow) => (link) => follow({ ...link, revokedAt: null })),
    shownBy: /a link to/,
    meets: linked('unlink'),
  },
  'a link leads to what is not out': {
    seed: (world) =>
      replace(get(world, LinkJudge) as unknown as { isOut: () => boolean }, 'isOut', () => () => true),
    shownBy: /a link to/,
    meets: linked('withdraw'),
  },
  '"who can see" forgets what was given by name': {
    seed: (world) =>
      replace(get(world, AccessHolders), 'of', (of) => async (type, id) => {
        const all = await of(type, id);
        return new Map(
          [...all].flatMap(([user, reasons]) => {
            const left = reasons.filter(({ source }) => source !== 'grant');
            return left.length > 0 ? [[user, left]] : [];
          }),
        );
      }),
    shownBy: /"who can see" says/,
    meets: PEOPLE.flatMap((a) => [told('create', a, 2, 2), ...[0, 3].map((to) => told('grant', a, 0, to))]),
  },
};
