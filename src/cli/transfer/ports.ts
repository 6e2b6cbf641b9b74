import type { Settings } from '../../config/settings.js';
import type { Text } from '../words.js';

/** What an installation stands on. */
export type Port = 'database' | 'storage' | 'search' | 'queue' | 'live';

export const PORT_NAMES: Record<Port, Text> = {
  database: { zh: '数据库', en: 'database' },
  storage: { zh: '文件存储', en: 'storage' },
  search: { zh: '搜索', en: 'search' },
  queue: { zh: '任务队列', en: 'queue' },
  live: { zh: '即时消息', en: 'live news' },
};

/** Where the data of each port is: what differs here has to be moved, other settings of it need not. */
function places({ database, storage, search, queue, live }: Settings): Record<Port, string> {
  const redis = (port: Settings['queue'] | Settings['live']) =>
    'redisUrl' in port ? `${port.redisUrl} ${port.prefix}` : port.driver;
  return {
    database: database.driver === 'sqlite' ? database.file : serverOf(database.url),
    storage: storage.driver === 'disk' ? storage.directory : `${storage.endpoint}/${storage.bucket}`,
    search: search.driver === 'fts' ? search.directory : `${search.url} ${search.index}`,
    queue: redis(queue),
    live: redis(live),
  };
}

/** The ports whose data is elsewhere in `to`. */
export function movedPorts(from: Settings, to: Settings): ReadonlySet<Port> {
  const [here, there] = [places(from), places(to)];
  return new Set((Object.keys(here) as Port[]).filter((port) => here[port] !== there[port]));
}

/** Tells one place for rows and files from another. */
export function whereabouts(settings: Settings): string {
  const { database, storage } = places(settings);
  return `${database}\n${storage}`;
}

/** Lines for an environment file, secrets masked. */
export function differing(given: Readonly<Record<string, string>>): string[] {
  return Object.entries(given).map(([key, value]) => {
    if (/SECRET|MEILI_KEY|PASSWORD/.test(key)) return `${key}=***`;
    return `${key}=${value.replace(/^([a-z+]+:\/\/[^:@/]*):[^@]*@/, '$1:***@')}`;
  });
}

/** Another account or option is no other database. */
function serverOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `mysql://${host}${pathname}`;
}
