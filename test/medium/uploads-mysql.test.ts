import { services, withService } from '../support/services.js';
import { UploadWorld } from './uploads-world.js';

/** What a database with many writers could get wrong; the rest runs on SQLite. */
withService('uploads on MySQL or MariaDB', 'MYSQL_URL', services.mysqlUrl, () => {
  let world: UploadWorld;
  beforeEach(async () => (world = await UploadWorld.open({ quotaSchoolBytes: 150_000 }, {}, ['mysql'])));
  afterEach(() => world.close());

  it('are begun two hundred at once by two people of one school, and the room is shared exactly', async () => {
    const [wang, li] = [await world.teacher('wang'), await world.teacher('li')];
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        (i % 2 ? wang : li).post('uploads', { fileName: `${i}.txt`, size: 1_000 }),
      ),
    );
    const count = (status: number) => answers.filter((answer) => answer.status === status).length;
    expect([count(201), count(413)]).toEqual([150, 50]);
    expect((await world.quota(wang)).school.used).toBe(150_000);
  });
});
