import { fromNumeral } from './numerals.js';

const HALVES: Record<string, string> = { 上: 'a', 中: 'm', 下: 'b' };

/** 必修一, 必修1, 必修 第一册, 必修（上）, 选择性必修 下册, 选必2, 上册, 全一册 … as one expression with named groups. */
export const VOLUME_PATTERN =
  /(?<series>选择性必修|选必|必修)\s*(?:(?:第\s*)?(?<number>1[01]|\d|十一?|[一二三四五六七八九])\s*册?|\(?(?<half>[上中下])(?:册|\))?|\(?全一册\)?)?|(?<term>[上下])(?:册|学期)|第(?<semester>[一二])学期|(?<full>全一册|全册)/;

/** The key of the volume that an expression names; undefined when the text names none. */
export function volumeFromWords(text: string): string | undefined {
  const found = VOLUME_PATTERN.exec(text.normalize('NFKC'));
  return found?.groups ? volumeKey(found.groups) : undefined;
}

/** From the groups of {@link VOLUME_PATTERN}. */
export function volumeKey(groups: Partial<Record<string, string>>): string | undefined {
  const { series, number, half, term, semester, full } = groups;
  if (full) return 'full';
  if (term) return HALVES[term];
  if (semester) return semester === '一' ? 'a' : 'b';
  if (!series) return undefined;
  const prefix = series === '必修' ? 'bx' : 'xb';
  if (number) return `${prefix}${fromNumeral(number) ?? ''}`;
  return half ? `${prefix}-${HALVES[half] ?? ''}` : prefix;
}
