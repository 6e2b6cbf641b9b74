import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { LANES, type Lane } from '../kernel/lanes.js';
import { DEPLOYMENTS, type Deployment } from '../kernel/reach.js';
import { mailKeys, mailSettings, type MailSettings } from './mail-settings.js';
import { needed, SettingsError } from './settings-error.js';

export { SettingsError } from './settings-error.js';

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

const flag = z.stringbool();
const count = z.coerce.number().int().min(0);
/** `http(s)://host[:port]`, without a path. */
const endpoint = z
  .url({ protocol: /^https?$/ })
  .refine(
    (text) => new URL(text).pathname === '/' && new URL(text).search === '',
    'an address without a path',
  );
const port = z.coerce.number().int().min(0).max(65535);
/** `all`, `none`, or some of them with commas between */
const lanes = z.string().transform((text, context): Lane[] => {
  if (text === 'all') return [...LANES];
  if (text === 'none') return [];
  const named = text.split(',').map((name) => name.trim());
  const known = LANES.filter((lane) => named.includes(lane));
  if (named.some((name) => !known.includes(name as Lane)))
    context.addIssue(`it is all, none, or some of ${LANES.join(',')}`);
  return known;
});

/** Every key of the environment that Lianke reads, its form and its default: the one list behind README's table. */
const environment = z.object({
  PORT: port.default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  CONTENT_URL: endpoint.optional(),
  TRUST_PROXY: flag.default(false),
  WORKER_PORT: port.default(3001),
  METRICS_TOKEN: z.string().min(16).optional(),
  DATA_DIR: z.string().default('./data'),
  NODES: z.enum(DEPLOYMENTS).default('one-process'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),

  DATABASE_DRIVER: z.enum(['sqlite', 'mysql']).default('sqlite'),
  DATABASE_URL: z.string().optional(),
  DATABASE_POOL: z.coerce.number().int().min(1).max(1000).default(10),
  STORAGE_DRIVER: z.enum(['disk', 's3']).default('disk'),
  S3_ENDPOINT: endpoint.optional(),
  S3_PUBLIC_ENDPOINT: endpoint.optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'not the name of a bucket')
    .optional(),
  S3_ACCESS_KEY: z.string().optional(),
  S3_SECRET_KEY: z.string().optional(),
  S3_PATH_STYLE: flag.default(true),
  SEARCH_DRIVER: z.enum(['fts', 'meilisearch']).default('fts'),
  MEILI_URL: z.url({ protocol: /^https?$/ }).optional(),
  MEILI_KEY: z.string().optional(),
  MEILI_INDEX: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,60}$/)
    .default('lianke'),
  QUEUE_DRIVER: z.enum(['table', 'bullmq']).default('table'),
  LIVE_DRIVER: z.enum(['process', 'redis']).default('process'),
  REDIS_URL: z.string().optional(),
  REDIS_PREFIX: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .default('lianke'),
  ...mailKeys,

  FFMPEG_PATH: z.string().optional(),
  FFPROBE_PATH: z.string().optional(),
  SOFFICE_PATH: z.string().optional(),
  WORK_LANES: lanes.default([...LANES]),
  WORK_DOCUMENTS: count.default(1),
  WORK_VIDEOS: count.default(1),
  ENCODER_THREADS: count.default(0),

  UPLOAD_MAX_BYTES: count.default(4 * GIB),
  UPLOAD_PART_BYTES: z.coerce
    .number()
    .int()
    .min(5 * MIB)
    .max(64 * MIB)
    .default(16 * MIB),
  QUOTA_USER_BYTES: count.default(50 * GIB),
  QUOTA_SCHOOL_BYTES: count.default(500 * GIB),
  SESSION_IDLE_HOURS: count.default(12),
  SESSION_DAYS: count.default(30),
  TRASH_DAYS: count.default(30),
});

export type Environment = z.input<typeof environment>;

interface RedisSettings {
  redisUrl: string;
  /** what its keys and channels begin with: several installations may share a Redis */
  prefix: string;
}

