import type { OwnOpinion } from '../../src/contracts/index.js';
import type { Id } from '../../src/kernel/ids.js';
import { ReadingRecord } from '../../src/modules/resources/index.js';
import { ok } from '../support/ok.js';
import { ReviewWorld } from './review-world.js';

type Who = Parameters<ReviewWorld['as']>[0];
const WORDS = '第三页的例题答案写错了';

describe('a level at which two judge, each without the other', () => {
  let world: ReviewWorld;
  beforeEach(async () => {
    world = await ReviewWorld.open();
    await world.policy([{ type: null, school: [], beyond: ['department'], second: true }]);
  }, 60_000);
  afterEach(() => world.close());

  const opinions = async (who: Who) =>
    (await ok(world.as(who).get<{ items: OwnOpinion[] }>('reviews/opinions'))).items;
  const approve = (who: Who, id: Id, words = '') => world.act(who, id, 'approve', { words });
  const sendBack = (who: Who, id: Id, words = '') =>
    world.act(who, id, 'return', { reasons: ['content_error'], words });
  const submitted = async () => {
    const { id } = await world.draft('稿');
    return { id, submission: await world.submit(id) };
  };
  const kinds = async (who: Who) => (await world.notices(who)).map(({ kind }) => kind);

  /** Everything of it that somebody may read, as it is sent; nothing where it is not theirs. */
  const readBy = async (who: Who, id: Id, submission: Id) => {
    const routes = [
      ...['reviews', 'reviews?standIn=true', `reviews/${submission}`, `reviews/${submission}/candidates`],
      ...[`reviews/many/candidates?ids=${submission}`, `reviews/${submission}/marks`, 'reviews/figures'],
      ...['reviews/opinions', `resources/${id}`, `resources/${id}/submissions`, 'notices'],
      ...['audit', 'audit/export'],
    ];
    const read = [];
    for (const route of routes) read.push((await world.as(who).get<unknown>(route)).body);
    return JSON.stringify(read);
  };

  it('shows nothing of the first opinion to whoever may be the second, or to the author', async () => {
    const { id, submission } = await submitted();
    await world.review('lead', submission);
    await ok(sendBack('lead', submission, WORDS));
    expect(await world.review('lead', submission)).toMatchObject({ status: 404 });
    await world.program.app.get(ReadingRecord).settled();
    expect(await world.queue('lead')).toEqual([]);
    expect((await world.queue('secondLead'))[0]).toMatchObject({
      state: 'second',
      two: true,
      reviewer: null,
    });
    expect((await world.submissions(id))[0]).toMatchObject({
      state: 'second',
      reviewer: null,
      nobody: false,
    });
    for (const who of ['author', 'secondLead', 'admin', 'groupAdmin'] as const) {
      const text = await readBy(who, id, submission);
      for (const secret of [WORDS, 'content_error":1', world.people.lead.id, 'lead老师'])
        expect(text.includes(secret) ? `${who} reads ${secret}` : '').toBe('');
    }
    const written = await world.program.query<{ action: string; objectType: string }>(
      `SELECT action, object_type AS objectType FROM audit_entry
       WHERE action IN ('review.opine', 'resource.view') AND actor_id = ? ORDER BY action`,
      [world.people.lead.id],
    );
    expect(written).toEqual([
      { action: 'resource.view', objectType: 'submission' },
      { action: 'review.opine', objectType: 'submission' },
    ]);
  });

  it('approves what both approve, in nobody’s name', async () => {
    const { id, submission } = await submitted();
    await ok(approve('lead', submission, '很好'));
    expect((await approve('lead', submission)).body).toMatchObject({ code: 'review_decided' });
    await ok(approve('secondLead', submission, '同意'));
    expect((await world.view('far', id)).state).toBe('published');
    const [shown] = await world.submissions(id);
    expect(shown).toMatchObject({ state: 'approved', reviewer: null });
    expect(shown!.events.at(-1)).toMatchObject({ act: 'approve', by: null });
    expect(
      shown!.events
        .at(-1)!
        .opinions.map(({ words }) => words)
        .sort(),
    ).toEqual(['同意', '很好']);
    const text = await readBy('author', id, submission);
    for (const who of ['lead', 'secondLead'] as const) expect(text).not.toContain(world.people[who].id);
    expect((await world.as('author').get<unknown>('notices')).body).toMatchObject({
      items: [{ kind: 'review_approved', by: null }],
    });
  });

  it('returns what both return, with the reasons of both, and a third decides on an appeal', async () => {
    const { id, submission } = await submitted();
    await ok(world.act('lead', submission, 'return', { reasons: ['quality'], words: '甲' }));
    await ok(world.act('secondLead', submission, 'return', { reasons: ['privacy'], words: '乙' }));
    const [shown] = await world.submissions(id);
    expect(shown).toMatchObject({ state: 'returned', mayAppeal: true });
    expect(new Set(shown!.events.at(-1)!.reasons)).toEqual(new Set(['quality', 'privacy']));
    await ok(world.own('author', submission, 'appeal', { words: '请再看' }));
    for (const who of ['lead', 'secondLead'] as const)
      expect((await approve(who, submission)).status).toBeGreaterThan(400);
    await ok(approve('admin', submission));
    expect((await world.view('far', id)).state).toBe('published');
  });

  it('goes to a third who reads both, unnamed, where they differ', async () => {
    const { id, submission } = await submitted();
    await ok(approve('lead', submission, '可以公开'));
    await ok(sendBack('secondLead', submission, WORDS));
    expect((await world.submissions(id))[0]).toMatchObject({ state: 'split' });
    expect(await readBy('author', id, submission)).not.toContain(WORDS);
    const { body } = await world.review('admin', submission);
    expect(body.events.at(-1)).toMatchObject({ act: 'split', by: null });
    expect(body.events.at(-1)!.opinions).toHaveLength(2);
    const text = JSON.stringify(body.events);
    for (const who of ['lead', 'secondLead'] as const) expect(text).not.toContain(world.people[who].id);
    expect((await approve('lead', submission)).body).toMatchObject({ code: 'review_decided' });
    await ok(approve('admin', submission));
    expect((await world.view('far', id)).state).toBe('published');
  });

  it('is returned where they differ and nobody else is there; who keeps the policy hears of it', async () => {
    await world.policy([{ type: null, school: [], beyond: ['group'], second: true }]);
    const { id, submission } = await submitted();
    await ok(approve('groupLead', submission));
    expect((await world.submissions(id))[0]).toMatchObject({ state: 'second', nobody: false });
    await ok(sendBack('groupAdmin', submission, WORDS));
    expect((await world.submissions(id))[0]).toMatchObject({ state: 'returned' });
    expect(await kinds('groupAdmin')).toContain('review_no_other');
  });

  it('may be taken back before the second is in, and not after', async () => {
    const { id, submission } = await submitted();
    await ok(sendBack('lead', submission, WORDS));
    expect(await opinions('lead')).toMatchObject([{ id: submission, verdict: 'return', words: WORDS }]);
    expect(await opinions('secondLead')).toEqual([]);
    expect((await world.act('secondLead', submission, 'recall')).status).toBe(404);
    await ok(world.act('lead', submission, 'recall'));
    expect(await opinions('lead')).toEqual([]);
    expect((await world.submissions(id))[0]).toMatchObject({ state: 'waiting' });
    await ok(approve('lead', submission));
    await ok(approve('secondLead', submission));
    expect((await world.act('lead', submission, 'recall')).body).toMatchObject({ code: 'review_decided' });
  });

  it('is not taken, handed on, asked about or corrected once the first has judged', async () => {
    const { id, submission } = await submitted();
    for (const act of ['take', 'give-back'])
      expect((await world.act('lead', submission, act)).body).toMatchObject({ code: 'state_conflict' });
    await ok(world.act('lead', submission, 'ask', { words: '出处？' }));
    expect((await world.submissions(id))[0]!.events.at(-1)).toMatchObject({ act: 'ask', by: null });
    await ok(approve('lead', submission));
    expect((await world.act('secondLead', submission, 'ask', { words: '？' })).body).toMatchObject({
      code: 'state_conflict',
    });
    const { body } = await world.review('secondLead', submission);
    const match = { 'if-match': `"${body.rev}"` };
    const edit = { title: '改正', resourceRev: body.resource.rev };
    expect(
      await world.as('secondLead').request('PATCH', `reviews/${submission}/description`, edit, match),
    ).toMatchObject({ status: 409 });
    await ok(world.own('author', submission, 'withdraw'));
    expect(await opinions('lead')).toEqual([]);
  });

  it('of two who judge at the same moment keeps both, and of one who judges twice one', async () => {
    const { submission } = await submitted();
    const both = await Promise.all([approve('lead', submission), approve('secondLead', submission)]);
    for (const { status, body } of both) if (status !== 204) expect(body.code).toBe('rev_conflict');
    const late = both.findIndex(({ status }) => status !== 204);
    if (late >= 0) await ok(approve(late === 0 ? 'lead' : 'secondLead', submission));
    const rows = await world.program.query<{ state: string }>('SELECT state FROM submission WHERE id = ?', [
      submission,
    ]);
    expect(rows).toEqual([{ state: 'approved' }]);
  });
});

describe('whoever is credited after it was submitted', () => {
  it('finds it in their queue no more, nor does it count as theirs to decide', async () => {
    const world = await ReviewWorld.open();
    const { id } = await world.draft('稿');
    const submission = await world.submit(id);
    expect(await world.queue('secondLead')).toHaveLength(1);
    await world.program.transaction((tx) =>
      tx.manager.query(
        `INSERT INTO resource_grant (resource_id, principal, right_name, credited, granted_by, granted_at) VALUES (?, ?, 'edit', 1, ?, 0)`,
        [id, `a:${world.people.secondLead.id}:${world.schoolId}`, world.people.author.id],
      ),
    );
    expect(await world.queue('secondLead')).toEqual([]);
    expect((await world.review('secondLead', submission)).status).toBe(404);
    expect((await world.act('secondLead', submission, 'approve')).body).toMatchObject({ code: 'own_work' });
    expect(await world.queue('lead')).toHaveLength(1);
    await world.close();
  }, 60_000);
});
