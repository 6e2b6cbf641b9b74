import { StartRefused } from '../../kernel/errors.js';

/** How Redis begins its answer to a name and password that it does not accept, or that are missing. */
const NOT_LET_IN = /^(WRONGPASS|NOAUTH)\b/;

/** What a failed first connection means. `reason` is what Redis or the connection said. */
export function redisRefusal(redisUrl: string, reason: string, cause: unknown): StartRefused {
  const { host } = new URL(redisUrl);
  if (NOT_LET_IN.test(reason))
    return new StartRefused(
      {
        zh: `${host} 的 Redis 不接受所给的账号或密码：请检查 REDIS_URL 中的用户名和密码（redis://用户:密码@主机）。`,
        en: `Redis at ${host} does not accept the account or password: look at the name and password in REDIS_URL (redis://user:password@host).`,
      },
      { cause },
    );
  const said = reason.replace(/[.。]$/, '');
  return new StartRefused(
    { zh: `无法使用 ${host} 的 Redis：${said}。`, en: `Redis at ${host} cannot be used: ${said}.` },
    { cause },
  );
}
