import { parseSettings } from '../../../src/config/settings.js';
import { examineStorage } from '../../../src/platform/storage/storage.module.js';
import { S3_KINDS, startS3, type S3Server } from '../../support/s3-server.js';
import { services, withService } from '../../support/services.js';

const PAGES = 'https://lianke.school.example';

for (const { kind, variable } of S3_KINDS)
  withService(`the examination of an S3 store, ${kind}`, variable, services[kind], () => {
    let server: S3Server;
    afterEach(() => server.remove());
    const examine = async (more: Record<string, string> = {}, fix = false) => {
      const settings = parseSettings({ ...server.env, PUBLIC_URL: PAGES, ...more });
      const found = await examineStorage(settings, { fix });
      return found.map(({ level, text }) => `${level}: ${text.en} ${text.zh}`);
    };

    it('finds all well, but for halves of parts that versitygw 1.8.0 keeps', async () => {
      server = await startS3(kind, { corsOrigin: PAGES });
      const found = await examine();
      expect(found[0]).toMatch(/^good: Bucket lianke .* can be read and written.*可以读写/);
      expect(found[1]).toMatch(
        /^good: Pages of https:\/\/lianke\.school\.example may use the store \(CORS\)/,
      );
      expect(found[2]).toMatch(/^good: Browsers can upload parts/);
      expect(found.slice(3).map((line) => line.split(',')[0])).toEqual(
        kind === 'minio'
          ? []
          : ['warn: This store keeps a part whose connection broke off as if it were whole'],
      );
    });

    it('sees that pages may not use it, and sets that right where the store lets it, else says what to do', async () => {
      server = await startS3(kind, { corsOrigin: 'https://other.example' });
      expect((await examine())[1]).toMatch(/^bad: .* does not let pages of .*doctor --fix.*doctor --fix/);
      const mended = (await examine({}, true))[1];
      const preflight = await fetch(`${server.endpoint}/${server.bucket}/a`, {
        method: 'OPTIONS',
        headers: { Origin: PAGES, 'Access-Control-Request-Method': 'PUT' },
      });
      const allowed = preflight.headers.get('access-control-allow-origin');
      if (kind === 'minio') {
        expect(mended).toMatch(/^bad: This store does not let us set the CORS.*MINIO_API_CORS_ALLOW_ORIGIN/);
        expect(allowed).toBeNull();
      } else {
        expect(mended).toMatch(/^good: .*CORS was set/);
        expect(allowed).toBe(PAGES);
        expect((await examine({ PUBLIC_URL: 'https://second.example' }, true))[1]).toMatch(
          /^good: .*CORS was set/,
        );
        expect((await examine())[1]).toMatch(/^good: /);
      }
    });

    it('says what it could not look at when browsers’ address is out of its reach', async () => {
      server = await startS3(kind, { corsOrigin: PAGES });
      const found = await examine({ S3_PUBLIC_ENDPOINT: 'http://127.0.0.1:1' });
      expect(found[1]).toMatch(
        /^warn: The address that browsers use, http:\/\/127\.0\.0\.1:1, cannot be reached/,
      );
    });

    it('says what stops a start, and nothing more', async () => {
      server = await startS3(kind, { corsOrigin: PAGES });
      const found = await examine({ S3_BUCKET: 'nowhere' });
      expect(found).toHaveLength(1);
      expect(found[0]).toMatch(/^bad: .*no bucket nowhere/);
    });
  });
