import { makePdf } from '../contract/media-fixtures.js';
import type { ApiClient } from '../support/client.js';
import { S3_KINDS } from '../support/s3-server.js';
import { services, withService } from '../support/services.js';
import { change, read, showFile, type ShownFile } from './shown-file.js';
import { UploadWorld } from './uploads-world.js';

for (const { kind, variable } of S3_KINDS)
  withService(`marked previews from an S3 store, ${kind}`, variable, services[kind], () => {
    let world: UploadWorld;
    let author: ApiClient;
    let reader: ApiClient;
    let paper: ShownFile;
    const get = (who: ApiClient, place: string, headers: Record<string, string> = {}) =>
      read(`${world.url}/api/v1/${paper.base}/${place}`, { cookie: who.cookies(), ...headers });
    const keyOf = async (who: ApiClient, place: string) => {
      const answer = await get(who, place);
      expect([place, answer.status]).toEqual([place, 302]);
      return new URL(answer.headers.get('location')!).pathname;
    };

    beforeAll(async () => {
      world = await UploadWorld.open({ partBytes: 8 * 1024 * 1024 }, {}, [kind]);
      [author, reader] = [await world.teacher('zhang'), await world.teacher('王小明')];
      paper = await showFile(world, author, '试卷.pdf', makePdf(['Paper']), {
        ...{ preset: 'school', previewOnly: true },
      });
      await change(author, paper.id, 'PATCH', 'usage', { watermark: true });
    }, 180_000);
    afterAll(() => world?.close());

    it('come from us with the mark, by no redirect; who may edit it reads the store by themselves', async () => {
      expect(await keyOf(author, 'pages/1')).toMatch(/\/pages\/1\.webp$/);
      for (const headers of [{}, { range: 'bytes=0-9' }, { origin: 'http://localhost' }]) {
        const page = await get(reader, 'pages/1', headers as Record<string, string>);
        expect([page.status, page.headers.get('location')]).toEqual([200, null]);
        expect(page.headers.get('content-type')).toBe('image/jpeg');
      }
    });

    it('send readers to the store for what was made small, and for nothing that somebody uploaded', async () => {
      expect(await keyOf(reader, 'thumbnail')).toMatch(/\/thumbnail\.webp$/);
      expect(await keyOf(reader, 'pages/1/thumbnail')).toMatch(/\/pages\/1-small\.webp$/);
      expect(await keyOf(author, 'original')).toContain('/blob/');
      const original = await get(reader, 'original');
      expect([original.status, original.headers.get('location')]).toEqual([404, null]);
    });
  });
