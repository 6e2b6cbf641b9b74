import { jest } from '@jest/globals';
import type { ResourceView } from '../../src/contracts/index.js';
import { DOCUMENT_LIMITS } from '../../src/platform/media/adapters/document/local-document-tool.js';
import { ObjectStore } from '../../src/platform/storage/storage.port.js';
import { makeNoisyPdf } from '../contract/media-fixtures.js';
import { eventually } from '../support/client.js';
import { read } from './shown-file.js';
import { UploadWorld } from './uploads-world.js';

const MIB = 1024 * 1024;

describe('a document whose page images would take far more room than itself', () => {
  let world: UploadWorld;
  beforeAll(async () => {
    jest.spyOn(DOCUMENT_LIMITS, 'imageBytes').mockReturnValue(2 * MIB);
    world = await UploadWorld.open({ partBytes: MIB });
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await world.close();
  });

  it('is shown in part, with the reason, and found by the words of its last page', async () => {
    const author = await world.teacher('author');
    const lines = Array.from({ length: 40 }, (_, i) => `Page number ${i + 1}`);
    const upload = await author.upload('噪声.pdf', makeNoisyPdf(lines, 600));
    await world.ended(author, upload);
    const made = await author.post<ResourceView>('resources', { title: '噪声', uploadIds: [upload] });
    const {
      body: { id, fullFiles },
    } = await eventually(
      () => author.get<ResourceView>(`resources/${made.body.id}`),
      ({ body }) => ['ready', 'partial', 'failed'].includes(body.fullFiles[0]!.state),
      90_000,
    );
    const file = fullFiles[0]!;
    const { pages } = file.preview;
    expect(file).toMatchObject({
      state: 'partial',
      failure: { code: 'document_too_heavy', params: { pages } },
      preview: { pageCount: 40, hasThumbnail: true, hasText: true },
    });
    expect(pages).toBeGreaterThan(2);
    expect(pages).toBeLessThan(40);
    const url = `${world.url}/api/v1/resources/${id}/files/${file.id}`;
    const last = await read(`${url}/pages/${pages}`, { cookie: author.cookies() });
    expect([last.status, last.headers.get('content-type')]).toEqual([200, 'image/webp']);
    const text = await author.get<{ pages: { page: number; text: string }[] }>(
      `resources/${id}/files/${file.id}/text`,
    );
    expect(text.body.pages.at(-1)).toMatchObject({
      page: 40,
      text: expect.stringContaining('Page number 40'),
    });

    let stored = 0;
    for await (const object of world.app.get(ObjectStore).list('rendition/')) stored += object.size;
    expect(stored).toBeLessThan(7 * MIB);
  });
});
