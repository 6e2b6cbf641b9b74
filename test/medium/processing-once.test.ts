import { jest } from '@jest/globals';
import sharp from 'sharp';
import type { ResourceView } from '../../src/contracts/index.js';
import { ObjectStore } from '../../src/platform/storage/storage.port.js';
import { makePdf } from '../contract/media-fixtures.js';
import type { ApiClient } from '../support/client.js';
import { read, showFile } from './shown-file.js';
import { UploadWorld } from './uploads-world.js';

const photo = () =>
  sharp({ create: { width: 640, height: 480, channels: 3, background: '#2a7' } })
    .jpeg()
    .toBuffer();

describe.each([
  ['a picture', 'jpg', photo],
  ['a document', 'pdf', () => Promise.resolve(makePdf(['Pythagoras', 'Euclid']))],
])('%s that several people upload', (_name, extension, make) => {
  let world: UploadWorld;
  let people: ApiClient[];
  /** the key of everything that was stored as a rendition, in order */
  const stored: string[] = [];

  beforeAll(async () => {
    world = await UploadWorld.open({ partBytes: 1024 * 1024 });
    people = [
      await world.teacher('wang'),
      await world.teacher('li', world.otherSchoolId),
      await world.teacher('zhao', world.otherSchoolId),
    ];
    const store = world.app.get(ObjectStore);
    const put = store.put.bind(store);
    jest.spyOn(store, 'put').mockImplementation((key, ...rest) => {
      if (key.startsWith('rendition/')) stored.push(key);
      return put(key, ...rest);
    });
  });
  afterAll(() => world.close());

  it('is processed once, though two send it at the same moment and a third later: each sees it as their own', async () => {
    const bytes = await make();
    const [first, second] = await Promise.all(
      people.slice(0, 2).map((who, i) => showFile(world, who, `第${i}份.${extension}`, bytes)),
    );
    const made = stored.length;
    const third = await showFile(world, people[2]!, `后来的.${extension}`, bytes);

    expect(made).toBeGreaterThan(0);
    expect(stored).toHaveLength(made);
    expect(new Set(stored).size).toBe(made);
    expect(new Set(stored.map((key) => key.split('/').slice(0, 4).join('/'))).size).toBe(1);

    const views = await Promise.all(
      [first!, second!, third].map(
        async ({ id }, i) => (await people[i]!.get<ResourceView>(`resources/${id}`)).body,
      ),
    );
    expect(views.map((view) => view.fullFiles[0]!.fileName)).toEqual([
      `第0份.${extension}`,
      `第1份.${extension}`,
      `后来的.${extension}`,
    ]);
    expect(new Set(views.map((view) => view.fullFiles[0]!.id)).size).toBe(3);
    const pictures = await Promise.all(
      views.map((view, i) =>
        read(`${world.url}/api/v1/resources/${view.id}/files/${view.fullFiles[0]!.id}/thumbnail`, {
          cookie: people[i]!.cookies(),
        }),
      ),
    );
    expect(pictures.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(pictures.every(({ bytes: one }) => one.equals(pictures[0]!.bytes))).toBe(true);
  });
});
