import type { DecidedFigures, FiguresRow, ReviewFigures } from '../../src/contracts/index.js';
import { DAY, HOUR, MINUTE } from '../../src/kernel/clock.js';
import { newId, type Id } from '../../src/kernel/ids.js';
import { ok } from '../support/ok.js';
import { ReviewWorld } from './review-world.js';

type Who = Parameters<ReviewWorld['as']>[0];
interface Happened {
  act: string;
  at: number;
  reasons: string[];
}
interface Made {
  id: Id;
  resource: Id;
  school: Id;
  subject: string;
  type: string;
  state: string;
  events: Happened[];
}

/** Numbers that are the same at every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

describe('how review goes', () => {
  let world: ReviewWorld;
  /** its own first */
  let schools: Id[];
  beforeEach(async () => {
    world = await ReviewWorld.open();
    const rows = await world.program.query<{ id: Id }>('SELECT id FROM school ORDER BY id');
    schools = rows.map(({ id }) => id);
  }, 60_000);
  afterEach(() => world.close());

  const figures = (who: Who, period = '90') =>
    ok(world.as(who).get<ReviewFigures>(`reviews/figures?period=${period}`));
  const counts = ({ decided, approvedFirst, approvedAgain, returned, withdrawn }: DecidedFigures) =>
    [decided, approvedFirst, approvedAgain, returned, withdrawn].join(' ');

  it('is told in waits, outcomes and reasons, to whoever has an office for it', async () => {
    const clock = world.program.clock;
    const { id: first } = await world.draft('一', '一');
    const one = await world.submit(first);
    clock.advance(2 * HOUR);
    await ok(world.act('lead', one, 'approve'));
    clock.advance(DAY);
    await ok(world.act('groupLead', one, 'approve'));
    const { id: second } = await world.draft('二', '二');
    const two = await world.submit(second);
    clock.advance(4 * HOUR);
    await ok(world.act('lead', two, 'return', { reasons: ['quality', 'incomplete'] }));
    const again = await world.submit(second);
    clock.advance(HOUR);
    await ok(world.act('secondLead', again, 'approve'));
    clock.advance(HOUR);
    await ok(world.act('groupLead', again, 'approve'));
    const { id: third } = await world.draft('三', '三');
    await ok(world.own('author', await world.submit(third), 'withdraw'));
    await world.submit(third);
    clock.advance(2 * DAY);

    const all = await figures('lead');
    expect(counts(all.all)).toBe('5 1 1 1 1');
    expect(all.all).toMatchObject({ median: 2 * HOUR, longest: DAY });
    expect(all.open).toEqual([{ level: 'department', age: '3', count: 1 }]);
    expect(all.reasons.filter(({ count }) => count > 0)).toEqual([
      { reason: 'incomplete', count: 1 },
      { reason: 'quality', count: 1 },
    ]);
    expect(all.by.school.map(({ name, decided }) => [name, decided])).toEqual([['青禾实验小学', 5]]);
    expect(all.by.subject.map(({ key }) => key)).toEqual(['math']);
    expect(JSON.stringify(all)).not.toContain('老师');
    for (const who of ['admin', 'groupLead', 'groupAdmin'] as const) expect(await figures(who)).toEqual(all);
    for (const who of ['author', 'mate', 'reader', 'far'] as const)
      expect((await world.as(who).get('reviews/figures')).status).toBe(404);
    expect(counts((await figures('lead', '30')).all)).toBe('5 1 1 1 1');
    clock.advance(31 * DAY);
    expect(counts((await figures('lead', '30')).all)).toBe('0 0 0 0 0');
    expect((await figures('lead', '30')).open).toEqual([{ level: 'department', age: 'longer', count: 1 }]);
  });

  it('is counted over nothing but what the asker has an office for, by the offices of now', async () => {
    const { program, schoolId } = world;
    await make(mixed(240));
    const until = program.clock.now();
    const [elsewhere] = await program.query<{ id: Id }>(`SELECT id FROM school WHERE name = '东溪小学'`);
    await program.person('far lead', '远组长', [
      { scope: 'school', scopeId: elsewhere!.id, role: 'school_admin', from: 0 },
    ]);
    const whole = await figures('groupAdmin', '90');
    expect(new Set(whole.by.school.map(({ key }) => key)).size).toBe(3);
    expect(new Set(whole.by.subject.map(({ key }) => key))).toEqual(new Set(['math', 'chinese', '']));
    const lead = await figures('groupLead', '90');
    expect(lead.by.subject.map(({ key }) => key)).toEqual(['math']);
    expect(lead.all).toEqual(numbersOf(whole.by.subject.find(({ key }) => key === 'math')!));
    const admin = await figures('admin', '90');
    expect(admin.by.school.map(({ key }) => key)).toEqual([schoolId]);
    expect(admin.all).toEqual(numbersOf(whole.by.school.find(({ key }) => key === schoolId)!));
    const head = await figures('lead', '90');
    expect([head.by.school.map(({ key }) => key), head.by.subject.map(({ key }) => key)]).toEqual([
      [schoolId],
      ['math'],
    ]);
    // A school that has left the group takes its figures with it.
    await program.write('UPDATE school_link SET valid_until = ? WHERE school_id = ?', [until, elsewhere!.id]);
    expect((await figures('groupAdmin', '90')).by.school.map(({ key }) => key)).not.toContain(elsewhere!.id);
  });

  it('says what a slow and simple count says', async () => {
    const all = mixed(300);
    await make(all);
    for (const period of ['30', '90', 'term']) {
      const told = await figures('groupAdmin', period);
      const [from, until] = [Date.parse(told.from), Date.parse(told.until)];
      expect(told.all).toEqual(simple(all, from, until, () => true));
      for (const type of ['slides', 'paper'])
        expect(numbersOf(told.by.type.find(({ key }) => key === type)!)).toEqual(
          simple(all, from, until, (one) => one.type === type),
        );
      const sum = (rows: FiguresRow[]) => rows.reduce((n, row) => n + row.decided, 0);
      for (const rows of Object.values(told.by)) expect(sum(rows)).toBe(told.all.decided);
      expect(told.by.month.every(({ key }) => /^20\d\d-\d\d$/.test(key))).toBe(true);
    }
  });

  it('is counted quickly over twenty thousand submissions', async () => {
    await make(mixed(20_000));
    const times: number[] = [];
    for (const who of ['groupAdmin', 'groupLead', 'admin'] as const) {
      const began = performance.now();
      await figures(who, 'term');
      times.push(performance.now() - began);
    }
    expect(Math.max(...times)).toBeLessThan(5_000);
  }, 180_000);

  /** Submissions of all schools, subjects and types over the last 200 days, half of them the second of their resource. */
  function mixed(n: number): Made[] {
    const below = numbers(n);
    const now = world.program.clock.now();
    const made: Made[] = [];
    for (let i = 0; i < n; i += 1) {
      const at = now - 200 * DAY + Math.floor((i / n) * 199 * DAY);
      const before = i % 2 === 1 ? made[i - 1] : undefined;
      const events: Happened[] = [{ act: 'submit', at, reasons: [] }];
      const step = (act: string, reasons: string[] = []) =>
        events.push({ act, reasons, at: events.at(-1)!.at + 1 + below(3 * DAY) });
      let state = 'waiting';
      const ends = below(6);
      if (below(2) === 1) step('pass');
      if (ends < 2) {
        state = 'approved';
        step('approve');
      } else if (ends < 4) {
        state = 'returned';
        step('return', below(2) === 1 ? ['quality'] : ['privacy', 'incomplete']);
        if (below(3) === 0) {
          step('appeal');
          state = 'approved';
          step('approve');
        }
      } else if (ends === 4) {
        state = 'withdrawn';
        step('withdraw');
      }
      made.push({
        id: newId(at),
        resource: before?.resource ?? newId(at),
        school: before?.school ?? schools[below(3)]!,
        subject: before?.subject ?? ['math', 'chinese', ''][below(3)]!,
        type: before?.type ?? ['slides', 'paper'][below(2)]!,
        state,
        events: events.map((event) => ({ ...event, at: Math.min(event.at, now - MINUTE) })),
      });
    }
    return made;
  }

  async function make(all: readonly Made[]): Promise<void> {
    const { program, people, groupId } = world;
    const rows = async (table: string, columns: readonly string[], values: readonly unknown[][]) => {
      const one = `(${columns.map(() => '?').join(', ')})`;
      for (let i = 0; i < values.length; i += 500) {
        const part = values.slice(i, i + 500);
        await program.write(
          `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${part.map(() => one).join(', ')}`,
          part.flat(),
        );
      }
    };
    const submissions = all.map(({ id, resource, school, subject, type, state, events }) => [
      ...[id, 1, resource, school, people.author.id, state, '[]', 0, 'group', groupId, subject || null, type],
      ...[events.some(({ act }) => act === 'appeal') ? 1 : 0, '{}', events[0]!.at, events.at(-1)!.at],
    ]);
    await rows(
      'submission',
      [
        ...['id', 'rev', 'resource_id', 'school_id', 'submitter_id', 'state', 'steps', 'passed', 'level'],
        ...['scope_id', 'subject', 'type', 'appealed', 'audience', 'submitted_at', 'since_at'],
      ],
      submissions,
    );
    await rows(
      'submission_event',
      ['id', 'submission_id', 'at', 'act', 'actor_id', 'level', 'reasons', 'words'],
      all.flatMap(({ id, events }) =>
        events.map(({ act, at, reasons }) => [
          ...[newId(at), id, at, act, people.lead.id, 'group', JSON.stringify(reasons), ''],
        ]),
      ),
    );
  }
});

