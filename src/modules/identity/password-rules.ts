import { AppError } from '../../kernel/errors.js';
import { COMMON_PASSWORDS } from './common-passwords.js';
import { nameKey, passwordText } from './normalise.js';

export const PASSWORD_MIN = 8;
export const PASSWORD_MAX = 128;

export type PasswordWeakness = 'too_short' | 'too_long' | 'common' | 'login_name' | 'organization_name';

/** What people here put in front of a few digits. */
const HABITS =
  'woaini woaiwo woaiwojia woaizuguo aini wodemima mima nihao zhongguo zhonghua beijing shanghai laoshi jiaoshi ' +
  'xuexiao xiaoxue zhongxue yuwen shuxue yingyu teacher school student password passwd passw0rd p@ssw0rd p@ssword ' +
  'admin administrator root guest user test demo welcome changeme iloveyou qwerty qwertyuiop qweasd qweasdzxc qazwsx ' +
  '1qaz2wsx asdfgh asdfghjkl zxcvbn zxcvbnm abcdef abcdefg abcabc aaaaaa taobao wangyi baidu tencent weixin dearbook ' +
  'lianke wang zhang zhao chen yang huang liang';
const HABIT_SET = new Set(HABITS.split(' '));
const ROWS = [
  '0123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv',
];

/**
 * Judges a password: 8–128 characters (code points, any script), none that attackers try first, nor one made of the
 * person's login name or of `words` (names of their schools and groups). Null when it is good enough.
 */
export function passwordWeakness(
  password: string,
  loginName: string,
  words: readonly string[],
): PasswordWeakness | null {
  const text = passwordText(password);
  const length = [...text].length;
  if (length < PASSWORD_MIN) return 'too_short';
  if (length > PASSWORD_MAX) return 'too_long';
  const plain = text.toLowerCase();
  if (isCommon(plain)) return 'common';
  if (isMadeOf(plain, nameKey(loginName))) return 'login_name';
  if (words.some((word) => isMadeOf(plain, nameKey(word).replaceAll(' ', '')))) return 'organization_name';
  return null;
}

/** Throws `password_too_weak` with `reason` (and the limits) when a password does not pass {@link passwordWeakness}. */
export function requireStrongPassword(password: string, loginName: string, words: readonly string[]): void {
  const reason = passwordWeakness(password, loginName, words);
  if (reason) throw new AppError('password_too_weak', { reason, min: PASSWORD_MIN, max: PASSWORD_MAX });
}

function isCommon(plain: string): boolean {
  if (COMMON_PASSWORDS.has(plain)) return true;
  // Birthdays, telephone and QQ numbers.
  if (/^\d{1,11}$/.test(plain)) return true;
  if (isRepetition(plain) || isRun(plain)) return true;
  const [, front = '', word = '', back = ''] =
    /^(\d*)(.*?)[!@#.*]?(?:(\d+)[a-z]?)?[!@#.*]?$/.exec(plain) ?? [];
  if (front.length + back.length === 0) return HABIT_SET.has(word);
  // a123456, 123456a, abc123456, woaini1314, laoshi2024
  return word.length <= 3 ? isHabitNumber(front + back) : HABIT_SET.has(word) || COMMON_PASSWORDS.has(word);
}

/** One to four characters over and over. */
function isRepetition(plain: string): boolean {
  return /^(.{1,4}?)\1+$/u.test(plain);
}

/** A piece of the alphabet, the digits or a keyboard row, forwards or backwards. */
function isRun(plain: string): boolean {
  const backwards = [...plain].reverse().join('');
  return ROWS.some((row) => row.includes(plain) || row.includes(backwards));
}

function isHabitNumber(digits: string): boolean {
  return (
    isRun(digits) ||
    isRepetition(digits) ||
    /^(123|1234|12345)+$/.test(digits) ||
    /^(5201314|1314520|520520|521|520|1314|147258369|123321|112233)+$/.test(digits) ||
    /^(19|20)\d{6}$/.test(digits)
  );
}

/** Whether the word is in the password and fewer than five characters are left without it. */
function isMadeOf(plain: string, word: string): boolean {
  const size = [...word].length;
  if (size < 2) return false;
  const rest = plain.replaceAll(/\s/gu, '').split(word);
  if (rest.length < 2) return false;
  return [...rest.join('')].length < 5;
}
