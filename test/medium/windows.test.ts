import type { ResourceView, SearchResponse } from '../../src/contracts/index.js';
import { HOUR } from '../../src/kernel/clock.js';
import { AccessService } from '../../src/modules/access/index.js';
import { FileService } from '../../src/modules/files/index.js';
import type { ApiClient } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { UploadWorld } from './uploads-world.js';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const WORD = '期末统考';

describe('an exam paper that is released at a second', () => {
  let world: UploadWorld;
  let author: ApiClient;
  let reader: ApiClient;
  let id: string;
  let from: number;
  let until: number;
  let files: { text: string; image: string };

  /** Everything that the reader is shown of it; the same for whoever may not see it as if it were not there. */
  async function shown() {
    const search = (await reader.get<SearchResponse>(`search?text=${encodeURIComponent(WORD)}`)).body;
    const newest = (await reader.get<{ items: ResourceView[] }>('resources?scope=newest')).body.items;
    const suggestions = (
      await reader.get<{ items: string[] }>(`search/suggestions?text=${encodeURIComponent('期末')}`)
    ).body;
    const tags = (await reader.get<{ items: object[] }>(`tags/suggestions?text=${encodeURIComponent('统')}`))
      .body;
    const status = async (path: string) => (await reader.get(`resources/${id}${path}`)).status === 200;
    return {
      hits: search.items.length,
      total: search.total,
      facets:
        Object.values(search.facets)
          .flat()
          .reduce((sum, facet) => sum + facet.count, 0) > 0,
      newest: newest.some((card) => card.id === id),
      suggestions: suggestions.items.length,
      tags: tags.items.length,
      open: await status(''),
      original: await status(`/files/${files.text}/original`),
      text: await status(`/files/${files.text}/text`),
      thumbnail: await status(`/files/${files.image}/thumbnail`),
      image: await status(`/files/${files.image}/image`),
    };
  }
  const NOTHING = {
    hits: 0,
    total: 0,
    facets: false,
    newest: false,
    suggestions: 0,
    tags: 0,
    open: false,
    original: false,
    text: false,
    thumbnail: false,
    image: false,
  };
  const EVERYTHING = {
    hits: 1,
    total: 1,
    facets: true,
    newest: true,
    suggestions: 2,
    tags: 1,
    open: true,
    original: true,
    text: true,
    thumbnail: true,
    image: true,
  };

  beforeAll(async () => {
    world = await UploadWorld.open();
    author = await world.teacher('author');
    reader = await world.teacher('reader', world.otherSchoolId);
    const uploadIds = [
      await author.upload('试题.txt', Buffer.from(`${WORD}试题：一、看拼音写词语。`)),
      await author.upload('插图.png', PNG),
    ];
    await world.ended(author, uploadIds[0]!);
    await world.ended(author, uploadIds[1]!);
    const made = await author.post<ResourceView>('resources', {
      title: `${WORD}（语文）`,
      type: 'exam_paper',
      tags: ['统考', '期末卷'],
      uploadIds,
    });
    expect(made.status).toBe(201);
    id = made.body.id;
    files = { text: made.body.fullFiles[0]!.id, image: made.body.fullFiles[1]!.id };
    await eventually('the files are ready', async () => {
      const views = [
        ...(
          await world.app
            .get(FileService, { strict: false })
            .views(world.database.reader, [files.text, files.image])
        ).values(),
      ];
      return views.every((view) => view.state === 'ready' || view.state === 'partial');
    });
    from = world.clock.now() + HOUR;
    until = from + HOUR;
    const { rev } = (await author.get<ResourceView>(`resources/${id}`)).body;
    const published = await author.post<ResourceView>(
      `resources/${id}/publish`,
      {
        audience: { preset: 'group' },
        visibleFrom: new Date(from).toISOString(),
        visibleUntil: new Date(until).toISOString(),
      },
      { 'if-match': `"${rev}"` },
    );
    expect(published).toMatchObject({
      status: 200,
      body: { publishedAt: new Date(from).toISOString(), visibleFrom: new Date(from).toISOString() },
    });
    // From here on no job runs that could help: the index knows it, and the queue is at rest.
    await eventually(
      'the index knows it',
      async () => (await world.app.get(AccessService, { strict: false }).pendingIds()).length === 0,
    );
  });
  afterAll(() => world.close());

  it('is nowhere a millisecond before', async () => {
    world.clock.set(from - 1);
    expect(await shown()).toEqual(NOTHING);
  });

  it('is everywhere at the second, without a job', async () => {
    world.clock.set(from);
    expect(await shown()).toEqual(EVERYTHING);
  });

  it('is there until the last millisecond, and nowhere from the end on', async () => {
    world.clock.set(until - 1);
    expect(await shown()).toEqual(EVERYTHING);
    world.clock.set(until);
    expect(await shown()).toEqual(NOTHING);
  });

  it('is its author’s all the time', async () => {
    for (const at of [from - 1, from, until]) {
      world.clock.set(at);
      expect((await author.get(`resources/${id}`)).status).toBe(200);
      const found = (await author.get<SearchResponse>(`search?text=${encodeURIComponent(WORD)}`)).body;
      expect(found.total).toBe(1);
    }
  });

  it('is refused with a window that holds no instant', async () => {
    const { rev } = (await author.get<ResourceView>(`resources/${id}`)).body;
    const at = new Date(from).toISOString();
    const answer = await author.post(
      `resources/${id}/publish`,
      { audience: { preset: 'group' }, visibleFrom: at, visibleUntil: at },
      { 'if-match': `"${rev}"` },
    );
    expect(answer).toMatchObject({ status: 422, body: { code: 'interval_invalid' } });
  });
});
