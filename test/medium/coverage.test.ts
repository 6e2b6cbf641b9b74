import type {
  CollectionChange,
  CollectionView,
  CoverageView,
  ResourceView,
} from '../../src/contracts/index.js';
import type { Id } from '../../src/kernel/ids.js';
import type { Program, Signed } from '../support/program.js';
import { openShelf } from '../support/shelf.js';

/** 语文一年级上册: its second chapter is a lesson with knowledge points. */
const BOOK = '1ev5snn';
const LESSON = `${BOOK}.2`;

describe('what a textbook has and lacks', () => {
  let program: Program;
  let group: Id;
  let own: Id;
  let lead: Signed;
  let reader: Signed;
  let outsider: Signed;
  beforeAll(async () => {
    const shelf = await openShelf();
    ({ program, group, own, lead, reader, outsider } = shelf);
  });
  afterAll(() => program.close());

  const GROUP = () => ({ preset: 'group', groupIds: [group] });
  /** A resource of the lead's; published where an audience is given. */
  async function resource(type: string, place: object, audience: object | null): Promise<ResourceView> {
    const made = await lead.client.post<ResourceView>('resources', {
      ...{ title: '识字教学', type, schoolId: own, linkUrl: 'https://example.org/' },
      ...place,
    });
    expect(made.status).toBe(201);
    const { id, rev } = made.body;
    if (audience !== null)
      await lead.client.post(`resources/${id}/publish`, { audience }, { 'if-match': `"${rev}"` });
    return made.body;
  }
  const coverage = async (by: Signed, query = '') =>
    by.client.get<CoverageView & { code?: string }>(`books/${BOOK}/coverage${query}`);
  const cellsAt = async (by: Signed, chapterId: string | null, query = '') => {
    const { body } = await coverage(by, query);
    return chapterId === null ? body.whole : body.chapters.find(({ id }) => id === chapterId)?.cells;
  };
  const seen = (...counts: number[]) =>
    counts.map((count) => expect.objectContaining({ seen: count }) as object);

  it('is told lesson by lesson, in the order of the book, of what the asker may see', async () => {
    await resource('lesson_plan', { bookId: BOOK, chapterId: LESSON }, GROUP());
    await resource('lesson_plan', { bookId: BOOK, chapterId: LESSON }, { preset: 'school' });
    await resource('slides', { bookId: BOOK, chapterId: LESSON }, { preset: 'school' });
    await resource('homework', { bookId: BOOK, chapterId: LESSON }, null);
    const { body } = await coverage(lead);
    expect(body).toMatchObject({
      book: { id: BOOK, subject: 'chinese' },
      parts: ['lesson_plan', 'slides', 'task_sheet', 'homework', 'lesson_recording'],
    });
    expect(body.chapters.slice(0, 2)).toMatchObject([
      { id: `${BOOK}.1`, depth: 0, lesson: true },
      { id: LESSON, title: '识字（一）' },
    ]);
    expect(await cellsAt(lead, LESSON)).toEqual(seen(2, 1, 0, 0, 0));
    expect(await cellsAt(reader, LESSON)).toEqual(seen(1, 0, 0, 0, 0));
    expect(await cellsAt(outsider, LESSON)).toEqual(seen(0, 0, 0, 0, 0));
  });

  it('counts what stands at a knowledge point in its lesson, and at the book itself apart', async () => {
    const before = (await cellsAt(lead, LESSON))!;
    await resource('task_sheet', { bookId: BOOK, chapterId: `${LESSON}.k1` }, GROUP());
    await resource('task_sheet', { bookId: BOOK }, GROUP());
    expect((await cellsAt(lead, LESSON))![2]!.seen).toBe(before[2]!.seen + 1);
    expect(await cellsAt(reader, null)).toEqual(seen(0, 0, 1, 0, 0));
  });

  it('takes other parts than the usual ones, and says which is none', async () => {
    await resource('micro_video', { bookId: BOOK, chapterId: LESSON }, GROUP());
    const { body } = await coverage(reader, '?part=micro_video&part=slides');
    expect(body.parts).toEqual(['micro_video', 'slides']);
    expect(body.chapters[1]!.cells).toEqual(seen(1, 0));
    expect(await coverage(reader, '?part=nonsense')).toMatchObject({
      status: 422,
      body: { code: 'taxonomy_unknown' },
    });
  });

  it('tells what a collection has of it: what the reader sees there, and no more', async () => {
    const open = await resource('lesson_plan', { bookId: BOOK, chapterId: `${BOOK}.3` }, GROUP());
    const closed = await resource('slides', { bookId: BOOK, chapterId: `${BOOK}.3` }, { preset: 'school' });
    const { body: made } = await lead.client.post<CollectionView>('collections', {
      title: '拼音',
      bookId: BOOK,
    });
    const query = `?collectionId=${made.id}`;
    await lead.client.post(`collections/${made.id}/items`, {
      items: [open, closed].map(({ id }) => ({ kind: 'resource', resourceId: id })),
    });
    expect(await coverage(reader, query)).toMatchObject({ status: 404 });
    const { body: present } = await lead.client.get<CollectionView>(`collections/${made.id}`);
    await lead.client.post(
      `collections/${made.id}/publish`,
      { audience: GROUP() },
      { 'if-match': `"${present.rev}"` },
    );
    const both = (first: number, second: number) => [
      { seen: first, collected: first },
      { seen: second, collected: second },
      ...[0, 0, 0].map((none) => ({ seen: none, collected: none })),
    ];
    expect(await cellsAt(lead, `${BOOK}.3`, query)).toEqual(both(1, 1));
    expect(await cellsAt(reader, `${BOOK}.3`, query)).toEqual(both(1, 0));
    // In the library and not in the collection.
    expect((await cellsAt(reader, LESSON, query))![0]).toEqual({ seen: 1, collected: 0 });
  });

  describe('by the template of a collection', () => {
    const template = ['micro_video', 'slides', 'micro_video'];
    const view = async (by: Signed, id: Id) =>
      (await by.client.get<CollectionView>(`collections/${id}`)).body;
    const patch = async (id: Id, body: object, path = '') => {
      const { rev } = await view(lead, id);
      return lead.client.request<{ code?: string }>('PATCH', `collections/${id}${path}`, body, {
        'if-match': `"${rev}"`,
      });
    };
    const made = async (body: object = {}) =>
      (await lead.client.post<CollectionView>('collections', { title: '单元', bookId: BOOK, ...body })).body;
    const partsOf = async (id: Id, more = '') =>
      (await coverage(lead, `?collectionId=${id}${more}`)).body.parts;

    it('asks for its parts unless others are asked for', async () => {
      const { id, parts } = await made();
      expect(parts).toBeNull();
      expect(await partsOf(id)).toEqual([
        'lesson_plan',
        'slides',
        'task_sheet',
        'homework',
        'lesson_recording',
      ]);
      expect((await patch(id, { parts: template })).status).toBe(200);
      expect((await view(lead, id)).parts).toEqual(['micro_video', 'slides']);
      expect(await partsOf(id)).toEqual(['micro_video', 'slides']);
      expect(await partsOf(id, '&part=homework')).toEqual(['homework']);
    });

    it('is left alone by other edits, emptied, undone, and copied along', async () => {
      const { id } = await made({ parts: template });
      await patch(id, { summary: '改了一句' });
      expect((await view(lead, id)).parts).toEqual(['micro_video', 'slides']);
      const copy = (await lead.client.post<CollectionView>(`collections/${id}/copy`, {})).body;
      expect(copy.parts).toEqual(['micro_video', 'slides']);
      await patch(id, { parts: [] });
      const { parts, rev } = await view(lead, id);
      expect(parts).toBeNull();
      await lead.client.post(`collections/${id}/undo`, {}, { 'if-match': `"${rev}"` });
      expect((await view(lead, id)).parts).toEqual(['micro_video', 'slides']);
    });

    describe('a section that is no lesson', () => {
      const history = async (id: Id) =>
        (await lead.client.get<{ items: CollectionChange[] }>(`collections/${id}/history`)).body.items.map(
          ({ what, name, undone }) => [what, name, undone],
        );
      const lessons = async (by: Signed, id: Id) => (await view(by, id)).sections.map(({ lesson }) => lesson);
      /** A collection whose second section begins the unit. */
      const unit = async () => {
        const { id } = await made({ parts: template });
        const text = '先读这一页';
        const section = await lead.client.post<{ id: Id }>(`collections/${id}/sections`, {
          ...{ title: '单元导读', text },
        });
        return { id, path: `/sections/${section.body.id}` };
      };
      const undo = async (id: Id) => {
        const { rev } = await view(lead, id);
        return lead.client.post(`collections/${id}/undo`, {}, { 'if-match': `"${rev}"` });
      };

      it('is said to be none and to be one again, each a change that is undone and told in the history', async () => {
        const { id, path } = await unit();
        expect(await lessons(lead, id)).toEqual([true, true]);
        expect((await patch(id, { lesson: false }, path)).status).toBe(200);
        expect(await lessons(lead, id)).toEqual([true, false]);
        expect((await view(lead, id)).undoable).toMatchObject({ what: 'section_no_lesson' });
        await patch(id, { lesson: true }, path);
        expect(await lessons(lead, id)).toEqual([true, true]);
        await undo(id);
        expect(await lessons(lead, id)).toEqual([true, false]);
        await undo(id);
        expect(await lessons(lead, id)).toEqual([true, true]);
        expect((await history(id)).slice(2, 4)).toEqual([
          ['section_lesson', '单元导读', true],
          ['section_no_lesson', '单元导读', true],
        ]);
        const told = await program.query<{ action: string }>(
          `SELECT action FROM audit_entry WHERE object_id = ? AND action LIKE '%lesson' ORDER BY action`,
          [id],
        );
        expect(told.map(({ action }) => action)).toEqual([
          'collection.section_lesson',
          'collection.section_no_lesson',
        ]);
      });

      it('said again is no change; with other words and a move it is one of three', async () => {
        const { id, path } = await unit();
        await patch(id, { lesson: false }, path);
        const { rev } = await view(lead, id);
        expect((await patch(id, { lesson: false }, path)).status).toBe(200);
        expect((await view(lead, id)).rev).toBe(rev);
        const all = { title: '第一课', lesson: true, afterId: null };
        expect((await patch(id, all, path)).status).toBe(200);
        expect((await history(id)).slice(0, 3).map(([what]) => what)).toEqual([
          ...['section_move', 'section_lesson', 'section_edit'],
        ]);
        expect((await view(lead, id)).sections[0]).toMatchObject({ title: '第一课', lesson: true });
        await undo(id);
        await undo(id);
        expect((await view(lead, id)).sections[1]).toMatchObject({ title: '第一课', lesson: false });
      });

      it('stays one without the template, survives its removal, and is copied along', async () => {
        const { id, path } = await unit();
        await patch(id, { lesson: false }, path);
        await patch(id, { parts: null });
        const { rev } = await view(lead, id);
        await lead.client.request('DELETE', `collections/${id}${path}`, undefined, {
          'if-match': `"${rev}"`,
        });
        expect(await lessons(lead, id)).toEqual([true]);
        await undo(id);
        expect(await lessons(lead, id)).toEqual([true, false]);
        const copy = (await lead.client.post<CollectionView>(`collections/${id}/copy`, {})).body;
        // The first section has nothing in it, and does not come along.
        expect(copy.sections).toMatchObject([{ title: '单元导读', lesson: false }]);
      });

      it('is nothing to readers, and theirs to know in a copy of their own', async () => {
        const { id, path } = await unit();
        await patch(id, { lesson: false }, path);
        const { rev } = await view(lead, id);
        const shared = { audience: GROUP() };
        await lead.client.post(`collections/${id}/publish`, shared, { 'if-match': `"${rev}"` });
        expect(await lessons(reader, id)).toEqual([null]);
        const change = await reader.client.request(
          'PATCH',
          `collections/${id}${path}`,
          { lesson: true },
          {
            'if-match': `"${rev}"`,
          },
        );
        expect(change.status).toBe(404);
        const copy = (await reader.client.post<CollectionView>(`collections/${id}/copy`, {})).body;
        expect(copy.sections.map(({ lesson }) => lesson)).toEqual([false]);
      });
    });

    it('is refused with a part that is none, or with too many', async () => {
      const { id } = await made();
      expect(await patch(id, { parts: ['nonsense'] })).toMatchObject({
        ...{ status: 422, body: { code: 'taxonomy_unknown' } },
      });
      expect((await patch(id, { parts: Array.from({ length: 11 }, () => 'slides') })).status).toBe(400);
    });
  });
});
