import { maskSettings } from './mask.js';
import { parseSettings } from './settings.js';

describe('settings', () => {
  it('need nothing: an empty environment gives the embedded installation on localhost', () => {
    const settings = parseSettings({});
    expect(settings.database.driver).toBe('sqlite');
    expect(settings.http).toMatchObject({ port: 3000, host: '127.0.0.1', secureCookies: false });
  });

  it('name the key that is wrong', () => {
    expect(() => parseSettings({ PORT: 'many' })).toThrow(/PORT/);
    expect(() => parseSettings({ DATABASE_DRIVER: 'oracle' })).toThrow(/DATABASE_DRIVER/);
    expect(() => parseSettings({ DATABASE_DRIVER: 'mysql' })).toThrow(/DATABASE_URL/);
  });

  const S3 = {
    STORAGE_DRIVER: 's3',
    S3_ENDPOINT: 'http://minio:9000/',
    S3_BUCKET: 'lianke',
    S3_ACCESS_KEY: 'key',
    S3_SECRET_KEY: 'very-hidden',
  };

  it('of an object store name what is missing, and never show the secret key', () => {
    for (const key of ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY'])
      expect(() => parseSettings({ ...S3, [key]: '' })).toThrow(`STORAGE_DRIVER=s3 needs ${key}.`);
    expect(() => parseSettings({ ...S3, S3_ENDPOINT: 'http://minio:9000/bucket' })).toThrow(/S3_ENDPOINT/);
    expect(() => parseSettings({ ...S3, S3_BUCKET: '../lianke' })).toThrow(/S3_BUCKET/);
    expect(JSON.stringify(maskSettings(parseSettings(S3)))).not.toContain('very-hidden');
  });

  it('tell pages which origin the store has for browsers', () => {
    const origin = (env: Record<string, string>) => parseSettings({ ...S3, ...env }).storage;
    expect(origin({})).toMatchObject({ endpoint: 'http://minio:9000', publicOrigin: 'http://minio:9000' });
    const open = { S3_PUBLIC_ENDPOINT: 'https://files.school.example' };
    expect(origin(open)).toMatchObject({ publicOrigin: 'https://files.school.example' });
    expect(origin({ ...open, S3_PATH_STYLE: 'false' })).toMatchObject({
      publicOrigin: 'https://lianke.files.school.example',
    });
  });

  it('take the lanes of a process by name', () => {
    expect(parseSettings({}).work.lanes).toHaveLength(6);
    expect(parseSettings({ WORK_LANES: 'none' }).work.lanes).toEqual([]);
    expect(parseSettings({ WORK_LANES: 'video, document' }).work.lanes).toEqual(['document', 'video']);
    expect(() => parseSettings({ WORK_LANES: 'video,films' })).toThrow(/WORK_LANES.*quick,document/);
  });

  it('mask passwords inside addresses when shown', () => {
    const settings = parseSettings({
      DATABASE_DRIVER: 'mysql',
      DATABASE_URL: 'mysql://lianke:secret@db/lianke',
    });
    expect(JSON.stringify(maskSettings(settings))).not.toContain('secret');
  });

  it('of mail name what is missing or is no address, and never show the password', () => {
    const SMTP = { MAIL_DRIVER: 'smtp', SMTP_URL: 'smtp://mail.example', MAIL_FROM: '联课 <a@b.example>' };
    for (const key of ['SMTP_URL', 'MAIL_FROM'])
      expect(() => parseSettings({ ...SMTP, [key]: '' })).toThrow(`MAIL_DRIVER=smtp needs ${key}.`);
    for (const from of [
      '联课',
      'a@b.example>',
      '联课 <a@b.example',
      '联课\n<a@b.example>',
      'a@b.example, c@d.example',
    ])
      expect(() => parseSettings({ ...SMTP, MAIL_FROM: from })).toThrow(/MAIL_FROM/);
    expect(() => parseSettings({ ...SMTP, SMTP_USER: 'lianke' })).toThrow(/SMTP_PASSWORD/);
    const login = { SMTP_USER: 'lianke', SMTP_PASSWORD: 'very-hidden' };
    const settings = parseSettings({ ...SMTP, ...login });
    expect(settings.mail).toMatchObject({ from: { name: '联课', address: 'a@b.example' } });
    expect(JSON.stringify(maskSettings(settings))).not.toContain('very-hidden');
    const inside = parseSettings({ ...SMTP, SMTP_URL: 'smtps://lianke:very-hidden@mail.example' });
    expect(JSON.stringify(maskSettings(inside))).not.toContain('very-hidden');
  });

  it('take a token for metrics that is no plain word, and never show it', () => {
    expect(() => parseSettings({ METRICS_TOKEN: 'short' })).toThrow(/METRICS_TOKEN/);
    const settings = parseSettings({ METRICS_TOKEN: 'long-enough-and-hidden' });
    expect(JSON.stringify(maskSettings(settings))).not.toContain('long-enough-and-hidden');
  });

  it('want an address and a key for Meilisearch, and mask the key when shown', () => {
    expect(() => parseSettings({ SEARCH_DRIVER: 'meilisearch' })).toThrow(/MEILI_URL/);
    const given = { SEARCH_DRIVER: 'meilisearch' as const, MEILI_URL: 'http://127.0.0.1:7700' };
    expect(() => parseSettings(given)).toThrow(/MEILI_KEY/);
    const settings = parseSettings({ ...given, MEILI_KEY: 'sixteen-letters-x' });
    expect(settings.search).toMatchObject({ driver: 'meilisearch', index: 'lianke' });
    expect(JSON.stringify(maskSettings(settings))).not.toContain('sixteen-letters-x');
  });

  it('of a content origin want another host name, since cookies know no ports', () => {
    expect(parseSettings({}).http.contentOrigin).toBeNull();
    expect(parseSettings({ CONTENT_URL: 'http://127.0.0.1:3000/' }).http.contentOrigin).toBe(
      'http://127.0.0.1:3000',
    );
    for (const wrong of [
      { CONTENT_URL: 'http://localhost:3001' },
      { CONTENT_URL: 'http://files.example', PUBLIC_URL: 'https://lianke.example' },
      { CONTENT_URL: 'https://files.example/somewhere' },
    ])
      expect(() => parseSettings(wrong)).toThrow(/CONTENT_URL/);
  });
});
