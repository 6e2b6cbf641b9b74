import type { FileText, WordPlace } from '../../src/contracts/index.js';
import { makePdf } from '../contract/media-fixtures.js';
import type { ApiClient } from '../support/client.js';
import { showFile, type ShownFile } from './shown-file.js';
import { UploadWorld } from './uploads-world.js';

const PAGES = ['Rivers and lakes', 'Mountains', 'Rivers in flood', 'A river and its glacier'];

describe('the words that were searched', () => {
  let world: UploadWorld;
  let author: ApiClient;
  let reader: ApiClient;
  let stranger: ApiClient;
  let paper: ShownFile;
  const placeOf = async (words: string, who = reader) =>
    (await who.get<WordPlace>(`resources/${paper.id}/place?words=${encodeURIComponent(words)}`)).body.place;

  beforeAll(async () => {
    world = await UploadWorld.open();
    author = await world.teacher('zhang');
    reader = await world.teacher('li');
    stranger = await world.teacher('wang');
    paper = await showFile(world, author, 'geography.pdf', makePdf(PAGES));
  }, 120_000);
  afterAll(() => world?.close());

  it('have their place on the first page that holds most of them', async () => {
    expect(await placeOf('rivers')).toEqual({ fileId: paper.fileId, page: 1 });
    expect(await placeOf('flooded rivers')).toEqual({ fileId: paper.fileId, page: 3 });
    expect(await placeOf('Glaciers')).toEqual({ fileId: paper.fileId, page: 4 });
  });

  it('have none where the files hold none of them, or nothing was searched', async () => {
    expect(await placeOf('volcano')).toBeNull();
    expect(await placeOf(' ')).toBeNull();
  });

  it('are marked in the text of the pages that hold them, and only there', async () => {
    const { pages } = (await reader.get<FileText>(`${paper.base}/text?words=river`)).body;
    expect(
      pages.map(({ page, marked }) => [page, marked?.filter(({ hit }) => hit).map((f) => f.text)]),
    ).toEqual([
      [1, ['Rivers']],
      [2, undefined],
      [3, ['Rivers']],
      [4, ['river']],
    ]);
    for (const { text, marked } of pages) if (marked) expect(marked.map((f) => f.text).join('')).toBe(text);
    const plain = (await reader.get<FileText>(`${paper.base}/text`)).body.pages;
    expect(plain.map(({ text }) => text)).toEqual(pages.map(({ text }) => text));
    expect(plain.every(({ marked }) => marked === undefined)).toBe(true);
  });

  it('have no place for whoever may not see the resource: it is as if it were not there', async () => {
    await author.post(`resources/${paper.id}/withdraw`);
    const hidden = await stranger.get<{ code: string }>(`resources/${paper.id}/place?words=rivers`);
    expect([hidden.status, hidden.body.code]).toEqual([404, 'not_found']);
    const none = await stranger.get(`resources/${paper.fileId}/place?words=rivers`);
    expect(none.status).toBe(404);
    expect(await placeOf('rivers', author)).toEqual({ fileId: paper.fileId, page: 1 });
  });

  it('are not looked for beyond the length of a search', async () => {
    const long = await author.get(`resources/${paper.id}/place?words=${'x'.repeat(501)}`);
    expect(long.status).toBe(400);
  });
});
