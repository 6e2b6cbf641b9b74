import {
  STANDARD_QUESTIONS,
  type ManyReviewsResult,
  type ReviewRubric,
  type ReviewRubrics,
} from '../../src/contracts/index.js';
import { ok } from '../support/ok.js';
import { ReviewWorld } from './review-world.js';

type Who = Parameters<ReviewWorld['as']>[0];

describe('the questions that reviewers answer', () => {
  let world: ReviewWorld;
  beforeEach(async () => {
    world = await ReviewWorld.open();
  }, 60_000);
  afterEach(() => world.close());

  const address = () => `groups/${world.groupId}/review-rubric`;
  const ask = (who: Who, items: ReviewRubric[]) =>
    world.as(who).request<ReviewRubrics & { code?: string }>('PUT', address(), { items });
  const line = (keys: string[], part: Partial<ReviewRubric> = {}): ReviewRubric => ({
    ...{ type: null, required: false, questions: STANDARD_QUESTIONS.filter(({ key }) => keys.includes(key)) },
    ...part,
  });

  it('are set by who administers the group, read by its people, and unknown to others', async () => {
    const items = [line(['depth', 'access']), line(['assessment'], { type: 'paper', required: true })];
    for (const who of ['author', 'admin', 'groupLead'] as const)
      expect((await ask(who, items)).status).toBe(404);
    expect((await ok(ask('groupAdmin', items))).items).toEqual(items);
    expect(await ok(world.as('reader').get(address()))).toEqual({ items });
    const { client } = await world.program.person('stranger', '外人', []);
    expect((await client.get(address())).status).toBe(404);
    expect((await ask('groupAdmin', [items[0]!, items[0]!])).body.code).toBe('conflict');
    const twice = { ...items[0]!, questions: [STANDARD_QUESTIONS[0]!, STANDARD_QUESTIONS[0]!] };
    expect((await ask('groupAdmin', [twice])).status).toBe(400);
    const written = await world.program.query(`SELECT 1 AS n FROM audit_entry WHERE action = ?`, [
      'group.review-rubric',
    ]);
    expect(written).toHaveLength(1);
  });

  it('are none until somebody asks them, and may stay unanswered unless they must not', async () => {
    const { id } = await world.draft('稿');
    const submission = await world.submit(id);
    expect((await world.review('lead', submission)).body.rubric).toEqual({ required: false, questions: [] });
    await ok(ask('groupAdmin', [line(['depth', 'access'])]));
    expect((await world.review('lead', submission)).body.rubric.questions.map(({ key }) => key)).toEqual([
      ...['depth', 'access'],
    ]);
    const odd = { answers: [{ key: 'standards', value: 3 }] };
    expect((await world.act('lead', submission, 'approve', odd)).status).toBe(400);
    await ok(world.act('lead', submission, 'approve'));
    expect((await world.submissions(id))[0]!.events.at(-1)).toMatchObject({ act: 'pass', rubric: [] });

    await ok(ask('groupAdmin', [line(['depth', 'access'], { required: true })]));
    for (const [act, body] of [
      ['approve', { answers: [{ key: 'depth', value: 3 }] }],
      ['return', { words: '不行' }],
    ] as const)
      expect((await world.act('groupLead', submission, act, body)).body.code).toBe('rubric_required');
    // Several at once are refused for it one by one, and nothing is half done.
    const { rev } = (await world.submissions(id))[0]!;
    const many = { act: 'approve', items: [{ id: submission, rev }] };
    expect(await ok(world.as('groupLead').post<ManyReviewsResult>('reviews/many', many))).toMatchObject({
      items: [{ id: submission, refusal: { code: 'rubric_required' } }],
    });
    await ok(world.act('groupLead', submission, 'ask', { words: '问题不用回答评价表' }));
    const answers = [
      { key: 'access', value: null },
      { key: 'depth', value: 0, words: '只有识记' },
    ];
    await ok(world.act('groupLead', submission, 'approve', { answers }));
    expect((await world.view('far', id)).state).toBe('published');
  });

  it('are kept with the answers as they were, for the author and later reviewers', async () => {
    await ok(ask('groupAdmin', [line(['depth'], { required: true })]));
    const { id } = await world.draft('稿');
    const first = await world.submit(id);
    const answers = [{ key: 'depth', value: 1, words: '再往前一步' }];
    await ok(world.act('lead', first, 'return', { reasons: ['quality'], answers }));
    await ok(ask('groupAdmin', [line(['access'], { required: true })]));
    const depth = STANDARD_QUESTIONS.find(({ key }) => key === 'depth')!;
    const kept = [{ key: 'depth', title: depth.title, value: 1, words: '再往前一步' }];
    expect((await world.submissions(id))[0]!.events.at(-1)!.rubric).toEqual(kept);
    const second = await world.submit(id);
    const { body } = await world.review('secondLead', second);
    expect(body.earlier[0]!.events.at(-1)!.rubric).toEqual(kept);
    expect(body.rubric.questions.map(({ key }) => key)).toEqual(['access']);
    // Whoever may only see it reads nothing of its review.
    expect((await world.as('mate').get(`resources/${id}/submissions`)).status).toBe(404);
  });
});
