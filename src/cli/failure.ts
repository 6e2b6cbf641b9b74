import type { ErrorCode } from '../contracts/error-codes.js';
import { AppError, StartRefused } from '../kernel/errors.js';
import { IndexInUseError } from '../platform/search/search.module.js';
import { StoreStartError } from '../platform/storage/storage.module.js';
import { portInUse } from '../port-in-use.js';
import { CliError, say, type Text } from './words.js';

type Params = AppError['params'];

const WEAK: Record<string, Text> = {
  too_short: { zh: '密码太短，至少 8 个字符。', en: 'The password is too short: at least 8 characters.' },
  too_long: { zh: '密码太长，最多 128 个字符。', en: 'The password is too long: at most 128 characters.' },
  common: {
    zh: '这个密码太常见，很容易被猜到。',
    en: 'The password is a common one and would be guessed quickly.',
  },
  login_name: { zh: '密码不能由登录名构成。', en: 'The password must not be made of the login name.' },
  organization_name: {
    zh: '密码不能由集团或学校的名称构成。',
    en: 'The password must not be made of the name of the group or school.',
  },
};

/** What the refusals mean that a command can meet. */
const REFUSALS: Partial<Record<ErrorCode, (params: Params) => Text>> = {
  password_too_weak: (params) => WEAK[params['reason'] ?? ''] ?? WEAK['common']!,
  login_name_taken: () => ({
    zh: '这个登录名已经有人使用，请换一个。',
    en: 'Somebody has this login name already; choose another.',
  }),
  name_taken: () => ({ zh: '这个名称已经被使用。', en: 'This name is taken.' }),
};

/** One sentence for whatever went wrong. */
export function sentence(error: unknown): string {
  if (error instanceof CliError || error instanceof StartRefused) return say(error.text);
  if (error instanceof AppError) {
    const text = REFUSALS[error.code]?.(error.params);
    return text ? say(text) : error.code;
  }
  if (!(error instanceof Error)) return String(error);
  if (error instanceof IndexInUseError)
    return say({
      zh: '另一个联课正在使用这个数据目录：请先停止它，或用 DATA_DIR 另外指定一个目录。',
      en: error.message,
    });
  if (error instanceof StoreStartError) return say({ zh: error.zh, en: error.message });
  const busy = portInUse(error);
  if (busy) return say(busy);
  if ((error as NodeJS.ErrnoException).code === 'EACCES')
    return say({ zh: `没有权限：${error.message}`, en: `Not permitted: ${error.message}` });
  return error.message.split('\n')[0] ?? error.name;
}
