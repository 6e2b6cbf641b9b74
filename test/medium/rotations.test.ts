import ExcelJS from 'exceljs';
import { makeZip } from '../contract/media-fixtures.js';
import { World, type Browser } from './organization-world.js';

describe('rotation from a spreadsheet', () => {
  let world: World;
  let host: string;
  let department: string;
  let ids: Record<string, string>;
  let group: Browser;
  let school: Browser;

  beforeAll(async () => {
    world = await World.open();
    world.clock.set(Date.UTC(2026, 7, 20));
    const groupId = await world.group('青禾教育集团');
    const home = await world.school(groupId, '青禾实验学校', 'core');
    host = await world.school(groupId, '石磐乡中心学校');
    department = await world.department(host, 'math');
    ids = {
      heqing: await world.person('heqing', { scope: 'group', scopeId: groupId, role: 'group_admin' }),
      zhaolei: await world.person('zhaolei', { scope: 'school', scopeId: host, role: 'school_admin' }),
      wangfang: await world.person('wangfang', { scope: 'school', scopeId: home, role: 'teacher' }),
      liqiang: await world.person('liqiang', { scope: 'school', scopeId: home, role: 'teacher' }),
    };
    group = await world.signedIn('heqing');
    school = await world.signedIn('zhaolei');
  });
  afterAll(() => world.close());

  const HEAD = '登录名,姓名,教研组,角色,开始日期,最后一天';
  const sheet = (content: Buffer | string) => ({
    schoolId: host,
    fileName: '轮岗.csv',
    content: Buffer.from(content as string).toString('base64'),
    timeZone: 'Asia/Shanghai',
  });
  const lines = (answer: { body: unknown }) =>
    (answer.body as { lines: { errors: string[]; from: string; until: string }[] }).lines;
  const held = () =>
    world.database.reader.manager.query<object[]>(
      'SELECT * FROM membership WHERE school_id = ? AND account_id <> ?',
      [host, ids['zhaolei']],
    );

  it('says of every line what it would do or what is wrong, and changes nothing', async () => {
    const answer = await group.post(
      '/rotations/preview',
      sheet(
        [
          HEAD,
          'wangfang,wangfang,math department,教师,2026-09-01,2027/1/31',
          'nobody,,,,2026-09-01,',
          'liqiang,张三,,,2026-09-01,',
          'liqiang,,语文组,,2026-09-01,',
          'liqiang,,,校长,2026-09-01,',
          'liqiang,,,,九月一日,',
          'liqiang,,,,2026-02-30,',
          'liqiang,,,,2026-09-02,2026-09-01',
          'liqiang,,,,2026-10-01,2026-10-01',
          'liqiang,,,,2026年9月30日,2026.10.2',
        ].join('\r\n'),
      ),
    );
    expect(answer.status).toBe(200);
    expect(answer.body['ready']).toBe(false);
    expect(lines(answer).map((line) => line.errors)).toEqual([
      [],
      ['person_unknown'],
      ['name_differs'],
      ['department_unknown'],
      ['role_unknown'],
      ['date_invalid'],
      ['date_invalid'],
      ['interval_invalid'],
      [],
      ['twice'],
    ]);
    // Days of the administrator's own clock: the last one wholly included.
    expect(lines(answer)[0]).toMatchObject({
      from: '2026-08-31T16:00:00.000Z',
      until: '2027-01-31T16:00:00.000Z',
    });
    expect(await held()).toEqual([]);
  });

  it('makes all or none', async () => {
    const one = 'wangfang,,,,2026-09-01,2027-01-31';
    const refused = await group.post('/rotations', sheet([HEAD, one, 'nobody,,,,2026-09-01,'].join('\n')));
    expect(refused).toMatchObject({ status: 422, body: { code: 'sheet_has_errors' } });
    expect(await held()).toEqual([]);
    const book = new ExcelJS.Workbook();
    const page = book.addWorksheet('x');
    page.addRow(HEAD.split(','));
    page.addRow(['wangfang', '', 'math department', '', new Date(Date.UTC(2026, 8, 1)), '2027-01-31']);
    page.addRow([]);
    page.addRow(['liqiang', '', '', '', '2026-09-01', '']);
    const xlsx = Buffer.from(await book.xlsx.writeBuffer());
    expect((await group.post('/rotations', sheet(xlsx))).body).toEqual({ made: 2 });
    expect(await held()).toHaveLength(2);
    // A second time the same is in the way of itself.
    const again = await group.post('/rotations/preview', sheet(xlsx));
    expect(lines(again).map((line) => line.errors)).toEqual([['conflict'], ['conflict']]);
    expect(await world.audited('membership.create')).toHaveLength(2);
  });

  it('shows the guests with their dates to the host school, and is not for those who do not see them', async () => {
    const people = (await school.get(`/people?schoolId=${host}`)).body as unknown as {
      items: { loginName: string; memberships: { schoolId: string; until: string | null }[] }[];
    };
    const guest = people.items.find((person) => person.loginName === 'wangfang')!;
    expect(guest.memberships.find((m) => m.schoolId === host)?.until).toBe('2027-01-31T16:00:00.000Z');
    const teacher = await world.signedIn('wangfang');
    const body = sheet(`${HEAD}\nliqiang,,,,2026-09-01,`);
    expect((await teacher.post('/rotations/preview', body)).status).toBe(404);
    expect((await teacher.post('/rotations', body)).status).toBe(404);
    // Their file is not even looked at.
    expect((await teacher.post('/rotations/preview', sheet('只是一句话'))).status).toBe(404);
  });

  it('reads the template, GB18030, and refuses what is no table', async () => {
    const gb = Buffer.concat([
      Buffer.from([0xb5, 0xc7, 0xc2, 0xbc, 0xc3, 0xfb, 0x2c, 0xbf, 0xaa, 0xca, 0xbc, 0xc8, 0xd5, 0xc6, 0xda]),
      Buffer.from('\nheqing,2026-09-01'),
    ]);
    // Read as it was meant: the line is understood, and nobody sends themselves anywhere.
    expect(lines(await group.post('/rotations/preview', sheet(gb)))).toMatchObject([
      { loginName: 'heqing', errors: ['own_role'] },
    ]);
    const code = async (content: Buffer | string) =>
      (await group.post('/rotations/preview', sheet(content))).body['code'] as unknown;
    expect(await code('只是一句话')).toBe('sheet_unreadable');
    expect(await code(Buffer.from('PK\u0003\u0004broken'))).toBe('sheet_unreadable');
    expect(await code('登录名,开始日期\n"liyang,2026-09-01')).toBe('sheet_unreadable');
    expect(await code(HEAD)).toBe('sheet_empty');
    expect(await code(workbookWithRow(50_000_000))).toBe('sheet_unreadable');
    expect(await code(workbookWithRow(3))).toBeUndefined();
    const template = await fetch(`${world.url}/api/v1/rotations/template`, {
      headers: { cookie: [...group.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    expect(await code(Buffer.from(await template.arrayBuffer()))).toBe('sheet_empty');
  });

  it('end with the year, in the zone of whoever wrote the sheet, to the second', async () => {
    const body = { ...sheet(`${HEAD}\nliqiang,,math department,,2026-12-01,2026-12-31`) };
    const nowhere = await group.post('/rotations/preview', { ...body, timeZone: 'Mars/Base' });
    expect(nowhere).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    const before = (await held()).length;
    expect((await group.post('/rotations', body)).body).toEqual({ made: 1 });
    expect(await held()).toHaveLength(before + 1);
    const principals = async (at: string) => {
      world.clock.set(Date.parse(at));
      return (await world.actors.load(ids['liqiang']!, 'test')).principals;
    };
    expect(await principals('2026-11-30T23:59:59.999+08:00')).not.toContain(`d:${department}`);
    expect(await principals('2026-12-01T00:00:00.000+08:00')).toContain(`d:${department}`);
    expect(await principals('2026-12-31T23:59:59.999+08:00')).toContain(`d:${department}`);
    expect(await principals('2027-01-01T00:00:00.000+08:00')).not.toContain(`d:${department}`);
  });
});

/** A workbook of some hundred bytes with headings, and a line whose row claims a number. */
function workbookWithRow(number: number): Buffer {
  const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packaged = 'http://schemas.openxmlformats.org/package/2006';
  const related = (kind: string, target: string) =>
    `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/${kind}" Target="${target}"/></Relationships>`;
  const part = (name: string, text: string) => ({ name, data: `<?xml version="1.0"?>${text}` });
  return makeZip([
    part(
      '[Content_Types].xml',
      `<Types xmlns="${packaged}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    ),
    part('_rels/.rels', related('officeDocument', 'xl/workbook.xml')),
    part(
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="x" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    part('xl/_rels/workbook.xml.rels', related('worksheet', 'worksheets/sheet1.xml')),
    part(
      'xl/worksheets/sheet1.xml',
      `<worksheet xmlns="${main}"><sheetData><row r="1">${cell('A1', '登录名')}${cell('B1', '开始日期')}</row>` +
        `<row r="${number}">${cell(`A${number}`, 'liqiang')}${cell(`B${number}`, '2026-09-01')}</row></sheetData></worksheet>`,
    ),
  ]);
}
