import { createRequire } from 'node:module';
import type { FileView, ResourceView, SearchResponse } from '../../src/contracts/index.js';
import { removeData, startApp, type RunningApp } from '../support/app.js';
import { eventually } from '../support/client.js';
import { Originals, type OriginalKind } from '../support/originals.js';
import { foundGroup, type SmallGroup } from '../support/small-group.js';

const programOf = (name: string) => (createRequire(import.meta.url)(name) as { path: string }).path;

describe('an installation with nothing but what npm brings', () => {
  let app: RunningApp;
  let group: SmallGroup;
  const originals = new Originals();
  beforeAll(async () => {
    app = await startApp({
      env: {
        LOG_LEVEL: 'info',
        SOFFICE_PATH: '/nonexistent/soffice',
        FFMPEG_PATH: programOf('@ffmpeg-installer/ffmpeg'),
        FFPROBE_PATH: programOf('@ffprobe-installer/ffprobe'),
      },
    });
    group = await foundGroup(app);
  });
  afterAll(async () => {
    originals.remove();
    await app.stop();
    await removeData(app);
  });

  async function processed(kind: OriginalKind, phrase: string): Promise<{ id: string; file: FileView }> {
    const { author } = group;
    const { fileName, bytes } = await originals.make(kind, phrase);
    const uploadIds = [await author.upload(fileName, bytes)];
    const { body } = await author.post<ResourceView>('resources', {
      title: '样本',
      type: 'material',
      uploadIds,
    });
    const audience = { preset: 'group' };
    await author.post(`resources/${body.id}/publish`, { audience }, { 'if-match': `"${body.rev}"` });
    const file = await eventually(
      async () => (await author.get<ResourceView>(`resources/${body.id}`)).body.fullFiles[0],
      (seen) => seen !== undefined && /^(?:ready|partial|failed)$/.test(seen.state),
      120_000,
    );
    return { id: body.id, file: file! };
  }

  it('says in its log what it works with, what is missing and what that costs', async () => {
    const line = await eventually(
      () =>
        Promise.resolve(
          app
            .output()
            .split('\n')
            .find((one) => one.includes('Tools that work on files')),
        ),
      (found) => found !== undefined,
    );
    const said = JSON.parse(line!) as { tools: object; isolation: string; missing: string[] };
    expect(Object.keys(said.tools)).toEqual(['ffmpeg', 'ffprobe', 'mupdf', 'sharp']);
    expect(said.isolation).toMatch(/^(?:namespaces|guards|none)$/);
    expect(said.missing.join('\n')).toMatch(/LibreOffice/);
  });

  it('plays a film, in its own and in a smaller size', async () => {
    const { file } = await processed('film', '潮水');
    expect(file).toMatchObject({
      state: 'ready',
      failure: null,
      preview: { playable: true, hasPoster: true },
    });
    expect(file.preview.qualities.map(({ name }) => name).sort()).toEqual(['480p', 'source']);
  }, 150_000);

  it('finds an Office file by its words, shows them, and says in a code what is missing', async () => {
    const { id, file } = await processed('document', '天下奇观钱塘江');
    expect(file).toMatchObject({
      state: 'partial',
      failure: { code: 'converter_missing' },
      preview: { pages: 0, hasText: true },
    });
    const found = await eventually(
      async () =>
        (await group.colleague.get<SearchResponse>(`search?text=${encodeURIComponent('天下奇观')}`)).body,
      ({ total }) => total > 0,
    );
    expect(found.items[0]!.resource.id).toBe(id);
    const text = await group.colleague.get<{ pages: { text: string }[] }>(
      `resources/${id}/files/${file.id}/text`,
    );
    expect(text.body.pages[0]!.text).toContain('天下奇观钱塘江');
  }, 150_000);
});