/** The settings of one installation, parsed once at start. */
export interface Settings {
  http: {
    port: number;
    host: string;
    publicUrl: string;
    /** another origin of this program, under which it serves bytes of files and nothing else; null = there is none */
    contentOrigin: string | null;
    secureCookies: boolean;
    trustProxy: boolean;
    /** who presents it reads metrics from anywhere; null = this machine alone reads them */
    metricsToken: string | null;
  };
  /** how many processes there are, and where; the same for all of them */
  nodes: Deployment;
  dataDir: string;
  log: { level: string };
  database: { driver: 'sqlite'; file: string } | { driver: 'mysql'; url: string; poolSize: number };
  storage:
    | { driver: 'disk'; directory: string }
    | {
        driver: 's3';
        /** where this program reaches the store: `http(s)://host[:port]` */
        endpoint: string;
        /** where browsers reach it */
        publicEndpoint: string;
        /** the origin of the addresses that browsers are sent to */
        publicOrigin: string;
        region: string;
        bucket: string;
        accessKey: string;
        secretKey: string;
        pathStyle: boolean;
      };
  search:
    | { driver: 'fts'; directory: string }
    /** `index` begins the names of its indexes: installations that share a server need different ones */
    | { driver: 'meilisearch'; url: string; key: string; index: string };
  queue: { driver: 'table' } | ({ driver: 'bullmq' } & RedisSettings);
  /** how news for open pages travels: within this process, or to all that share a Redis */
  live: { driver: 'process' } | ({ driver: 'redis' } & RedisSettings);
  mail: MailSettings;
  media: {
    ffmpegPath: string | null;
    ffprobePath: string | null;
    sofficePath: string | null;
    /** threads of one film's encoder; null = one for each processor */
    encoderThreads: number | null;
  };
  /** which jobs this process works off, how many of the heavy ones at once, and where a worker answers health checks */
  work: { lanes: readonly Lane[]; documents: number; videos: number; port: number };
  uploads: { maxFileBytes: number; partBytes: number; quotaUserBytes: number; quotaSchoolBytes: number };
  session: { idleMs: number; absoluteMs: number };
  trashMs: number;
}

/** DI token of the {@link Settings}. */
export const SETTINGS = Symbol('Settings');

/** Parses an environment into settings. Throws {@link SettingsError} naming the key that is wrong. */
export function parseSettings(env: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, v]) => v !== undefined && v !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new SettingsError(`Setting ${issue.path.join('.')} is wrong: ${issue.message}.`);
  }
  const e = parsed.data;
  const dataDir = resolve(e.DATA_DIR);
  const publicUrl = (e.PUBLIC_URL ?? `http://localhost:${e.PORT}`).replace(/\/$/, '');
  return {
    http: {
      port: e.PORT,
      host: e.HOST,
      publicUrl,
      contentOrigin: contentOrigin(e.CONTENT_URL, publicUrl),
      secureCookies: publicUrl.startsWith('https://'),
      trustProxy: e.TRUST_PROXY,
      metricsToken: e.METRICS_TOKEN ?? null,
    },
    nodes: e.NODES,
    dataDir,
    log: { level: e.LOG_LEVEL },
    database:
      e.DATABASE_DRIVER === 'sqlite'
        ? { driver: 'sqlite', file: join(dataDir, 'lianke.sqlite') }
        : {
            driver: 'mysql',
            url: needed(e.DATABASE_URL, 'DATABASE_URL', 'DATABASE_DRIVER=mysql'),
            poolSize: e.DATABASE_POOL,
          },
    storage: storage(e, dataDir),
    search:
      e.SEARCH_DRIVER === 'fts'
        ? { driver: 'fts', directory: join(dataDir, 'search') }
        : {
            driver: 'meilisearch',
            url: needed(e.MEILI_URL, 'MEILI_URL', 'SEARCH_DRIVER=meilisearch'),
            key: needed(e.MEILI_KEY, 'MEILI_KEY', 'SEARCH_DRIVER=meilisearch'),
            index: e.MEILI_INDEX,
          },
    queue:
      e.QUEUE_DRIVER === 'table'
        ? { driver: 'table' }
        : { driver: 'bullmq', ...redis(e.REDIS_URL, e.REDIS_PREFIX, 'QUEUE_DRIVER=bullmq') },
    live:
      e.LIVE_DRIVER === 'process'
        ? { driver: 'process' }
        : { driver: 'redis', ...redis(e.REDIS_URL, e.REDIS_PREFIX, 'LIVE_DRIVER=redis') },
    mail: mailSettings(e, dataDir),
    media: {
      ffmpegPath: e.FFMPEG_PATH ?? null,
      ffprobePath: e.FFPROBE_PATH ?? null,
      sofficePath: e.SOFFICE_PATH ?? null,
      encoderThreads: e.ENCODER_THREADS || null,
    },
    work: {
      lanes: e.WORK_LANES,
      documents: e.WORK_DOCUMENTS,
      videos: e.WORK_VIDEOS,
      port: e.WORKER_PORT,
    },
    uploads: {
      maxFileBytes: e.UPLOAD_MAX_BYTES,
      partBytes: e.UPLOAD_PART_BYTES,
      quotaUserBytes: e.QUOTA_USER_BYTES,
      quotaSchoolBytes: e.QUOTA_SCHOOL_BYTES,
    },
    session: { idleMs: e.SESSION_IDLE_HOURS * 3_600_000, absoluteMs: e.SESSION_DAYS * 86_400_000 },
    trashMs: e.TRASH_DAYS * 86_400_000,
  };
}

