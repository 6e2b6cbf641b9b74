import { randomBytes } from 'node:crypto';
import { HOUR, MINUTE } from '../../src/kernel/clock.js';
import type { ApiClient } from '../support/client.js';
import { put, UploadWorld } from './uploads-world.js';

describe('parts that come to an address which is not theirs', () => {
  let world: UploadWorld;
  let wang: ApiClient;
  beforeEach(async () => {
    world = await UploadWorld.open();
    wang = await world.teacher('wang');
  });
  afterEach(() => world.close());

  const rows = () =>
    world.query<{ object_id: string | null; school_id: string | null; result: string; ip: string }>(
      'SELECT * FROM audit_entry WHERE action = ? ORDER BY id',
      ['uploads.part'],
    );
  const body = randomBytes(500);
  const changed = (url: string) => url.replace(/signature=.{5}/, 'signature=AAAAA');
  const nextMinute = () => world.clock.advance(MINUTE);

  it('are noted once per upload and minute, however many come at once', async () => {
    const upload = await world.begin(wang, 'a.txt', 500);
    const url = await world.sign(wang, upload.id, 1);
    const answers = await Promise.all(Array.from({ length: 30 }, () => put(changed(url), body)));
    expect(new Set(answers.map((a) => a.code))).toEqual(new Set(['signature_invalid']));
    expect(await rows()).toMatchObject([
      { object_id: upload.id, school_id: world.schoolId, result: 'denied', ip: '127.0.0.1' },
    ]);
    nextMinute();
    await put(changed(url), body);
    await put(changed(url), body);
    expect(await rows()).toHaveLength(2);
    expect(await put(url, body)).toMatchObject({ status: 204 });
    expect(await rows()).toHaveLength(2);
  });

  it('are noted when the address has expired, and when it was signed for another upload', async () => {
    const [one, two] = [await world.begin(wang, 'a.txt', 500), await world.begin(wang, 'b.txt', 500)];
    const [first, second] = [await world.sign(wang, one.id, 1), await world.sign(wang, two.id, 1)];
    const idOf = (url: string) => new URL(url).pathname.split('/').at(-2)!;
    expect(await put(first.replace(idOf(first), idOf(second)), body)).toMatchObject({ status: 403 });
    expect((await rows()).map((r) => r.object_id)).toEqual([two.id]);
    world.clock.advance(HOUR);
    expect(await put(first, body)).toMatchObject({ status: 403, code: 'signature_invalid' });
    expect((await rows()).map((r) => r.object_id)).toEqual([two.id, one.id]);
  });

  it('that belong to no upload share one row a minute', async () => {
    const upload = await world.begin(wang, 'a.txt', 500);
    const url = await world.sign(wang, upload.id, 1);
    const id = new URL(url).pathname.split('/').at(-2)!;
    for (let i = 0; i < 100; i += 1) {
      const invented = id.replace(/.{32}$/, randomBytes(16).toString('hex'));
      expect((await put(url.replace(id, invented), body)).status).toBe(404);
    }
    expect(await rows()).toMatchObject([{ object_id: null, school_id: null, result: 'denied' }]);
  });
});
