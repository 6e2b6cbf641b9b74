import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The only place where tests read the environment. */
const env = process.env;

/** Where a service stands that only some machines have. */
export interface Services {
  mysqlUrl: string | null;
  redisUrl: string | null;
  /** the programs of the two S3 servers, which tests start for themselves */
  minio: string | null;
  versitygw: string | null;
  /** Meilisearch with a key that may do everything on its indexes */
  meili: { url: string; key: string } | null;
}

export const services: Services = {
  mysqlUrl: env['MYSQL_URL'] ?? null,
  redisUrl: env['REDIS_URL'] ?? null,
  minio: program('minio', env['MINIO_PATH']),
  versitygw: program('versitygw', env['VERSITYGW_PATH']),
  meili: env['MEILI_URL'] ? { url: env['MEILI_URL'], key: env['MEILI_KEY'] ?? '' } : null,
};

/** Whether recordings of services are to be made anew rather than replayed. */
export const recording = env['LIANKE_RECORD'] === '1';

/**
 * Whether the long runs are shortened (LIANKE_DEEP=part, for a machine whose hour is counted): left out are fifteen of
 * sixteen ordinary real files, films of minutes, most random steps and searches, and kills that shorter tests have, too.
 */
export const shortened = env['LIANKE_DEEP'] === 'part';

/** What a started program can stand on instead of what is built in. */
export const GROWN = ['mysql', 'redis', 'minio', 'versitygw', 'meilisearch'] as const;
export type Grown = (typeof GROWN)[number];

/**
 * What the programs that tests start stand on, from LIANKE_TEST_STACK: `embedded` (the default), `grown` (one of each
 * kind) or names out of {@link GROWN} joined by commas. The suites are the same on each.
 */
export const testStack: readonly Grown[] = parseStack(env['LIANKE_TEST_STACK'] ?? 'embedded');

function parseStack(text: string): Grown[] {
  if (text === 'embedded') return [];
  // Meilisearch where there is one: CI cannot start it
  if (text === 'grown')
    return ['mysql', 'redis', 'minio', ...(services.meili ? (['meilisearch'] as const) : [])];
  return text.split(',').map((name) => {
    const known = GROWN.find((grown) => grown === name.trim());
    if (!known) throw new Error(`LIANKE_TEST_STACK names ${name}; it may name ${GROWN.join(', ')}.`);
    return known;
  });
}

function program(name: string, given: string | undefined): string | null {
  const places = given ? [given] : (env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name));
  return places.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Runs a suite against a service, or says in one sentence that it is skipped. With REQUIRE_SERVICES=1 (CI) a missing
 * service is a failure.
 */
export function withService(
  title: string,
  variable: string,
  url: string | null,
  suite: (url: string) => void,
): void {
  if (url !== null) {
    describe(title, () => suite(url));
    return;
  }
  describe(title, () => {
    if (env['REQUIRE_SERVICES'] === '1') {
      it('has its service', () => {
        throw new Error(`${variable} is not set, and REQUIRE_SERVICES=1 wants it.`);
      });
      return;
    }
    console.log(`${title}: skipped, because ${variable} is not set.`);
    it.skip('is skipped without its service', () => undefined);
  });
}

/**
 * The same for a service that CI cannot start either: without it the suite is skipped everywhere, and says so.
 * What CI runs instead has a suite of its own.
 */
export function whereAvailable<T>(
  title: string,
  what: string,
  place: T | null,
  suite: (place: T) => void,
): void {
  describe(title, () => {
    if (place !== null) return suite(place);
    console.log(`${title}: skipped, because ${what} is not there.`);
    it.skip('is skipped without its service', () => undefined);
  });
}