/** Cookies know host names and no ports: only under another name does a browser send none. */
function contentOrigin(url: string | undefined, publicUrl: string): string | null {
  if (url === undefined) return null;
  const [content, main] = [new URL(url), new URL(publicUrl)];
  if (content.hostname === main.hostname)
    throw new SettingsError('Setting CONTENT_URL is wrong: it needs another host name than PUBLIC_URL.');
  if (main.protocol === 'https:' && content.protocol !== 'https:')
    throw new SettingsError('Setting CONTENT_URL is wrong: pages over https can show nothing over http.');
  return content.origin;
}

function storage(e: z.output<typeof environment>, dataDir: string): Settings['storage'] {
  if (e.STORAGE_DRIVER === 'disk') return { driver: 'disk', directory: join(dataDir, 'objects') };
  const want = (value: string | undefined, key: string) => needed(value, key, 'STORAGE_DRIVER=s3');
  const bucket = want(e.S3_BUCKET, 'S3_BUCKET');
  const { origin: inner } = new URL(want(e.S3_ENDPOINT, 'S3_ENDPOINT'));
  const open = new URL(e.S3_PUBLIC_ENDPOINT ?? inner);
  return {
    driver: 's3',
    endpoint: inner,
    publicEndpoint: open.origin,
    publicOrigin: e.S3_PATH_STYLE ? open.origin : `${open.protocol}//${bucket}.${open.host}`,
    region: e.S3_REGION,
    bucket,
    accessKey: want(e.S3_ACCESS_KEY, 'S3_ACCESS_KEY'),
    secretKey: want(e.S3_SECRET_KEY, 'S3_SECRET_KEY'),
    pathStyle: e.S3_PATH_STYLE,
  };
}

/**
 * Reads the process environment: here and in language.ts, nowhere else. `defaults` hold where the environment says nothing,
 * `overrides` whatever it says.
 */
export function loadSettings(
  overrides: Record<string, string | undefined> = {},
  defaults: Record<string, string> = {},
): Settings {
  const given = Object.entries({ ...process.env, ...overrides }).filter(([, value]) => value);
  return parseSettings({ ...defaults, ...Object.fromEntries(given) });
}

/** Settings as they would be with the keys of an environment file (`KEY=value` lines) over those of the process. */
export function loadSettingsOver(file: string): { settings: Settings; given: Record<string, string> } {
  const given = parseEnv(readFileSync(file, 'utf8')) as Record<string, string>;
  const unknown = Object.keys(given).find((key) => !(key in environment.shape));
  if (unknown !== undefined) throw new SettingsError(`${file}: ${unknown} is not a setting.`);
  return { settings: loadSettings(given), given };
}

function redis(url: string | undefined, prefix: string, because: string): RedisSettings {
  return { redisUrl: needed(url, 'REDIS_URL', because), prefix };
}
