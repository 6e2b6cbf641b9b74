import { join, resolve } from 'node:path';
import { z } from 'zod';

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

const flag = z.stringbool();
const count = z.coerce.number().int().min(0);

/** Every key of the environment that Lianke reads, its form and its default: the one list behind README's table. */
const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRUST_PROXY: flag.default(false),
  DATA_DIR: z.string().default('./data'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),

  DATABASE_DRIVER: z.enum(['sqlite', 'mysql']).default('sqlite'),
  DATABASE_URL: z.string().optional(),
  DATABASE_POOL: count.default(10),
  STORAGE_DRIVER: z.enum(['disk']).default('disk'),
  SEARCH_DRIVER: z.enum(['fts']).default('fts'),
  QUEUE_DRIVER: z.enum(['table', 'bullmq']).default('table'),
  REDIS_URL: z.string().optional(),

  FFMPEG_PATH: z.string().optional(),
  FFPROBE_PATH: z.string().optional(),
  SOFFICE_PATH: z.string().optional(),
  WORK_DOCUMENTS: count.default(1),
  WORK_VIDEOS: count.default(1),

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

/** The settings of one installation, parsed once at start. */
export interface Settings {
  http: { port: number; host: string; publicUrl: string; secureCookies: boolean; trustProxy: boolean };
  dataDir: string;
  log: { level: string };
  database: { driver: 'sqlite'; file: string } | { driver: 'mysql'; url: string; poolSize: number };
  storage: { driver: 'disk'; directory: string };
  search: { driver: 'fts'; directory: string };
  queue: { driver: 'table' } | { driver: 'bullmq'; redisUrl: string };
  media: { ffmpegPath: string | null; ffprobePath: string | null; sofficePath: string | null };
  /** how many jobs of the heavy lanes run at once in this process */
  work: { documents: number; videos: number };
  uploads: { maxFileBytes: number; partBytes: number; quotaUserBytes: number; quotaSchoolBytes: number };
  session: { idleMs: number; absoluteMs: number };
  trashMs: number;
}

/** DI token of the {@link Settings}. */
export const SETTINGS = Symbol('Settings');

/** A setting that is missing or malformed: the program stops with this one sentence. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

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
      secureCookies: publicUrl.startsWith('https://'),
      trustProxy: e.TRUST_PROXY,
    },
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
    storage: { driver: 'disk', directory: join(dataDir, 'objects') },
    search: { driver: 'fts', directory: join(dataDir, 'search') },
    queue:
      e.QUEUE_DRIVER === 'table'
        ? { driver: 'table' }
        : { driver: 'bullmq', redisUrl: needed(e.REDIS_URL, 'REDIS_URL', 'QUEUE_DRIVER=bullmq') },
    media: {
      ffmpegPath: e.FFMPEG_PATH ?? null,
      ffprobePath: e.FFPROBE_PATH ?? null,
      sofficePath: e.SOFFICE_PATH ?? null,
    },
    work: { documents: e.WORK_DOCUMENTS, videos: e.WORK_VIDEOS },
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

function needed(value: string | undefined, key: string, because: string): string {
  if (value === undefined) throw new SettingsError(`${because} needs ${key}.`);
  return value;
}