const numbersOf = ({ key: _key, name: _name, ...figures }: FiguresRow): DecidedFigures => figures;

/** The same figures, by walking through everything that happened. */
function simple(
  all: readonly Made[],
  from: number,
  until: number,
  counts: (one: Made) => boolean,
): DecidedFigures {
  const told = { approvedFirst: 0, approvedAgain: 0, returned: 0, withdrawn: 0 };
  const waits: number[] = [];
  const latest = new Map<Id, string>();
  const events = all
    .flatMap((one) => one.events.map((event, i) => ({ ...event, one, came: one.events[i - 1]?.at ?? 0 })))
    .sort((a, b) => a.at - b.at);
  for (const { act, at, came, one } of events) {
    const again = latest.get(one.resource) === 'return';
    if (act === 'return' || act === 'approve') latest.set(one.resource, act);
    if (!counts(one) || at < from || at >= until) continue;
    if (['pass', 'approve', 'return'].includes(act)) waits.push(at - came);
    if (act === 'approve') told[again ? 'approvedAgain' : 'approvedFirst'] += 1;
    if (act === 'return') told.returned += 1;
    if (act === 'withdraw') told.withdrawn += 1;
  }
  waits.sort((a, b) => a - b);
  const n = waits.length;
  const middle = n === 0 ? null : Math.round((waits[(n - 1) >> 1]! + waits[n >> 1]!) / 2);
  return { decided: n, median: middle, longest: waits.at(-1) ?? null, ...told };
}
