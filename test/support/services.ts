/** The only place where tests read the environment. */
const env = process.env;

/** Where a service stands that only some machines have. */
export interface Services {
  mysqlUrl: string | null;
  redisUrl: string | null;
}

export const services: Services = {
  mysqlUrl: env['MYSQL_URL'] ?? null,
  redisUrl: env['REDIS_URL'] ?? null,
};

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
