import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { mysqlPlace } from './databases.js';
import { dropIndexes, freshPlace, searchEnv } from './meili.js';
import { startS3, type S3Kind, type S3Server } from './s3-server.js';
import { services, type Grown } from './services.js';

/** Grown services made for one installation: the settings that name them, and how to be rid of them. */
export interface Stack {
  env: Record<string, string>;
  /** the object store among them, if one is */
  s3?: S3Server;
  drop(): Promise<void>;
}

/** Fresh services for one installation: nothing of another one is in them. */
export async function provideStack(names: readonly Grown[]): Promise<Stack> {
  const provided: Stack[] = [];
  const drop = async () => {
    for (const one of provided.reverse()) await one.drop();
  };
  try {
    for (const name of names) provided.push(await PROVIDERS[name]());
  } catch (error) {
    await drop();
    throw error;
  }
  return { ...(Object.assign({}, ...provided) as Partial<Stack>), env: merged(provided), drop };
}

function merged(provided: readonly Stack[]): Record<string, string> {
  return Object.assign({}, ...provided.map((one) => one.env)) as Record<string, string>;
}

/** One entry for each name; whoever grows another driver adds its own. */
const PROVIDERS: Record<Grown, () => Promise<Stack>> = {
  mysql: async () => {
    const { place, drop } = await mysqlPlace(needed(services.mysqlUrl, 'MYSQL_URL'));
    return { env: { DATABASE_DRIVER: 'mysql', DATABASE_URL: (place as { url: string }).url }, drop };
  },
  redis: () => {
    const url = needed(services.redisUrl, 'REDIS_URL');
    const prefix = `lianke-test-${randomBytes(6).toString('hex')}`;
    return Promise.resolve({
      env: { QUEUE_DRIVER: 'bullmq', LIVE_DRIVER: 'redis', REDIS_URL: url, REDIS_PREFIX: prefix },
      drop: () => forgetKeys(url, prefix),
    });
  },
  minio: () => storedOn('minio'),
  versitygw: () => storedOn('versitygw'),
  meilisearch: async () => {
    const place = freshPlace(needed(services.meili, 'MEILI_URL'));
    return { env: searchEnv(place), drop: () => dropIndexes(place) };
  },
};

/** A server of its own for each installation: it may be stopped without anybody else noticing. */
async function storedOn(kind: S3Kind): Promise<Stack> {
  const server = await startS3(kind);
  return { env: server.env, s3: server, drop: () => server.remove() };
}

/** Deletes what an installation has in Redis: all of it, as far as that installation can tell. */
export async function forgetKeys(url: string, prefix: string): Promise<void> {
  const redis = new Redis(url);
  const keys = await redis.keys(`${prefix}:*`);
  if (keys.length > 0) await redis.del(...keys);
  await redis.quit();
}

function needed<T>(found: T | null, name: string): T {
  if (found === null) throw new Error(`LIANKE_TEST_STACK needs ${name}.`);
  return found;
}
