import fc from 'fast-check';
import type { CollectionItem, CollectionView } from '../../src/contracts/index.js';
import { DAY } from '../../src/kernel/clock.js';
import type { Id } from '../../src/kernel/ids.js';
import { Program, type Signed } from '../support/program.js';

/** What a collection should look like: titles of items, section by section. */
type Model = { title: string; items: string[] }[];

/** Numbers say which of what is there is meant, counted round and round. */
type Step =
  | { do: 'add'; section: number; after: number; count: number }
  | { do: 'move'; from: number; count: number; section: number; after: number }
  | { do: 'remove'; from: number; count: number }
  | { do: 'addSection' | 'moveSection'; section: number; after: number }
  | { do: 'removeSection'; section: number }
  | { do: 'undo' };

const which = fc.nat({ max: 40 });
const few = fc.integer({ min: 1, max: 4 });
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('add'), section: which, after: which, count: few }) },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('move'),
        from: which,
        count: few,
        section: which,
        after: which,
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('remove'), from: which, count: few }) },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constantFrom('addSection', 'moveSection'),
        section: which,
        after: which,
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('removeSection'), section: which }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('undo') }) },
  ) as fc.Arbitrary<Step>,
  { minLength: 5, maxLength: 25 },
);

describe('the order of collections', () => {
  let program: Program;
  let lead: Signed;
  let serial = 0;
  beforeAll(async () => {
    program = await Program.open();
    const from = program.clock.now() - DAY;
    const school = await program.school(await program.group('一集团'), '甲校', from);
    lead = await program.person('lead', '组长', [
      { scope: 'school', scopeId: school, role: 'teacher', from },
    ]);
  });
  afterAll(() => program.close());

  async function ok<T>(answer: Promise<{ status: number; body: T }>): Promise<T> {
    const { status, body } = await answer;
    if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body;
  }
  const draft = () => ok(lead.client.post<CollectionView>('collections', { title: '合集' }));
  const read = (id: Id) => ok(lead.client.get<CollectionView>(`collections/${id}`));
  const itemsOf = async (id: Id): Promise<CollectionItem[]> => {
    const found: CollectionItem[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const more: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const page: { items: CollectionItem[]; next: string | null } = await ok(
        lead.client.get<{ items: CollectionItem[]; next: string | null }>(
          `collections/${id}/items?mode=curating&limit=100${more}`,
        ),
      );
      found.push(...page.items);
      cursor = page.next;
    }
    return found;
  };
  const revised = async (method: string, id: Id, path: string, body?: object) => {
    const { rev } = await read(id);
    return ok(
      lead.client.request<CollectionView>(method, `collections/${id}${path}`, body, {
        'if-match': `"${rev}"`,
      }),
    );
  };

  it('is what a plain list would be after any changes, and undoing leads back through all of them', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        const walk = await Walk.begin();
        for (const step of list) {
          await walk.take(step);
          expect(await walk.seen()).toEqual(walk.model);
        }
        while (walk.past.length > 0) {
          await walk.take({ do: 'undo' });
          expect(await walk.seen()).toEqual(walk.model);
        }
        expect(walk.model).toEqual([{ title: '', items: [] }]);
      }),
      { numRuns: 25 },
    );
  }, 240_000);

  it('stands when rows are put between the same two until no number is left, and spreads them anew', async () => {
    const { id, sections } = await draft();
    const link = (title: string) => ({ kind: 'link', url: 'https://example.org/', title });
    const sectionId = sections[0]!.id;
    const add = (titles: string[], afterId: Id | null) =>
      ok(
        lead.client.post<{ ids: Id[] }>(`collections/${id}/items`, {
          sectionId,
          afterId,
          items: titles.map(link),
        }),
      );
    const { ids } = await add(['头', '尾'], null);
    const expected = ['头'];
    for (let i = 0; i < 40; i += 1) {
      await add([`第${i}`], ids[0]!);
      expected.splice(1, 0, `第${i}`);
    }
    expected.push('尾');
    expect((await itemsOf(id)).map((item) => item.link!.title)).toEqual(expected);
    for (let i = 0; i < 40; i += 1) await revised('POST', id, '/undo');
    expect((await itemsOf(id)).map((item) => item.link!.title)).toEqual(['头', '尾']);
  });

  it('holds no circle: an inner collection is taken exactly when a walk through all of them finds none', async () => {
    const edge = fc.record({ outer: fc.nat({ max: 4 }), inner: fc.nat({ max: 4 }), taken: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(edge, { minLength: 4, maxLength: 16 }), async (list) => {
        const nodes = await Promise.all(Array.from({ length: 5 }, draft));
        const inside: Map<number, Id>[] = nodes.map(() => new Map<number, Id>());
        const reaches = (from: number, to: number): boolean =>
          from === to || [...inside[from]!.keys()].some((next) => reaches(next, to));
        for (const { outer, inner, taken } of list) {
          const present = inside[outer]!.get(inner);
          if (present !== undefined) {
            if (!taken) continue;
            await revised('POST', nodes[outer]!.id, '/items/remove', { itemIds: [present] });
            inside[outer]!.delete(inner);
            continue;
          }
          const { status, body } = await lead.client.post<{ ids: Id[] }>(
            `collections/${nodes[outer]!.id}/items`,
            { items: [{ kind: 'collection', collectionId: nodes[inner]!.id }] },
          );
          expect(status).toBe(reaches(inner, outer) ? 422 : 201);
          if (status === 201) inside[outer]!.set(inner, body.ids[0]!);
        }
      }),
      { numRuns: 15 },
    );
  }, 120_000);

  /** One collection changed step by step, beside the list that it should equal. */
  class Walk {
    readonly past: Model[] = [];
    model: Model = [{ title: '', items: [] }];
    private constructor(private readonly id: Id) {}

    static async begin(): Promise<Walk> {
      return new Walk((await draft()).id);
    }

    async seen(): Promise<Model> {
      const { sections } = await read(this.id);
      const items = await itemsOf(this.id);
      return sections.map(({ id, title }) => ({
        title,
        items: items.filter((item) => item.sectionId === id).map((item) => item.link!.title),
      }));
    }

    async take(step: Step): Promise<void> {
      const { sections } = await read(this.id);
      const items = await itemsOf(this.id);
      const idOf = (title: string) => items.find((item) => item.link!.title === title)!.id;
      const next = structuredClone(this.model);
      const nth = (n: number) => n % this.model.length;
      /** Behind which item of a section, as a place in it and as an id. */
      const behind = (section: string[], n: number) => {
        const at = n % (section.length + 1);
        return { at, afterId: at === 0 ? null : idOf(section[at - 1]!) };
      };
      switch (step.do) {
        case 'add': {
          const index = nth(step.section);
          const { at, afterId } = behind(next[index]!.items, step.after);
          const titles = Array.from({ length: step.count }, () => `第${(serial += 1)}`);
          const made = titles.map((title) => ({ kind: 'link', url: 'https://example.org/', title }));
          const place = { sectionId: sections[index]!.id, afterId };
          await ok(lead.client.post(`collections/${this.id}/items`, { ...place, items: made }));
          next[index]!.items.splice(at, 0, ...titles);
          break;
        }
        case 'move':
        case 'remove': {
          const all = next.flatMap((section) => section.items);
          if (all.length === 0) return;
          const first = step.from % all.length;
          // Neither of one section nor in order.
          const chosen = all.slice(first, first + step.count).reverse();
          for (const section of next) section.items = section.items.filter((t) => !chosen.includes(t));
          const itemIds = chosen.map(idOf);
          if (step.do === 'remove') {
            await revised('POST', this.id, '/items/remove', { itemIds });
            break;
          }
          const index = nth(step.section);
          const { at, afterId } = behind(next[index]!.items, step.after);
          await revised('POST', this.id, '/items/move', { itemIds, sectionId: sections[index]!.id, afterId });
          next[index]!.items.splice(at, 0, ...chosen);
          break;
        }
        case 'addSection': {
          const at = step.after % (next.length + 1);
          const title = `节${(serial += 1)}`;
          const afterId = at === 0 ? null : sections[at - 1]!.id;
          await ok(lead.client.post(`collections/${this.id}/sections`, { title, afterId }));
          next.splice(at, 0, { title, items: [] });
          break;
        }
        case 'moveSection': {
          const index = nth(step.section);
          const moved = sections[index]!.id;
          const [section] = next.splice(index, 1);
          const rest = sections.filter(({ id }) => id !== moved);
          const at = step.after % (rest.length + 1);
          const afterId = at === 0 ? null : rest[at - 1]!.id;
          await revised('PATCH', this.id, `/sections/${moved}`, { afterId });
          next.splice(at, 0, section!);
          break;
        }
        case 'removeSection': {
          if (next.length === 1) return;
          const index = nth(step.section);
          await revised('DELETE', this.id, `/sections/${sections[index]!.id}`);
          next.splice(index, 1);
          break;
        }
        case 'undo': {
          const before = this.past.pop();
          if (!before) return;
          await revised('POST', this.id, '/undo');
          this.model = before;
          return;
        }
      }
      this.past.push(this.model);
      this.model = next;
    }
  }
});
